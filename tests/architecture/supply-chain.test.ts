import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { ALLOWED, type Lock, licencesIn, licencesPage, unknownLicences } from "../../scripts/licences.ts"
import { unpinned } from "./lock-rules.ts"

const text = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8")
const lock = JSON.parse(text("package-lock.json")) as Lock

describe("what the program is made of", () => {
  test("has licences that somebody has looked at, and that the page lists", () => {
    expect(unknownLicences(lock)).toEqual([])
    expect(text("docs/licences.md")).toBe(licencesPage(lock))
  })

  test("is under the Elastic License where Apollo's federation is, and nowhere else", () => {
    const elastic = licencesIn(lock).filter(({ licences }) => licences.includes("Elastic-2.0"))
    expect(elastic.map(({ name }) => name).sort()).toEqual(
      ["composition", "federation-internals", "gateway", "query-graphs", "query-planner"].map((name) => `@apollo/${name}`),
    )
    for (const { name } of elastic.filter(({ name: one }) => !/query-graphs|internals/.test(one))) expect(text("README.md")).toContain(name)
  })

  test("is pinned by its content, and installed without running anybody's scripts", () => {
    expect(unpinned(lock)).toEqual([])
    for (const file of ["scripts/prepare.mjs", "Dockerfile"]) {
      const installs = text(file).match(/npm ci[^\n]*|"ci",[^\n]*/g) ?? []
      expect(installs.length).toBeGreaterThan(0)
      for (const install of installs.filter((line) => !line.includes("…"))) expect(install).toContain("--ignore-scripts")
    }
  })
})

describe("each rule fires", () => {
  const lockOf = (entry: object) => ({ packages: { "": {}, "node_modules/x": { version: "1.0.0", integrity: "sha512-x", ...entry } } })

  test("a licence nobody knows, one of two, and none", () => {
    expect(unknownLicences(lockOf({ license: "SSPL-1.0" }))).toEqual(["x: SSPL-1.0"])
    expect(unknownLicences(lockOf({ license: "(MIT AND AGPL-3.0)" }))).toEqual(["x: MIT AND AGPL-3.0"])
    expect(unknownLicences(lockOf({ license: "(MIT OR GPL-3.0)" }))).toEqual(["x: MIT OR GPL-3.0"])
    expect(unknownLicences(lockOf({}))).toEqual(["x: none"])
    expect(unknownLicences(lockOf({ license: "SSPL-1.0", dev: true }))).toEqual([])
    for (const license of Object.keys(ALLOWED)) expect(unknownLicences(lockOf({ license }))).toEqual([])
  })

  test("content that is not pinned", () => {
    expect(unpinned(lockOf({}))).toEqual([])
    expect(unpinned(lockOf({ integrity: "sha1-x" }))).toEqual(["node_modules/x"])
    expect(unpinned(lockOf({ integrity: "" }))).toEqual(["node_modules/x"])
  })
})
