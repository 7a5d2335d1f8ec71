import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { composeServices } from "@apollo/composition"
import { Supergraph } from "@apollo/federation-internals"
import { parse, printSchema } from "graphql"
import { SUBGRAPHS, type SubgraphName } from "../subgraphs/shared/subgraph.ts"
import { subgraphSdl } from "./subgraphs.ts"

/** The files that composition makes: the supergraph, the clients' schema and each subgraph's own. */
export const SUPERGRAPH_FILE = fileURLToPath(new URL("supergraph.graphql", import.meta.url))
const API_SCHEMA_FILE = fileURLToPath(new URL("schema.graphql", import.meta.url))
const subgraphFile = (name: SubgraphName) => fileURLToPath(new URL(`../subgraphs/${name}/schema.graphql`, import.meta.url))

/**
 * Compose the four subgraphs and give the text of every generated file by its path.
 *
 * @throws Error when they do not compose, or when composition hints at something: a hint is a failure here.
 */
export function composeFiles(): Map<string, string> {
  const sdls = SUBGRAPHS.map((name) => ({ name, sdl: subgraphSdl(name) }))
  const composed = composeServices(sdls.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}` })))
  if (composed.errors) throw new Error(`The subgraphs do not compose:\n${composed.errors.map(String).join("\n")}`)
  if (composed.hints.length > 0) throw new Error(`Composition hints at:\n${composed.hints.map(String).join("\n")}`)
  const api = Supergraph.build(composed.supergraphSdl).apiSchema().toGraphQLJSSchema()
  return new Map([
    [SUPERGRAPH_FILE, `${composed.supergraphSdl}\n`],
    [API_SCHEMA_FILE, `${printSchema(api)}\n`],
    ...sdls.map(({ name, sdl }): [string, string] => [subgraphFile(name), sdl]),
  ])
}

/** Write the generated files, or only say which are stale. Gives the paths that differ. */
export function writeComposed(options: { checkOnly: boolean }): string[] {
  const stale = [...composeFiles()].filter(([path, text]) => readText(path) !== text)
  if (!options.checkOnly) for (const [path, text] of stale) writeFileSync(path, text)
  return stale.map(([path]) => path)
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return null
  }
}
