import { readFileSync, readdirSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"
import type ts from "typescript"
import { describe, expect, test } from "vitest"
import { SUBGRAPHS } from "../../subgraphs/shared/subgraph.ts"
import {
  anyTypes,
  defaultExports,
  environmentReads,
  exportedFunctions,
  linesOf,
  longFiles,
  longFunctions,
  misnamedFiles,
  misnamedUseCases,
  parseSource,
  statementNames,
  unlikeOthers,
} from "./house-rules.ts"

const ROOT = fileURLToPath(new URL("../../", import.meta.url))
const GREATEST_MEDIAN = 90

const sources = readSources()

describe("the house", () => {
  test("has its rooms", () => {
    const rooms = new Set(sources.map(({ fileName }) => fileName.split("/", 1)[0]))
    expect([...rooms]).toEqual(expect.arrayContaining(["gateway", "subgraphs", "prisma", "tests", "scripts"]))
    expect(sources.length).toBeGreaterThan(100)
  })

  test("keeps files short", () => {
    expect(sources.flatMap(longFiles)).toEqual([])
    const sizes = sources.map(({ text }) => linesOf(text)).sort((a, b) => a - b)
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(GREATEST_MEDIAN)
  })

  test("keeps functions short", () => expect(sources.flatMap(longFunctions)).toEqual([]))
  test("names files by noun and role", () => expect(sources.flatMap(({ fileName }) => misnamedFiles(fileName))).toEqual([]))
  test("names a use case's file after its function", () => expect(sources.flatMap(misnamedUseCases)).toEqual([]))
  test("exports by name", () => expect(sources.flatMap(defaultExports)).toEqual([]))
  test("knows its types", () => expect(sources.flatMap(anyTypes)).toEqual([]))
  test("reads the environment in a few places", () => expect(sources.flatMap(environmentReads)).toEqual([]))

  // A connection keeps what it has prepared by its name, and refuses the name with another text.
  test.each(SUBGRAPHS)("gives each prepared statement of %s a name of its own", (subgraph) => {
    const names = sources.filter(({ fileName }) => fileName.startsWith(`subgraphs/${subgraph}/`)).flatMap(statementNames)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test.each(SUBGRAPHS)("gives %s the inside that each subgraph has", (subgraph) => {
    expect(unlikeOthers(subgraph, readdirSync(join(ROOT, "subgraphs", subgraph)))).toEqual([])
  })

  // What is described today stays described; raise a floor when a folder has risen above it.
  test.each([
    ["use-cases", 100],
    ["domain", 100],
    ["data", 95],
    ["shared", 95],
  ])("describes the functions that %s hands out, at least %i in a hundred", (folder, floor) => {
    const pattern = folder === "shared" ? /^subgraphs\/shared\// : new RegExp(`^subgraphs/[^/]+/${folder}/`)
    const functions = sources
      .filter(({ fileName }) => pattern.test(fileName) && !fileName.endsWith(".test.ts"))
      .flatMap((file) => exportedFunctions(file).map((one) => ({ ...one, path: file.fileName })))
      .filter(({ isTrivial }) => !isTrivial)
    const silent = functions.filter(({ isDescribed }) => !isDescribed).map(({ path, line, name }) => `${path}:${line}: ${name}`)
    const share = (100 * (functions.length - silent.length)) / functions.length
    expect(share, `without a docstring:\n${silent.join("\n")}`).toBeGreaterThanOrEqual(floor)
  })
})

describe("each rule fires", () => {
  const source = (text: string, path = "gateway/x.ts") => parseSource(path, text)
  const body = (lines: number) => "  work()\n".repeat(lines)

  test("long files", () => {
    expect(longFiles(source("x\n".repeat(301)))).toEqual(["gateway/x.ts: 301 lines"])
    expect(longFiles(source("x\n".repeat(300)))).toEqual([])
  })

  test("long functions", () => {
    expect(longFunctions(source(`\nexport function all() {\n${body(69)}}\n`))).toEqual(["gateway/x.ts:2: all, 71 lines"])
    expect(longFunctions(source(`const all = async () => {\n${body(69)}}\n`))).toEqual(["gateway/x.ts:1: all, 71 lines"])
    expect(longFunctions(source(`class X {\n  all() {\n${body(69)}  }\n}\n`))).toEqual(["gateway/x.ts:2: all, 71 lines"])
    expect(longFunctions(source(`export function all() {\n${body(68)}}\n`))).toEqual([])
    expect(longFunctions(source(`describe("all", () => {\n${body(80)}})\n`))).toEqual([])
  })

  test.each([
    ["gateway/rateLimit.ts", "not kebab-case"],
    ["gateway/Limits.ts", "not kebab-case"],
    ["gateway/index.ts", "a barrel"],
    ["subgraphs/people/graphql/member.ts", "no role"],
    ["subgraphs/people/data/member.helper.ts", "helper is no role"],
    ["subgraphs/people/data/member.row.type.ts", "row.type is no role"],
  ])("misnamed files: %s", (path, why) => expect(misnamedFiles(path)).toEqual([`${path}: ${why}`]))

  test.each(["gateway/rate-limit.ts", "subgraphs/people/graphql/start-transfer.mutation.ts", "subgraphs/people/data/member.repository.test.ts"])(
    "and well named ones: %s",
    (path) => expect(misnamedFiles(path)).toEqual([]),
  )

  test("misnamed use cases", () => {
    const path = "subgraphs/people/use-cases/start-transfer.ts"
    expect(misnamedUseCases(source("export function beginTransfer() {}", path))).toEqual([`${path}: exports beginTransfer, not startTransfer`])
    expect(misnamedUseCases(source("export const answer = 1", path))).toEqual([`${path}: exports no function, not startTransfer`])
    expect(misnamedUseCases(source("export async function startTransfer() {}", path))).toEqual([])
  })

  test("default exports", () => {
    const found = ["gateway/x.ts:1: default export"]
    expect(defaultExports(source("export default 1"))).toEqual(found)
    expect(defaultExports(source("export default function all() {}"))).toEqual(found)
    expect(defaultExports(source("export { all as default }"))).toEqual(found)
    expect(defaultExports(source("export default {}", "vitest.config.ts"))).toEqual([])
    expect(defaultExports(source("export const all = 1"))).toEqual([])
  })

  test("any", () => {
    expect(anyTypes(source("const x: any = 1\nlet y: any[]\nf(z as any)"))).toEqual([1, 2, 3].map((line) => `gateway/x.ts:${line}: any`))
    expect(anyTypes(source('const any: unknown = "any"'))).toEqual([])
  })

  test("reads of the environment", () => {
    expect(environmentReads(source('const x = process.env["PORT"]'))).toEqual(["gateway/x.ts:1: process.env"])
    expect(environmentReads(source("const x = process.env.PORT"))).toEqual(["gateway/x.ts:1: process.env"])
    expect(environmentReads(source("const x = process.env", "gateway/main.ts"))).toEqual([])
  })

  test("subgraphs unlike the others", () => {
    const inside = ["README.md", "subgraph.ts", "server.ts", "context.ts", "schema.graphql", "graphql", "use-cases", "domain", "data"]
    expect(unlikeOthers("people", inside)).toEqual([])
    expect(unlikeOthers("people", [...inside.slice(1), "utils"])).toEqual(["subgraphs/people: lacks README.md", "subgraphs/people: has utils"])
  })

  test("functions without a docstring", () => {
    const text =
      "/** Add up. */\nexport function sum() {\n  a()\n  b()\n}\nexport const twice = () => {\n  a()\n  b()\n}\nexport const half = (x: number) => x / 2\n"
    expect(exportedFunctions(source(text))).toEqual([
      { name: "sum", line: 2, isDescribed: true, isTrivial: false },
      { name: "twice", line: 6, isDescribed: false, isTrivial: false },
      { name: "half", line: 10, isDescribed: false, isTrivial: true },
    ])
  })
})

/** Read every TypeScript file that people write: nothing generated, nothing installed. */
function readSources(): ts.SourceFile[] {
  const rooms = ["gateway", "subgraphs", "prisma", "tests", "scripts"].flatMap((room) => filesIn(join(ROOT, room)))
  const roots = readdirSync(ROOT).map((name) => join(ROOT, name))
  return [...rooms, ...roots]
    .map((file) => ({ file, path: relative(ROOT, file).split(sep).join("/") }))
    .filter(({ path }) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !path.includes("/generated/"))
    .map(({ file, path }) => parseSource(path, readFileSync(file, "utf8")))
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
