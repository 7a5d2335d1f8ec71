import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parse } from "yaml"

const PATH = fileURLToPath(new URL("../../docker-compose.yml", import.meta.url))

export type ComposeFile = { services: Record<string, Service>; [section: string]: unknown }

/** A service as it is written, merge keys resolved; as much of the format as the tests look at. */
export type Service = {
  image: string
  build?: string
  user?: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  restart?: string
  init?: boolean
  command?: string[]
  environment?: Record<string, string>
  healthcheck?: { test: string[] }
  deploy?: { replicas: number }
  depends_on?: Record<string, { condition: string }>
  ports?: string[]
  volumes?: string[]
  profiles?: string[]
}

/** A process of the graph as its container would start it. */
export type ComposeService = { name: string; command: string[]; environment: Record<string, string> }

/** Read docker-compose.yml, with variables left as they are written. */
export function readComposeFile(): ComposeFile {
  return parse(readFileSync(PATH, "utf8"), { merge: true }) as ComposeFile
}

/**
 * Give the command and the environment of every service that runs the project's image, in the order of the file.
 *
 * @param variables take the place of the .env file: nothing is read from this process's environment.
 * @throws when the file requires a variable that is missing.
 */
export function readComposeServices(variables: Record<string, string>): ComposeService[] {
  return Object.entries(readComposeFile().services)
    .filter(([, service]) => service.build !== undefined)
    .map(([name, { command = [], environment = {} }]) => ({
      name,
      command: command.map((word) => substitute(word, variables)),
      environment: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, substitute(String(value), variables)])),
    }))
}

/** Name the variables that the file takes from .env. */
export function variablesOf(file: ComposeFile): string[] {
  const names = [...JSON.stringify(file).matchAll(VARIABLE)].flatMap(([, name]) => name ?? [])
  return [...new Set(names)].sort()
}

/** `$$`, or `${NAME}` with `:-default` or `:?message`: the forms of the Compose specification that the file uses. */
const VARIABLE = /\$\$|\$\{(\w+)(?::(-|\?)([^}]*))?\}/g

function substitute(text: string, variables: Record<string, string>): string {
  return text.replaceAll(VARIABLE, (_, name: string | undefined, form: string | undefined, rest: string | undefined) => {
    if (!name) return "$"
    const value = variables[name]
    if (value) return value
    if (form === "?") throw new Error(`docker-compose.yml needs ${name}: ${rest ?? ""}`)
    return rest ?? ""
  })
}
