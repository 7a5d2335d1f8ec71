import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { Ajv } from "ajv"
import addFormats from "ajv-formats"
import { describe, expect, it } from "vitest"
import { readComposeFile, readComposeServices, variablesOf } from "./compose-file.ts"

const ROOT = fileURLToPath(new URL("../../", import.meta.url))
const file = readComposeFile()
const services = Object.entries(file.services)
const own = services.filter(([, service]) => service.build !== undefined)
const named = (name: string) => file.services[name] ?? expect.fail(`There is no service ${name}.`)
const isJob = (name: string) => ["migrate", "seed"].includes(name)

/** Names in .env.example, each with whether a comment stands above it. */
function exampleVariables(): { name: string; isExplained: boolean }[] {
  const lines = readFileSync(join(ROOT, ".env.example"), "utf8").split("\n")
  return lines.flatMap((line, at) => {
    const name = /^(\w+)=/.exec(line)?.[1]
    return name ? [{ name, isExplained: lines[at - 1]?.startsWith("# ") ?? false }] : []
  })
}

describe("docker-compose.yml", () => {
  it("is valid by the Compose specification's schema", () => {
    const schema = readSpecification()
    expect(problemsOf(schema, file)).toEqual([])
    expect(problemsOf(schema, { ...file, services: { x: { image: "x", replicas: 2 } } })).not.toEqual([])
  })

  it("has the services of the graph, and nothing but the entry open to the host", () => {
    const names = ["database", "migrate", "seed", "organisation", "people", "courses", "attendance", "gateway", "entry"]
    expect(services.map(([name]) => name)).toEqual(names)
    expect(services.filter(([, { ports }]) => ports).map(([name, { ports }]) => [name, ports])).toEqual([["entry", ["127.0.0.1:4000:4000"]]])
  })

  it("checks the health of whatever keeps running, and runs the rest once", () => {
    for (const [name, { healthcheck, restart }] of services) {
      expect({ name, checked: healthcheck !== undefined, restart }).toEqual({ name, checked: !isJob(name), restart: isJob(name) ? "no" : "unless-stopped" })
    }
  })

  it("starts nothing before what it depends on is ready", () => {
    const conditions = (name: string) => Object.fromEntries(Object.entries(named(name).depends_on ?? {}).map(([on, { condition }]) => [on, condition]))
    const healthy = (...names: string[]) => Object.fromEntries(names.map((name) => [name, "service_healthy"]))
    expect(conditions("migrate")).toEqual(healthy("database"))
    for (const name of ["seed", "organisation", "people", "courses", "attendance"])
      expect(conditions(name)).toEqual({ migrate: "service_completed_successfully" })
    expect(conditions("gateway")).toEqual(healthy("organisation", "people", "courses", "attendance"))
    expect(conditions("entry")).toEqual(healthy("gateway"))
  })

  it("runs its own processes from one image, without privileges, on a read-only disk", () => {
    expect(new Set(own.map(([, { image }]) => image)).size).toBe(1)
    for (const [name, { user, read_only, cap_drop, security_opt, init }] of own) {
      expect({ name, user, read_only, cap_drop, security_opt, init }).toEqual({
        name,
        user: "node",
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
        init: true,
      })
    }
    expect(named("entry")).toMatchObject({ user: "nginx", read_only: true, cap_drop: ["ALL"], security_opt: ["no-new-privileges:true"] })
  })

  it("runs two gateways", () => {
    expect(named("gateway").deploy?.replicas).toBe(2)
  })

  it("mounts only files that exist", () => {
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes).flatMap((volume) => (volume.startsWith(".") ? [volume.split(":")[0] ?? ""] : []))
    expect(mounted).toEqual(["./docker/entry.conf"])
    for (const path of mounted) expect(existsSync(join(ROOT, path))).toBe(true)
  })

  it("gives each subgraph its own address of the database and nobody else's", () => {
    for (const [name, { environment = {} }] of own) {
      if (isJob(name)) continue
      const addresses = Object.keys(environment).filter((key) => key.endsWith("DATABASE_URL"))
      expect({ name, addresses }).toEqual({ name, addresses: name === "gateway" ? [] : [`${name.toUpperCase()}_DATABASE_URL`] })
    }
    expect(own.filter(([, { environment }]) => environment?.["PERSONAL_DATA_KEY"]).map(([name]) => name)).toEqual(["seed", "people", "courses", "attendance"])
  })
})

describe(".env.example", () => {
  const given = exampleVariables()

  it("explains every variable, once", () => {
    expect(given.filter(({ isExplained }) => !isExplained)).toEqual([])
    expect(new Set(given.map(({ name }) => name)).size).toBe(given.length)
  })

  it("names what the containers use, and nothing else", () => {
    const set = own.flatMap(([, { environment = {} }]) => Object.keys(environment))
    expect(given.map(({ name }) => name).sort()).toEqual([...new Set([...set, ...variablesOf(file)])].sort())
  })

  it("is enough to start every process, once filled in", () => {
    const filled = Object.fromEntries(given.map(({ name }) => [name, `value of ${name}`]))
    const started = readComposeServices(filled)
    expect(started.map(({ name }) => name)).toEqual(own.map(([name]) => name))
    for (const { command, environment } of started) {
      expect(command.slice(0, 3)).toEqual(["node", "--import", "tsx"])
      expect(JSON.stringify(environment)).not.toContain("$")
    }
    expect(started.find(({ name }) => name === "people")?.environment).toMatchObject({ PORT: "4001", PEOPLE_DATABASE_URL: "value of PEOPLE_DATABASE_URL" })
    expect(() => readComposeServices({ ...filled, SUBGRAPH_SECRET: "" })).toThrow("SUBGRAPH_SECRET")
    expect(readComposeServices({ ...filled, SUBGRAPH_PEOPLE_URL: "" }).find(({ name }) => name === "gateway")?.environment["SUBGRAPH_PEOPLE_URL"]).toBe(
      "http://people:4001/graphql",
    )
  })
})

describe("Dockerfile", () => {
  const instructions = readFileSync(join(ROOT, "Dockerfile"), "utf8")
    .split("\n")
    .filter((line) => /^[A-Z]+ /.test(line))

  it("builds in stages, and ends as an ordinary user", () => {
    const last = instructions.findLastIndex((line) => line.startsWith("FROM "))
    expect(instructions.filter((line) => line.startsWith("FROM ")).map((line) => line.split(" AS ")[1])).toEqual(["build", "dependencies", "runtime"])
    expect(instructions.slice(last).filter((line) => line.startsWith("USER "))).toEqual(["USER node"])
    expect(instructions.slice(last).some((line) => line.startsWith("RUN "))).toBe(false)
  })

  it("takes along every folder that a command names", () => {
    const copied = instructions.flatMap((line) => /^COPY --from=build \/app\/(\w+) /.exec(line)?.[1] ?? [])
    for (const { command } of readComposeServices(Object.fromEntries(exampleVariables().map(({ name }) => [name, "x"])))) {
      expect(copied).toContain(command[3]?.split("/")[0])
    }
  })

  it("leaves secrets and data out of what is sent to the builder", () => {
    const ignored = readFileSync(join(ROOT, ".dockerignore"), "utf8").split("\n")
    expect(ignored).toEqual(expect.arrayContaining([".env", ".env.*", ".data", ".git", "**/node_modules"]))
  })
})

/** The schema comes with dclint, a linter of Compose files, and is the specification's own. */
function readSpecification(): Record<string, unknown> {
  const folder = dirname(fileURLToPath(import.meta.resolve("dclint/package.json")))
  const schema = JSON.parse(readFileSync(join(folder, "schemas/compose.schema.json"), "utf8")) as Record<string, unknown>
  // It names its own dialect by an address that no validator knows: draft 7, which is the default.
  delete schema["$schema"]
  return schema
}

function problemsOf(schema: Record<string, unknown>, data: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  for (const format of ["duration", "expose", "ports", "subnet_ip_address"]) ajv.addFormat(format, true)
  const validate = ajv.compile(schema)
  return validate(data) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
