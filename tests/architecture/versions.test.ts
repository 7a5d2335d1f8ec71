import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import type { Lock } from "../../scripts/licences.ts"
import { type Bound, compareVersions, copiesOf, outOfBounds, undecidedScripts } from "./lock-rules.ts"

const lock = readJson("package-lock.json") as Lock
const { allowScripts = {} } = readJson("package.json") as { allowScripts?: Record<string, boolean> }

// They move together; 2.15's subgraph asks for Node 22.
const FEDERATION: Bound = { from: "2.14.4", below: "2.15.0" }

/** What the graph is known to work and to be safe with. */
const BOUNDS: readonly (readonly [string, Bound])[] = [
  // Apollo's packages refuse 17; a second copy, of whatever version, refuses the first one's schemas.
  ["graphql", { from: "16.15.0", below: "17.0.0" }],
  ["@apollo/server", { from: "5.5.0", below: "6.0.0" }],
  ["@apollo/gateway", FEDERATION],
  ["@apollo/query-planner", FEDERATION],
  ["@apollo/composition", FEDERATION],
  ["@apollo/federation-internals", FEDERATION],
  ["@apollo/subgraph", FEDERATION],
  // A release candidate promises nothing about the next one.
  ["type-graphql", { exactly: "2.0.0-rc.4" }],
]

describe("packages", () => {
  test.each(BOUNDS)("%s is within its bounds", (name, bound) => expect(outOfBounds(lock, name, bound)).toEqual([]))

  test("graphql is there once", () => expect(copiesOf(lock, "graphql")).toHaveLength(1))

  // SheetJS left the registry at 0.18.5, which has known holes.
  test("xlsx is not there", () => expect(copiesOf(lock, "xlsx")).toEqual([]))

  test("about every install script somebody has decided", () => expect(undecidedScripts(lock, allowScripts)).toEqual([]))
})

describe("each rule fires", () => {
  const lockOf = (...places: [string, string, object?][]): Lock => ({
    packages: Object.fromEntries([["", {}], ...places.map(([place, version, more]) => [`node_modules/${place}`, { version, ...more }])]),
  })

  test("a version out of bounds, at the top or below another package", () => {
    const bound = { from: "16.15.0", below: "17.0.0" }
    expect(outOfBounds(lockOf(["graphql", "16.14.9"]), "graphql", bound)).toEqual(["node_modules/graphql: 16.14.9"])
    expect(outOfBounds(lockOf(["graphql", "17.0.0"]), "graphql", bound)).toEqual(["node_modules/graphql: 17.0.0"])
    expect(outOfBounds(lockOf(["graphql", "16.15.0"], ["x/node_modules/graphql", "15.0.0"]), "graphql", bound)).toEqual([
      "node_modules/x/node_modules/graphql: 15.0.0",
    ])
    expect(outOfBounds(lockOf(["graphql-scalars", "1.0.0"]), "graphql", bound)).toEqual(["graphql: not installed"])
    expect(outOfBounds(lockOf(["graphql", "16.15.0"]), "graphql", bound)).toEqual([])
    expect(outOfBounds(lockOf(["type-graphql", "2.0.0-rc.5"]), "type-graphql", { exactly: "2.0.0-rc.4" })).toEqual(["node_modules/type-graphql: 2.0.0-rc.5"])
  })

  test("a package under another name", () => {
    expect(copiesOf(lockOf(["sheets", "0.18.5", { name: "xlsx" }]), "xlsx")).toEqual([{ place: "node_modules/sheets", version: "0.18.5" }])
  })

  test("an install script about which nobody has decided", () => {
    const given = lockOf(["@x/one", "1.0.0", { hasInstallScript: true }], ["two", "1.0.0", { hasInstallScript: true }], ["three", "1.0.0"])
    expect(undecidedScripts(given, {})).toEqual(["@x/one", "two"])
    expect(undecidedScripts(given, { "@x/one@1.0.0": true })).toEqual(["two"])
    expect(undecidedScripts(given, { "@x/one": true, two: false })).toEqual([])
  })

  test("versions in their order", () => {
    const sorted = ["2.0.0-rc.4", "2.0.0", "2.9.9", "2.14.4", "10.0.0"]
    expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted)
  })
})

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"))
}
