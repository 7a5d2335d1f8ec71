import { readFileSync } from "node:fs"
import { type GraphQLInputType, buildSchema } from "graphql"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { everyAct } from "../kit/every-act.ts"
import { changesOf } from "../kit/hostile-inputs.ts"
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

/** Everything that organisation, people and courses keep, as one text. */
async function everything(): Promise<string> {
  const { rows: tables } = await world.client.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('organisation', 'people', 'courses', 'attendance') ORDER BY 1",
  )
  const parts = tables.map(({ name }) => `SELECT '${name} ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS line FROM ${name} t`)
  return (await world.client.query<{ line: string }>(parts.join(" UNION ALL "))).rows
    .map(({ line }) => line)
    .sort()
    .join("\n")
}
const isRefused = (typename: string) =>
  /^(InvalidInput|InvalidState|NotAllowed|UnreadableFile|PreviewStale|LetterExpired|RuleBroken|PostTaken|StaleVersion|TooLate|PeriodLocked)$/.test(typename)

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
