import { readFileSync } from "node:fs"
import { type GraphQLInputType, buildSchema, getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { everyAct } from "../kit/every-act.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await world.staff("ADMIN", world.city)
const { act, ground, inputs } = everyAct(stack, world, admin)
const schema = buildSchema(readFileSync(new URL("../../gateway/schema.graphql", import.meta.url), "utf8"))
const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {})

type Input = Record<string, unknown>
const TEXTS = {
  empty: "",
  blank: " \u3000\t",
  NUL: "甲\0乙",
  bell: "甲\u0007乙",
  long: "长".repeat(10_000),
  "half a character": "甲\ud800乙",
  markup: "<b>';--${x}{{1}}%00",
}
const DAYS = ["0001-01-01", "1900-01-01", "2000-02-29", "2026-02-30", "2999-12-31", "9999-12-31"]
const NUMBERS = [-2_147_483_648, -1, 0, 2_147_483_647, 1e308, 1e-320, 1.5]
const IDS = [
  "",
  "x",
  "甲\0乙",
  "organisation_00000000000000000000000000",
  "member_00000000000000000000000000",
  "member_zzzzzzzzzzzzzzzzzzzzzzzzzz",
  "a".repeat(5_000),
]

/** Find what a value of this type may be changed into: each change alone. */
function changesOf(type: GraphQLInputType, value: unknown): [string, unknown][] {
  const absent: [string, unknown][] = isNonNullType(type) ? [] : [["null", null]]
  const bare = getNullableType(type)
  if (isEnumType(bare)) return [...absent, ...bare.getValues().map(({ name }): [string, unknown] => [name, name])]
  if (isListType(bare)) {
    const [first] = value as unknown[]
    const lists: [string, unknown][] = [
      ["none", []],
      ["twice", [first, first]],
      ["101", Array.from({ length: 101 }, () => first)],
    ]
    return [...absent, ...lists, ...changesOf(bare.ofType, first).map(([what, one]): [string, unknown] => [`0.${what}`, [one]])]
  }
  if (isInputObjectType(bare)) {
    return Object.values(bare.getFields()).flatMap(({ name, type: inner }) =>
      changesOf(inner, (value as Input)[name] ?? sampleOf(inner)).map(([what, changed]): [string, unknown] => [
        `${name} ${what}`,
        { ...(value as Input), [name]: changed },
      ]),
    )
  }
  const name = bare.name
  if (name === "Date") return [...absent, ...DAYS.map((day): [string, unknown] => [day, day])]
  if (name === "DateTime") return [...absent, ...DAYS.map((day): [string, unknown] => [day, `${day}T09:00:00+08:00`])]
  if (name === "Int" || name === "Float") return [...absent, ...NUMBERS.map((number): [string, unknown] => [String(number), number])]
  if (name === "ID") return [...absent, ...IDS.map((id): [string, unknown] => [id.slice(0, 20), id])]
  if (name === "String") return [...absent, ...Object.entries(TEXTS)]
  return absent
}
function sampleOf(type: GraphQLInputType): unknown {
  const bare = getNullableType(type)
  return isListType(bare) ? [isEnumType(getNullableType(bare.ofType)) ? "COMMITTEE" : {}] : null
}

/** Everything that organisation, people and courses keep, as one text. */
async function everything(): Promise<string> {
  const { rows: tables } = await world.client.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('organisation', 'people', 'courses') ORDER BY 1",
  )
  const parts = tables.map(({ name }) => `SELECT '${name} ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS line FROM ${name} t`)
  return (await world.client.query<{ line: string }>(parts.join(" UNION ALL "))).rows
    .map(({ line }) => line)
    .sort()
    .join("\n")
}
const isRefused = (typename: string) =>
  /^(InvalidInput|InvalidState|NotAllowed|UnreadableFile|PreviewStale|LetterExpired|RuleBroken|PostTaken|StaleVersion)$/.test(typename)

test("every mutation is attacked here", () => {
  expect(Object.keys(inputs).sort()).toEqual([...mutations].sort())
})

describe.each(mutations)("%s", (mutation) => {
  const make = inputs[mutation]!
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`

  test("answers any input with a refusal or does it; a refusal changes nothing", { timeout: 120_000 }, async () => {
    const faults: string[] = []
    let input = await make(await ground())
    let before = await everything()
    const variants = changesOf(schema.getType(type) as GraphQLInputType, input).map(([what]) => what)
    for (const [at, what] of variants.entries()) {
      const changed = changesOf(schema.getType(type) as GraphQLInputType, input)[at]?.[1] as Input
      try {
        const { __typename } = await act(mutation, changed)
        if (isRefused(__typename)) continue
        input = await make(await ground())
        before = await everything()
      } catch (error) {
        const codes = (error as { response?: { errors?: { message: string; extensions: { code: string } }[] } }).response?.errors?.map(
          ({ extensions }) => extensions.code,
        )
        const readable = what.endsWith("half a character") ? "BAD_REQUEST" : "BAD_USER_INPUT"
        if (!codes || codes.some((code) => code !== readable)) faults.push(`${what}: ${String(codes ?? error)}`)
      }
    }
    expect(await everything()).toBe(before)
    expect(faults).toEqual([])
    const last = await act(mutation, input)
    expect({ ...last, isRefused: isRefused(last.__typename) }).toEqual({ ...last, isRefused: false })
  })

  test("is for those whom it is for", { timeout: 60_000 }, async () => {
    const place = await ground()
    const input = await make(place)
    const elsewhere = await world.organisation(world.community)
    const who: Record<string, string> = {
      "recorder here": await world.staff("RECORDER", place.community),
      "auditor of the city": await world.staff("AUDITOR", world.city),
      "auditor below": await world.staff("AUDITOR", place.branch),
      "coordinator of the sibling": await world.staff("COORDINATOR", place.sibling),
      "admin elsewhere": await world.staff("ADMIN", elsewhere),
      "member of the branch": place.wang.subject,
      "member elsewhere": (await world.member(elsewhere)).subject,
      nobody: "nobody:at-all",
    }
    // A roster is also for auditors to take away; the file that is kept for them is a change.
    const isExport = mutation === "exportRoster"
    const before = isExport ? "" : await everything()
    const answers = await Promise.all(
      Object.entries(who).map(async ([role, subject]) => {
        const answer = await act(mutation, input, subject).catch((error: { response?: { errors?: { extensions: { code: string } }[] } }) => ({
          __typename: error.response?.errors?.[0]?.extensions.code,
        }))
        return [role, answer.__typename]
      }),
    )
    const expected = Object.keys(who).map((role) => [role, role === "nobody" ? "UNAUTHENTICATED" : "NotAllowed"])
    if (isExport) for (const one of expected) if (one[0]?.startsWith("auditor of")) one[1] = "RosterExported"
    expect(answers).toEqual(expected)
    expect(isExport ? "" : await everything()).toBe(before)
  })
})
