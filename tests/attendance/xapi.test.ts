import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { afterAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { openAttendanceExtracts } from "../../subgraphs/attendance/subgraph.ts"
import { durationOf } from "../../subgraphs/attendance/domain/xapi-statement.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const act = actsOf(await openStack(url))
const world = await newWorld(url)
const hours = hoursIn(world)
const extracts = openAttendanceExtracts({
  databaseUrl: appUrlsFrom(url, {}).attendance,
  timeZone: "Asia/Shanghai",
  log: openLog("tests", "silent"),
  now: () => new Date(NOW.getTime() + 1000),
})
afterAll(() => extracts.close())

const [admin, auditor, recorder] = [
  await world.staff("ADMIN", world.city),
  await world.staff("AUDITOR", world.street),
  await world.staff("RECORDER", world.city),
]
await hours.rules()

/** The tables of xAPI 1.0.3, Part Two: sections 2.3 and 2.4, as a schema; nothing that they do not name may be there. */
const IRI = { type: "string", format: "uri" }
const WORDS = {
  type: "object",
  propertyNames: { pattern: "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$" },
  additionalProperties: { type: "string" },
  minProperties: 1,
}
const EXTENSIONS = { type: "object", propertyNames: IRI }
const UUID = { type: "string", pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" }
const strict = (properties: object, required: string[]) => ({ type: "object", properties, required, additionalProperties: false })
const ACCOUNT = strict({ homePage: IRI, name: { type: "string", minLength: 1 } }, ["homePage", "name"])
const agent = (objectType: string) => strict({ objectType: { const: objectType }, account: ACCOUNT, name: { type: "string" } }, ["objectType", "account"])
const ACTIVITY = strict(
  { objectType: { const: "Activity" }, id: IRI, definition: strict({ name: WORDS, description: WORDS, type: IRI, moreInfo: IRI, extensions: EXTENSIONS }, []) },
  ["id"],
)
const REFERENCE = strict({ objectType: { const: "StatementRef" }, id: UUID }, ["objectType", "id"])
const DURATION = { type: "string", format: "duration" }
const STATEMENT = strict(
  {
    id: UUID,
    actor: agent("Agent"),
    verb: strict({ id: IRI, display: WORDS }, ["id"]),
    object: { anyOf: [ACTIVITY, REFERENCE] },
    result: strict(
      { score: {}, success: { type: "boolean" }, completion: { type: "boolean" }, response: { type: "string" }, duration: DURATION, extensions: EXTENSIONS },
      [],
    ),
    // `platform` belongs to statements about activities, and so do revisions.
    context: strict({ registration: UUID, team: agent("Group"), platform: { type: "string" }, language: { type: "string" }, extensions: EXTENSIONS }, []),
    // `stored` and `authority` are set by the store (2.4.8, 2.4.9), and `version` should not be set by who provides statements (2.4.10).
    timestamp: { type: "string", format: "date-time" },
  },
  ["id", "actor", "verb", "object"],
)
const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)
const isStatement = ajv.compile({
  ...STATEMENT,
  // A statement whose object is no activity has no platform and no revision (2.4.6.2).
  anyOf: [
    { properties: { object: { properties: { objectType: { const: "Activity" } } } } },
    {
      properties: {
        object: { properties: { objectType: { const: "StatementRef" } } },
        context: { not: { anyOf: [{ required: ["platform"] }, { required: ["revision"] }] } },
        verb: { properties: { id: { const: "http://adlnet.gov/expapi/verbs/voided" } } },
      },
    },
  ],
})

type Statement = {
  id: string
  actor: { account: { name: string } }
  verb: { id: string }
  object: { id: string }
  result?: { duration: string; extensions: object }
}
const ask = (who: string, more: object = {}) => extracts.xapi(who, { organisation: world.street.id, year: 2025, asOf: NOW, purpose: "对接学习平台", ...more })
async function statementsFor(who: string, more: object = {}): Promise<Statement[]> {
  let text = ""
  for await (const piece of (await ask(who, more)) ?? []) text += piece
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Statement)
}

describe("hours as statements", () => {
  test("say who attended what for how long, without anybody's name; what was replaced is voided", async () => {
    const branch = await world.organisation(world.community)
    const [wang, li] = [await world.member(branch, { name: "王春梅" }), await world.member(branch)]
    const [first, second] = [
      await hours.heldLesson(branch, "2025-03-01T09:00:00+08:00", { hours: 4 }),
      await hours.heldLesson(branch, "2025-04-01T09:00:00+08:00"),
    ]
    await hours.fact(wang, first)
    const wrong = await hours.fact(wang, second)
    const right = await hours.fact(wang, second, { state: "LATE", minutes: 100, replaces: wrong })
    await hours.fact(li, first, { state: "ABSENT" })
    await hours.fact(li, second, { replaces: await hours.fact(li, second, { state: "ABSENT" }) })
    await act(admin, "recalculateHours", { organisation: branch.id, year: 2025 })
    // The accounts are reckoned at the tests' clock, a second before that of the extract.
    const statements = await statementsFor(auditor)
    for (const statement of statements) {
      isStatement(statement)
      expect(isStatement.errors ?? []).toEqual([])
    }
    expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length)
    const attended = statements.filter(({ verb }) => verb.id.endsWith("attended"))
    expect(attended.map(({ actor }) => actor.account.name).sort()).toEqual([wang.id, wang.id, wang.id, li.id].sort())
    expect(attended.find(({ id }) => id === right)).toMatchObject({
      object: { id: `https://party-school.example/lessons/${second.id}` },
      result: { completion: false, duration: "PT1H40M" },
      verb: { id: "http://adlnet.gov/expapi/verbs/attended" },
      context: {
        team: { objectType: "Group", account: { name: branch.id } },
        extensions: { "https://party-school.example/xapi/extensions/recorded-at": "2025-04-01T01:00:00.000Z" },
      },
      timestamp: "2025-04-01T01:00:00.000Z",
    })
    expect(attended.filter(({ object }) => object.id.endsWith(first.id)).map(({ result }) => Object.values(result?.extensions ?? {}).at(-1))).toEqual([4])
    const voided = statements.filter(({ verb }) => verb.id.endsWith("voided"))
    expect(voided).toMatchObject([{ object: { objectType: "StatementRef", id: wrong } }])
    expect(JSON.stringify(statements)).not.toContain("王春梅")
    expect(await statementsFor(auditor)).toEqual(statements)
    expect(await statementsFor(auditor, { asOf: new Date("2025-03-15T00:00:00+08:00") })).toEqual([])
  })

  test("are for whoever may have the ledger verified there", async () => {
    for (const who of [recorder, "nobody"]) expect(await ask(who)).toBeNull()
    expect(await ask(auditor, { organisation: world.city.id })).toBeNull()
    await expect(ask(auditor, { purpose: "" })).rejects.toThrow("purpose")
  })

  test("write minutes as ISO 8601 does", () => {
    expect([0, 45, 60, 100, 1200].map(durationOf)).toEqual(["PT0S", "PT45M", "PT1H", "PT1H40M", "PT20H"])
  })

  test("are checked by a schema that refuses what the specification does", async () => {
    const good = (await statementsFor(auditor))[0] as Statement
    for (const bad of [
      { id: "x" },
      { result: { duration: "1:40" } },
      { timestamp: "gestern" },
      { actor: { objectType: "Agent" } },
      { verb: { id: "attended" } },
      { more: 1 },
      { stored: "2025-04-01T01:00:00.000Z" },
    ]) {
      expect(isStatement({ ...good, ...bad })).toBe(false)
    }
  })
})
