import { readFileSync } from "node:fs"
import { type GraphQLField, type GraphQLObjectType, buildSchema, getNamedType, isCompositeType, isEnumType, isNonNullType, isObjectType } from "graphql"
import { describe, expect, test } from "vitest"
import { openCourses } from "../../subgraphs/courses/subgraph.ts"
import { openOrganisation } from "../../subgraphs/organisation/subgraph.ts"
import { openPeople } from "../../subgraphs/people/subgraph.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { type NODE_KINDS, newId, toTypeId } from "../../subgraphs/shared/typeid.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { everyAct } from "../kit/every-act.ts"
import { fetchFile } from "../kit/files.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { giveNumbers } from "../kit/world-numbers.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await world.staff("ADMIN", world.city)
const { act, ground, inputs } = everyAct(stack, world, admin)
const schema = buildSchema(readFileSync(new URL("../../gateway/schema.graphql", import.meta.url), "utf8"))

const SECRET = "密"
const ids = new Map<string, Set<string>>()
const keep = (value: unknown) => {
  for (const [id, kind] of JSON.stringify(value).matchAll(
    /\b(organisation|member|transfer|import|file|account|lesson|class|plan|plannedimport)_[0-9a-z]{26}\b/g,
  )) {
    ids.set(kind ?? "", (ids.get(kind ?? "") ?? new Set()).add(id))
  }
}

/** Fields whose words are those of a code list. */
const CODED = new Set(["ethnicity", "education"])

/** Write everything that can be written about one community, with a mark in every text and name that no other has. */
const marked = (value: unknown): unknown => {
  if (typeof value === "string") return /[一-龥]/.test(value) && !/^\d{4}-/.test(value) ? `${value}${SECRET}` : value
  if (Array.isArray(value)) return value.map(marked)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, CODED.has(name) ? one : marked(one)]))
}
const hidden = await ground()
const NOT_HERE = /^(merge|split|move|dissolve|rename|change|recordPolicy|found)/
for (const [mutation, make] of Object.entries(inputs).filter(([name]) => !NOT_HERE.test(name))) {
  const place = await ground()
  await world.client.query("UPDATE people.member SET name = $2 WHERE id = ANY($1::uuid[])", [[place.wang.uuid, place.li.uuid], `王${SECRET}`])
  await giveNumbers(world.client, place.wang, { mobile: `1990000${String(ids.size).padStart(4, "0")}` })
  const input = marked(await make(place)) as Record<string, unknown>
  if (mutation === "appointDirector") input["name"] = `王${SECRET}`
  const answer = await act(mutation, input)
  if (/Invalid|NotAllowed|Unreadable|Stale|Broken|Taken/.test(answer.__typename)) throw new Error(`${mutation}: ${JSON.stringify(answer)}`)
  keep([place, input, answer])
}
await world.client.query("UPDATE organisation.organisation SET name = name || $2, short_name = short_name || $2 WHERE path LIKE $1", [
  `${hidden.superior.path}%`,
  SECRET,
])
for (const table of ["transfer", "import_preview", "stored_file"]) {
  const { rows } = await world.client.query<{ id: string }>(`SELECT id FROM people.${table}`)
  keep(rows.map(({ id }) => toTypeId(table === "transfer" ? "transfer" : table === "stored_file" ? "file" : "import", id)))
}

// What acts leave in courses, marked where nobody could write a mark: what lessons, classes, courses and plans say.
const SAID = [
  "lesson title",
  "lesson cancelled_reason",
  "training_class name",
  "course name",
  "timetable_plan title",
  "venue_closure reason",
  "blocked_time reason",
]
SAID.push("teacher_absence reason", "lesson_change reason", "enrolment reason", "class_place reason")
for (const [table, column] of SAID.map((said) => said.split(" ") as [string, string]))
  await world.client.query(`UPDATE courses.${table} SET ${column} = coalesce(${column}, '') || $1`, [SECRET])
for (const [kind, table] of Object.entries({
  lesson: "lesson",
  class: "training_class",
  course: "course",
  plan: "timetable_plan",
  plannedimport: "lesson_import",
})) {
  const { rows } = await world.client.query<{ id: string }>(`SELECT id FROM courses.${table}`)
  keep(rows.map(({ id }) => toTypeId(kind as "lesson", id)))
}

const elsewhere = await world.organisation(world.community)
const stranger = await world.member(elsewhere, { name: "李明" })
await world.insert("people.account", { subject: "account:empty", name: "空" })
const VIEWERS: Record<string, string> = {
  "a member of another branch": stranger.subject,
  "a coordinator elsewhere": await world.staff("COORDINATOR", world.community),
  "an auditor below": await world.staff("AUDITOR", elsewhere),
  "a recorder elsewhere": await world.staff("RECORDER", world.street),
  "an account without roles": "account:empty",
}

const ARGUMENTS: Record<string, unknown> = {
  year: 2026,
  kind: "COMPLIANCE_BY_ORGANISATION",
  number: "WM-00000000",
  direction: "IN",
  when: "ALL",
  purpose: "CONTACT_MEMBER",
  search: "王",
  from: "2026-01-01T00:00:00+08:00",
  to: "2026-12-31T00:00:00+08:00",
  input: { organiser: world.community.id, durationMinutes: 60, from: "2026-12-01T00:00:00+08:00", to: "2026-12-03T00:00:00+08:00" },
}
const literal = (value: unknown, isEnum: boolean): string => {
  if (typeof value !== "object" || value === null) return isEnum ? String(value) : JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, one]) => `${name}: ${JSON.stringify(one)}`)
    .join(", ")} }`
}

/** Write out the fields of a type, and of what it leads to so many steps away; lists by their first two. */
function fieldsOf(type: GraphQLObjectType, depth: number): string {
  return Object.values(type.getFields())
    .map((field) => fieldOf(field, depth))
    .join(" ")
}
function fieldOf(field: GraphQLField<unknown, unknown>, depth: number, given: Record<string, unknown> = {}): string {
  const inner = getNamedType(field.type)
  if (isCompositeType(inner) && depth === 0) return ""
  const args = field.args.flatMap(({ name, type, defaultValue }) => {
    const isNeeded = isNonNullType(type) && defaultValue === undefined
    const found = given[name] ?? (name === "first" ? 2 : isNeeded || name === "purpose" ? ARGUMENTS[name] : undefined)
    const value = getNamedType(type).name === "Date" && typeof found === "string" ? found.slice(0, 10) : found
    return value === undefined ? [] : [`${name}: ${literal(value, isEnumType(getNamedType(type)))}`]
  })
  const call = `${field.name}${args.length > 0 ? `(${args.join(", ")})` : ""}`
  if (!isCompositeType(inner)) return call
  if (!isObjectType(inner)) return `${call} { __typename ... on Member { ${scalarsOf("Member")} } ... on Organisation { ${scalarsOf("Organisation")} } }`
  const isWrapper = inner.name.endsWith("Connection")
  return `${call} { __typename ${fieldsOf(inner, isWrapper ? depth : depth - 1)} }`
}
function scalarsOf(name: string): string {
  return fieldsOf(schema.getType(name) as GraphQLObjectType, 0)
}
const ask = async (subject: string, query: string) => {
  const response = await fetch(stack.url, {
    method: "POST",
    headers: { authorization: `Bearer ${await stack.token(subject)}`, "content-type": "application/json" },
    body: JSON.stringify({ query }),
  })
  return response.text()
}
const roots = Object.values(schema.getQueryType()?.getFields() ?? {})
const kindsOf = (field: GraphQLField<unknown, unknown>): string[] =>
  field.name === "node"
    ? ["organisation", "member", "account", "lesson", "class"]
    : field.name.endsWith("mportPreview")
      ? [field.name === "importPreview" ? "import" : "plannedimport"]
      : field.name === "members"
        ? []
        : [field.name]
/** Arguments that name what a field is about. */
const SUBJECTS = ["id", "organisation", "member", "entry", "class"]
/** Where letters may be sent is for all to know, and by what years are judged. */
const OPEN = ["transferDestinations", "ruleSets"]
const FAULT = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const withoutId = (text: string, id: string) => text.replaceAll(id, "ID").replace(FAULT, "")

test("whoever may read it finds it, so these questions are the right ones", { timeout: 120_000 }, async () => {
  const answers = await Promise.all([...(ids.get("member") ?? [])].slice(-4).map((id) => ask(admin, `{ member(id: "${id}") { ${scalarsOf("Member")} } }`)))
  expect(answers.join("")).toContain(SECRET)
  const fields = (schema.getType("Organisation") as GraphQLObjectType).getFields()
  for (const name of ["contacts", "honours", "rectifications", "members", "transfers", "floating", "units", "officers"]) {
    const field = fieldOf(fields[name] as GraphQLField<unknown, unknown>, 2)
    let isFound = false
    for (const id of ids.get("organisation") ?? []) isFound ||= (await ask(admin, `{ organisation(id: "${id}") { ${field} } }`)).includes(SECRET)
    expect([name, isFound]).toEqual([name, true])
  }
})

describe.each(Object.entries(VIEWERS))("%s", (_, subject) => {
  test("learns of what is hidden no more than of what never was, whatever the field", { timeout: 120_000 }, async () => {
    const differing: string[] = []
    for (const field of roots) {
      const name = field.args.find((arg) => SUBJECTS.includes(arg.name))?.name
      if (!name) continue
      for (const kind of name === "id" ? kindsOf(field) : [name]) {
        for (const id of [...(ids.get(kind) ?? [])].filter((one) => one !== world.street.id).slice(0, 12)) {
          const absent = newId(kind as (typeof NODE_KINDS)[number])
          const [real, none] = await Promise.all(
            [id, absent].map(async (one) => withoutId(await ask(subject, `{ ${fieldOf(field, 1, { [name]: one })} }`), one)),
          )
          if (real !== none) differing.push(`${field.name}(${name}: ${id}): ${real?.slice(0, 300)} ≠ ${none?.slice(0, 200)}`)
          if (/INTERNAL/.test(`${real}`)) differing.push(`${field.name}: ${real}`)
        }
      }
    }
    for (const id of ids.get("file") ?? []) {
      const [real, none] = await Promise.all([id, newId("file")].map(async (one) => (await fetchFile(stack, subject, `/files/${one}`)).status))
      if (real !== none) differing.push(`file ${id}`)
    }
    expect(differing).toEqual([])
  })

  test("finds nothing of it on any way from what is open", { timeout: 120_000 }, async () => {
    const found: string[] = []
    for (const field of roots) {
      const own: Record<string, string> = { organisation: elsewhere.id, member: stranger.id, node: elsewhere.id }
      const id = own[field.name]
      const given = {
        ...(id ? { id } : {}),
        ...(field.args.some(({ name, type }) => name === "organisation" && isNonNullType(type)) ? { organisation: world.city.id } : {}),
        search: SECRET,
      }
      if (field.args.some(({ name, type }) => name === "id" || (SUBJECTS.includes(name) && name !== "organisation" && isNonNullType(type))) && !id) continue
      for (const depth of [1, 2]) {
        const inner = getNamedType(field.type)
        const parts = depth === 1 || !isObjectType(inner) ? [fieldOf(field, 1, given)] : partsOf(field, given)
        for (const part of parts) {
          const text = await ask(subject, `{ ${part} }`)
          if (/GRAPHQL_VALIDATION|INTERNAL|TOO_COMPLEX|PARSE/.test(text)) found.push(`FAILED ${part.slice(0, 120)}: ${text.slice(0, 300)}`)
          if (text.includes(SECRET) && !OPEN.includes(field.name))
            found.push(`${part.slice(0, 100)}: ${text.slice(Math.max(0, text.indexOf(SECRET) - 200), text.indexOf(SECRET) + 50)}`)
        }
      }
    }
    expect(found).toEqual([])
  })

  test("gets nothing of it from a subgraph asked for entities, without the gateway", { timeout: 60_000 }, async () => {
    const options = { connections: 3, timeZone: "Asia/Shanghai", log: openLog("tests", "silent"), now: () => NOW, personalDataKeys: [CITY_KEY] }
    const urls = appUrlsFrom(url, {})
    const found: string[] = []
    for (const [name, open] of [
      ["people", openPeople],
      ["organisation", openOrganisation],
      ["courses", openCourses],
    ] as const) {
      const subgraph = open({ ...options, databaseUrl: urls[name] })
      const sdl = buildSchema(readFileSync(new URL(`../../subgraphs/${name}/schema.graphql`, import.meta.url), "utf8").replace(/extend schema[^)]*\)/, ""), {
        assumeValid: true,
        assumeValidSDL: true,
      })
      for (const kind of ["organisation", "member", "account", "lesson", "class"]) {
        const typename = kind === "class" ? "TrainingClass" : kind.charAt(0).toUpperCase() + kind.slice(1)
        const type = sdl.getType(typename)
        if (!isObjectType(type)) continue
        // Schools are the city's directory: everyone who signs in reads them.
        for (const field of Object.values(type.getFields()).filter((one) => one.name !== "partySchool")) {
          const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${typename} { ${fieldOf(field, 1)} } } }`
          const known = [...(ids.get(kind) ?? [])].filter((one) => one !== world.street.id)
          const answers = await Promise.all(
            [known, known.map(() => newId(kind as "member"))].map(async (list) => {
              const answer = await subgraph.answer(
                { query, variables: { r: list.map((id) => ({ __typename: typename, id, path: "t.", branchPath: "t." })) } },
                subject,
              )
              return list.reduce((text, id) => text.replaceAll(id, "ID"), JSON.stringify(answer).replace(FAULT, ""))
            }),
          )
          if (answers[0]?.includes(SECRET) || (answers[0] !== answers[1] && !/^(id|__typename)$/.test(field.name)))
            found.push(
              `${name} ${typename}.${field.name}: ${answers[0]?.replace(/null,/g, "").slice(0, 560)} ≠ ${answers[1]?.replace(/null,/g, "").slice(0, 260)}`,
            )
        }
      }
      await subgraph.close()
    }
    expect(found).toEqual([])
  })
})

/** The fields of what a root field gives, each asked alone and two steps deep, so that no request is too large. */
function partsOf(field: GraphQLField<unknown, unknown>, given: Record<string, unknown>): string[] {
  const type = getNamedType(field.type) as GraphQLObjectType
  const call = fieldOf(field, 1, given).split(" { __typename")[0]
  const inner = type.getFields()["nodes"] ? (getNamedType((type.getFields()["nodes"] as GraphQLField<unknown, unknown>).type) as GraphQLObjectType) : null
  return Object.values((inner ?? type).getFields()).map((one) =>
    inner ? `${call} { nodes { __typename ${fieldOf(one, 2)} } }` : `${call} { __typename ${fieldOf(one, 2)} }`,
  )
}
