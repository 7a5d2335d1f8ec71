import { readFileSync } from "node:fs"
import { type GraphQLField, type GraphQLObjectType, buildSchema, getNamedType, getNullableType, isCompositeType, isNonNullType, isObjectType } from "graphql"
import { expect, test } from "vitest"
import { NODE_KINDS } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { everyAct } from "../kit/every-act.ts"
import { changesOf } from "../kit/hostile-inputs.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await world.staff("ADMIN", world.city)
const schema = buildSchema(readFileSync(new URL("../../gateway/schema.graphql", import.meta.url), "utf8"))
const { ground } = everyAct(stack, world, admin)

const place = await ground()
const venue = await world.venue(place.community)
const teacher = await world.teacher(place.community)
const school = await world.school(place.community)
const lesson = await world.lesson(place.community, "2026-11-25T14:30:00+08:00", { venue, teachers: [teacher], school, expected: [place.wang] })
const IDS: Record<string, string> = {
  organisation: place.community.id,
  member: place.wang.id,
  venue: venue.id,
  teacher: teacher.id,
  school: school.id,
  lesson: lesson.id,
  partySchool: school.id,
}
const SLOTS = { organiser: place.community.id, durationMinutes: 60, from: "2026-11-25T08:00:00+08:00", to: "2026-11-27T08:00:00+08:00" }
const SAMPLES: Record<string, unknown> = {
  input: SLOTS,
  from: "2026-11-01T00:00:00+08:00",
  to: "2026-12-01T00:00:00+08:00",
  search: "王",
  asOf: "2026-11-01T00:00:00+08:00",
  kind: "COMPLIANCE_BY_ORGANISATION",
  number: "WM-00000000",
  organisation: place.community.id,
  venue: venue.id,
  teacher: teacher.id,
  year: 2026,
  purpose: "CONTACT_MEMBER",
  direction: "IN",
}
/** Cursors that some list could have given, and times far out. */
const CURSORS = [
  ["x"],
  ["1", "2"],
  [1],
  ["2026-11-25T06:30:00.000Z", lesson.id],
  ["1000-99-99T99:99:99Z", lesson.id],
  ["EXPECTED", "999999999", place.wang.id],
  {},
  null,
].map((position) => Buffer.from(JSON.stringify(position)).toString("base64url"))

type Field = GraphQLField<unknown, unknown>
const sampleOf = ({ name, type }: Field["args"][number], field: Field, kind: string): unknown => {
  const scalar = getNamedType(type).name
  if (name === "id") return IDS[field.name] ?? IDS[kind] ?? place.community.id
  const value = SAMPLES[name] ?? null
  return scalar === "Date" && typeof value === "string" ? value.slice(0, 10) : value
}
const selection = (field: Field) => (isCompositeType(getNamedType(field.type)) ? " { __typename }" : "")

/** Ask one field with one argument after another made hostile; gives what was answered otherwise than with an answer or a refusal. */
async function faultsOf(field: Field, around: (call: string) => string, kind: string): Promise<string[]> {
  const faults: string[] = []
  const client = await stack.as(admin)
  const given = field.args.filter((arg) => isNonNullType(arg.type) || SAMPLES[arg.name] !== undefined)
  for (const arg of field.args) {
    const values = [
      ...changesOf(arg.type, sampleOf(arg, field, kind)),
      ...(arg.name === "after" ? CURSORS.map((cursor): [string, unknown] => [cursor, cursor]) : []),
    ]
    const used = [...new Set([...given, arg])]
    const head = used.map(({ name, type }) => `$${name}: ${String(getNullableType(type))}${isNonNullType(type) ? "!" : ""}`).join(", ")
    const call = `${field.name}(${used.map(({ name }) => `${name}: $${name}`).join(", ")})${selection(field)}`
    for (const [what, value] of values) {
      const variables = Object.fromEntries(used.map((one) => [one.name, one === arg ? value : sampleOf(one, field, kind)]))
      try {
        await client.request(`query (${head}) { ${around(call)} }`, variables)
      } catch (error) {
        const { response } = error as { response?: { errors?: { message: string; extensions: { code: string } }[] } }
        const codes = response?.errors?.map(({ extensions }) => extensions.code) ?? [String(error)]
        const isRefused = codes.every((code) => code === "BAD_USER_INPUT" || (what.endsWith("half a character") && code === "BAD_REQUEST"))
        if (!isRefused) faults.push(`${kind} ${field.name}(${arg.name} ${what}): ${codes.join()} ${response?.errors?.[0]?.message ?? ""}`)
      }
    }
  }
  return faults
}

test("every question of the root is answered or refused, whatever its arguments", { timeout: 300_000 }, async () => {
  const faults: string[] = []
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) faults.push(...(await faultsOf(field, (call) => call, "query")))
  expect(faults).toEqual([])
})

test.each(NODE_KINDS.filter((kind) => IDS[kind]))("so is every field of %s that takes arguments", { timeout: 300_000 }, async (kind) => {
  const faults: string[] = []
  const name = kind === "school" ? "PartySchool" : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
  const type = schema.getType(name) as GraphQLObjectType
  expect(isObjectType(type)).toBe(true)
  for (const field of Object.values(type.getFields()).filter(({ args }) => args.length > 0))
    faults.push(...(await faultsOf(field, (call) => `node(id: "${IDS[kind]}") { ... on ${name} { ${call} } }`, kind)))
  expect(faults).toEqual([])
})
