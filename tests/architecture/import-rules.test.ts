import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { type ICruiseOptions, cruise } from "dependency-cruiser"
import readRules from "dependency-cruiser/config-utl/extract-depcruise-options"
import { afterAll, beforeAll, describe, expect, test } from "vitest"

const ROOT = fileURLToPath(new URL("../../", import.meta.url))
const ROOMS = ["gateway", "subgraphs", "prisma", "tests", "scripts", "codegen.ts", "prisma.config.ts", "vitest.config.ts"]

/** How a file names another: a value, a type on its own line, a type within braces, or a name handed on. */
type How = "value" | "type" | "inline type" | "re-export"

/** [rule, offending file, what it must not import, how]. Packages are written `npm:pg`. */
const OFFENCES: readonly (readonly [string, string, string, How?])[] = [
  ["no-cycles", "subgraphs/shared/chicken.ts", "subgraphs/shared/egg.ts"],
  ["no-cycles", "subgraphs/shared/egg.ts", "subgraphs/shared/chicken.ts", "type"],
  ["no-barrels", "gateway/main.ts", "gateway/plugins/index.ts"],
  ["no-re-exports", "subgraphs/people/domain/all.ts", "subgraphs/people/domain/member.ts", "re-export"],
  ["tests-are-for-tests", "gateway/main.ts", "tests/kit/world.ts"],
  ["tests-are-for-tests", "subgraphs/people/domain/member.ts", "subgraphs/people/domain/member.test.ts"],
  ["declared-packages", "gateway/main.ts", "npm:stowaway"],
  ["development-packages", "gateway/main.ts", "npm:vitest"],
  ["gateway-opens-doors-in-one-file", "gateway/main.ts", "subgraphs/people/subgraph.ts"],
  ["gateway-opens-doors-in-one-file", "gateway/http/server.ts", "subgraphs/people/domain/member.ts", "type"],
  ["gateway-uses-front-doors", "gateway/subgraphs.ts", "subgraphs/people/context.ts"],
  ["gateway-uses-front-doors", "gateway/subgraphs.ts", "subgraphs/people/server.ts"],
  ["gateway-leaves-data-alone", "gateway/main.ts", "prisma/people/generated/client.ts"],
  ["gateway-leaves-data-alone", "gateway/main.ts", "prisma/schema-engine.ts"],
  ["gateway-is-not-imported", "subgraphs/shared/serve.ts", "gateway/errors.ts"],
  ["gateway-is-not-imported", "subgraphs/people/use-cases/start-transfer.ts", "gateway/errors.ts", "type"],
  ["gateway-is-not-imported", "prisma/setup.ts", "gateway/errors.ts"],
  ["no-other-subgraph", "subgraphs/courses/subgraph.ts", "subgraphs/people/subgraph.ts"],
  ["no-other-subgraph", "subgraphs/courses/domain/lesson.ts", "subgraphs/people/domain/member.ts", "type"],
  ["shared-knows-no-subgraph", "subgraphs/shared/serve.ts", "subgraphs/people/subgraph.ts"],
  ["shared-knows-no-subgraph", "subgraphs/shared/serve.ts", "prisma/people/generated/client.ts"],
  ["own-prisma-client", "subgraphs/courses/data/lesson.repository.ts", "prisma/people/generated/client.ts"],
  ["own-prisma-client", "subgraphs/courses/data/lesson.repository.ts", "prisma/setup.ts"],
  ["prisma-only-in-data", "subgraphs/people/graphql/member.queries.ts", "prisma/people/generated/client.ts", "type"],
  ["prisma-only-in-data", "subgraphs/people/subgraph.ts", "npm:@prisma/adapter-pg"],
  ["prisma-only-in-data", "gateway/main.ts", "npm:@prisma/client"],
  ["sql-only-in-data", "gateway/main.ts", "npm:pg"],
  ["sql-only-in-data", "subgraphs/people/use-cases/start-transfer.ts", "npm:pg"],
  ["type-graphql-only-in-graphql", "subgraphs/people/domain/member.ts", "npm:type-graphql"],
  ["type-graphql-only-in-graphql", "subgraphs/shared/serve.ts", "npm:type-graphql"],
  ["graphql-asks-use-cases", "subgraphs/people/graphql/member.queries.ts", "subgraphs/people/data/member.repository.ts"],
  ["graphql-asks-use-cases", "subgraphs/people/graphql/member.queries.ts", "subgraphs/people/data/member.repository.ts", "type"],
  ["graphql-takes-the-type-of-context", "subgraphs/people/graphql/member.resolver.ts", "subgraphs/people/context.ts"],
  ["use-cases-look-down", "subgraphs/people/use-cases/start-transfer.ts", "subgraphs/people/graphql/member.queries.ts"],
  ["use-cases-look-down", "subgraphs/people/use-cases/start-transfer.ts", "subgraphs/people/subgraph.ts"],
  ["use-cases-take-types-of-data", "subgraphs/people/use-cases/end-membership.ts", "subgraphs/people/data/member.repository.ts"],
  ["use-cases-take-types-of-data", "subgraphs/people/use-cases/end-membership.ts", "subgraphs/people/context.ts"],
  ["use-cases-know-no-framework", "subgraphs/people/use-cases/start-transfer.ts", "npm:graphql"],
  ["use-cases-know-no-framework", "subgraphs/people/use-cases/start-transfer.ts", "npm:type-graphql"],
  ["use-cases-know-no-framework", "subgraphs/people/use-cases/start-transfer.ts", "npm:@apollo/server"],
  ["use-cases-know-no-framework", "subgraphs/people/use-cases/start-transfer.ts", "npm:@prisma/client"],
  ["use-cases-know-no-framework", "subgraphs/people/use-cases/start-transfer.ts", "prisma/people/generated/client.ts", "type"],
  ["use-cases-know-no-framework", "subgraphs/people/use-cases/start-transfer.ts", "subgraphs/shared/graphql/scalars.ts"],
  ["data-looks-down", "subgraphs/people/data/member.loaders.ts", "subgraphs/people/use-cases/start-transfer.ts"],
  ["data-looks-down", "subgraphs/people/data/member.loaders.ts", "subgraphs/people/graphql/member.queries.ts", "type"],
  ["domain-stands-alone", "subgraphs/people/domain/transfer.policy.ts", "subgraphs/people/data/member.repository.ts", "type"],
  ["domain-stands-alone", "subgraphs/people/domain/transfer.policy.ts", "subgraphs/shared/database.ts"],
  ["domain-stands-alone", "subgraphs/people/domain/transfer.policy.ts", "npm:pg"],
  ["domain-stands-alone", "subgraphs/people/domain/transfer.policy.ts", "node:crypto"],
  ["domain-stands-alone", "subgraphs/people/domain/transfer.policy.ts", "subgraphs/shared/table-files/table-job.ts"],
  ["tables-stand-alone", "subgraphs/shared/tables/cell.ts", "subgraphs/shared/table-files/table-job.ts"],
  ["tables-stand-alone", "subgraphs/shared/tables/day.ts", "npm:pg"],
  ["domain-tests-stand-alone", "subgraphs/people/domain/member.test.ts", "subgraphs/people/data/member.repository.ts"],
  ["domain-tests-stand-alone", "subgraphs/people/domain/member.test.ts", "npm:pg"],
  ["prisma-knows-no-subgraph", "prisma/setup.ts", "subgraphs/shared/database.ts"],
  ["seed-uses-rules-only", "prisma/seed/city.ts", "subgraphs/people/data/member.repository.ts"],
  ["seed-uses-rules-only", "prisma/seed/city.ts", "subgraphs/people/context.ts"],
]

/** What the house allows, in the same words; none of it may break a rule. */
const ALLOWED: readonly (readonly [string, string, How?])[] = [
  ["gateway/subgraphs.ts", "subgraphs/courses/subgraph.ts"],
  ["gateway/http/limits.ts", "subgraphs/shared/database.ts"],
  ["gateway/database.ts", "prisma/seed/city.ts"],
  ["gateway/database.ts", "prisma/embedded.ts"],
  ["subgraphs/courses/context.ts", "subgraphs/courses/data/lesson.repository.ts"],
  ["subgraphs/courses/context.ts", "prisma/courses/generated/client.ts"],
  ["subgraphs/courses/context.ts", "npm:@prisma/adapter-pg"],
  ["subgraphs/courses/graphql/lesson.queries.ts", "subgraphs/courses/context.ts", "type"],
  ["subgraphs/courses/graphql/lesson.type.ts", "subgraphs/courses/context.ts", "inline type"],
  ["subgraphs/courses/graphql/lesson.queries.ts", "subgraphs/courses/use-cases/list-timetable.ts"],
  ["subgraphs/courses/graphql/lesson.queries.ts", "npm:type-graphql"],
  ["subgraphs/courses/use-cases/list-timetable.ts", "subgraphs/courses/context.ts", "type"],
  ["subgraphs/courses/use-cases/close-course.ts", "subgraphs/courses/data/course.repository.ts", "inline type"],
  ["subgraphs/courses/use-cases/list-timetable.ts", "subgraphs/shared/page.ts"],
  ["subgraphs/courses/data/course.repository.ts", "prisma/courses/generated/client.ts", "type"],
  ["subgraphs/courses/data/course.repository.ts", "npm:pg"],
  ["subgraphs/courses/domain/course.ts", "subgraphs/shared/errors.ts"],
  ["subgraphs/courses/domain/course.test.ts", "npm:fast-check"],
  ["subgraphs/courses/domain/course.ts", "subgraphs/shared/tables/cell.ts"],
  ["prisma/seed/lessons.ts", "subgraphs/attendance/domain/annual-hours.ts"],
  ["prisma/seed/lessons.ts", "subgraphs/shared/typeid.ts"],
  ["prisma/schema-engine.ts", "npm:@prisma/adapter-pg"],
]

describe("import rules", () => {
  test("the project keeps them", { timeout: 60_000 }, async () => {
    const { violations } = await cruiseIn(ROOT, ROOMS)
    expect(violations).toEqual([])
  })

  describe("each fires", { timeout: 60_000 }, () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "party-school-imports-")))
    let found: string[] = []
    let rules: string[] = []

    beforeAll(async () => {
      writeProject(folder, [...OFFENCES.map(([, from, to, how]) => ({ from, to, how })), ...ALLOWED.map(([from, to, how]) => ({ from, to, how }))])
      const cruised = await cruiseIn(folder, ["gateway", "subgraphs", "prisma", "tests"])
      found = cruised.violations
      rules = cruised.rules
    })
    afterAll(() => rmSync(folder, { recursive: true }))

    test.each(OFFENCES.map(([rule, from, to]) => [rule, from, to] as const))("%s: %s imports %s", (rule, from, to) => {
      expect(found).toContain(`${rule}: ${from} → ${pathOf(to)}`)
    })

    test.each(ALLOWED.map(([from, to]) => [from, to] as const))("and not when %s imports %s", (from, to) => {
      expect(found.filter((violation) => violation.endsWith(`: ${from} → ${pathOf(to)}`))).toEqual([])
    })

    test("no rule is left unproved", () => {
      const proved = new Set(OFFENCES.map(([rule]) => rule))
      expect(rules.length).toBeGreaterThan(20)
      expect(rules.filter((rule) => !proved.has(rule))).toEqual([])
    })
  })
})

/** Follow the imports of a project and give what breaks a rule, each as `rule: from → to`, and the names of all rules. */
async function cruiseIn(folder: string, rooms: readonly string[]): Promise<{ violations: string[]; rules: string[] }> {
  const options: ICruiseOptions = await readRules(join(ROOT, ".dependency-cruiser.mjs"))
  const { output } = await cruise([...rooms], { ...options, baseDir: folder })
  if (typeof output === "string") throw new Error(output)
  const violations = output.modules.flatMap(({ source, dependencies }) =>
    dependencies.flatMap(({ resolved, rules = [] }) => rules.map(({ name }) => `${name}: ${source} → ${resolved}`)),
  )
  return { violations, rules: (output.summary.ruleSetUsed?.forbidden ?? []).map(({ name }) => name ?? "") }
}

/** Write files that import each other as told, and packages that hold nothing. */
function writeProject(folder: string, imports: readonly { from: string; to: string; how: How | undefined }[]): void {
  const files = new Map<string, string>()
  const packages = new Set(["@types/node"])
  for (const { from, to, how = "value" } of imports) {
    if (to.startsWith("npm:")) packages.add(to.slice(4))
    else if (!to.startsWith("node:")) files.set(to, files.get(to) ?? "export const made = 1\nexport type Made = 1\n")
    files.set(from, `${files.get(from) ?? "export const made = 1\nexport type Made = 1\n"}${importLine(from, to, how)}\n`)
  }
  for (const name of packages) {
    files.set(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "main.js" }))
    files.set(`node_modules/${name}/main.js`, "exports.made = 1\n")
  }
  const names = (isWanted: (name: string) => boolean) => Object.fromEntries([...packages].filter(isWanted).map((name) => [name, "1.0.0"]))
  const development = new Set(["vitest", "fast-check", "@types/node"])
  files.set(
    "package.json",
    JSON.stringify({ dependencies: names((name) => name !== "stowaway" && !development.has(name)), devDependencies: names((name) => development.has(name)) }),
  )
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function importLine(from: string, to: string, how: How): string {
  const local = relative(dirname(from), to)
  const source = JSON.stringify(/^(npm|node):/.test(to) ? to.replace(/^npm:/, "") : local.startsWith(".") ? local : `./${local}`)
  switch (how) {
    case "value":
      return `import { made } from ${source}`
    case "type":
      return `import type { Made } from ${source}`
    case "inline type":
      return `import { type Made } from ${source}`
    case "re-export":
      return `export { made as handedOn } from ${source}`
  }
}

/** Name a target as violations name it. */
function pathOf(to: string): string {
  if (to.startsWith("npm:")) return `node_modules/${to.slice(4)}/main.js`
  return to.replace(/^node:/, "")
}
