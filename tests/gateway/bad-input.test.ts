import { beforeAll, describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld, type World } from "../kit/world.ts"

let stack: Stack
let world: World
let token: string
beforeAll(async () => {
  const url = await emptyDatabase()
  stack = await openStack(url)
  world = await newWorld(url)
  token = await stack.token(await world.staff("AUDITOR", world.city))
})

type Answer = {
  status: number
  type: string
  text: string
  body: { data?: unknown; errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[] }
}

async function send(body: string | object, options: { headers?: Record<string, string>; method?: string } = {}): Promise<Answer> {
  const { method = "POST", headers = {} } = options
  const response = await fetch(stack.url, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(method === "POST" ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
  })
  const text = await response.text()
  expect(text).not.toMatch(/node_modules|\bat .*\.ts|stacktrace|postgres|SELECT /i)
  return { status: response.status, type: response.headers.get("content-type") ?? "", text, body: JSON.parse(text) }
}

/** The first error's code, with the status. */
const refusal = ({ status, body }: Answer) => [status, body.errors?.[0]?.extensions["code"]]

describe("identifiers", () => {
  const member = (id: string) => send({ query: "query($id: ID!) { member(id: $id) { id } }", variables: { id } })

  test("an unknown one of the right kind is null, without an error", async () => {
    expect((await member("member_01j2gv5gymfay8vvr14d2pf2db")).body).toEqual({ data: { member: null } })
  })

  test("one of another kind is refused, naming the kind expected and the kind given", async () => {
    const answer = await member(world.city.id)
    expect(refusal(answer)).toEqual([200, "BAD_USER_INPUT"])
    expect(answer.body.data).toEqual({ member: null })
    expect(answer.body.errors?.[0]).toMatchObject({
      path: ["member"],
      message: "Argument `id` must be an id of the form member_…, but is the id of another kind, organisation.",
      extensions: { argument: "id" },
    })
  })

  test.each([
    "",
    "x",
    "member_",
    "member_zzzzzzzzzzzzzzzzzzzzzzzzzz",
    "member_01J2GV5GYMFAY8VVR14D2PF2DB",
    "member_01j2gv5gymfay8vvr14d2pf2d",
    "1 OR 1=1",
    "member_\u0000",
    "𠮷".repeat(500),
  ])("a malformed one is refused: %j", async (id) => {
    const answer = await member(id)
    expect(refusal(answer)).toEqual([200, "BAD_USER_INPUT"])
    expect(answer.body.errors?.[0]?.message).toContain("must be an id of the form member_…")
  })
})

describe("pages and days", () => {
  const list = (first: unknown, after?: unknown) =>
    send({ query: "query($first: Int, $after: String) { organisations(first: $first, after: $after) { nodes { id } } }", variables: { first, after } })

  test.each([0, -5, 101, 100_000])("first: %d is refused with the bounds", async (first) => {
    const answer = await list(first)
    expect(refusal(answer)).toEqual([200, "BAD_USER_INPUT"])
    expect(answer.body.errors?.[0]?.message).toBe(`Argument \`first\` must be between 1 and 100, but is ${first}.`)
  })

  test.each([2_147_483_648, 1.5, "10", true])("first: %j is no whole number", async (first) => {
    expect(refusal(await list(first))).toEqual([400, "BAD_USER_INPUT"])
  })

  test("first: null means the default", async () => {
    expect((await list(null)).body.errors).toBeUndefined()
  })

  test.each([
    "",
    "x",
    "bm90IGpzb24",
    Buffer.from('["a","b"]').toString("base64url"),
    Buffer.from("[1]").toString("base64url"),
    Buffer.from('["\\u0000"]').toString("base64url"),
  ])("a cursor that the list did not give is refused: %j", async (after) => {
    const answer = await list(5, after)
    expect(refusal(answer)).toEqual([200, "BAD_USER_INPUT"])
    expect(answer.body.errors?.[0]?.extensions["argument"]).toBe("after")
  })

  test.each(["2026-02-30", "2026-13-01", "26-1-1", "昨天", "", "0000-01-01", "3000-01-01"])(
    "a day that is none is refused with its place: %j",
    async (asOf) => {
      const inVariable = await send({ query: 'query($d: Date) { organisation(id: "x") { members(asOf: $d) { totalCount } } }', variables: { d: asOf } })
      expect(refusal(inVariable)).toEqual([400, "BAD_USER_INPUT"])
      const inText = await send({ query: `{ organisation(id: "x") { members(asOf: ${JSON.stringify(asOf)}) { totalCount } } }` })
      expect(refusal(inText)).toEqual([400, "GRAPHQL_VALIDATION_FAILED"])
    },
  )

  test.each(["2026-11-23", "2026-11-23T09:00:00", "2026-11-23T25:00:00+08:00", "now", "0001-01-01T00:00:00Z"])(
    "an instant without offset or sense is refused: %j",
    async (from) => {
      const answer = await send({
        query: "query($f: DateTime!, $t: DateTime!) { timetable(from: $f, to: $t) { totalCount } }",
        variables: { f: from, t: "2026-12-01T00:00:00+08:00" },
      })
      expect(refusal(answer)).toEqual([400, "BAD_USER_INPUT"])
    },
  )

  test.each([
    ["members(", ["x", "member_01j2gv5gymfay8vvr14d2pf2d"]],
    ["members(", ["x\u0000", "member_01j2gv5gymfay8vvr14d2pf2db"]],
    ["trainingClasses(", ["9999-99-99", "class_01j2gv5gymfay8vvr14d2pf2db"]],
    ["trainingClasses(", ["2026-01-01", "member_01j2gv5gymfay8vvr14d2pf2db"]],
    ["children(", ["'; DROP TABLE member; --"]],
  ])("a cursor whose parts are none of the list's is refused: %s %j", async (field, parts) => {
    const after = Buffer.from(JSON.stringify(parts)).toString("base64url")
    const answer = await send({ query: `{ organisation(id: "${world.city.id}") { ${field}after: "${after}") { totalCount } } }` })
    expect(refusal(answer)).toEqual([200, "BAD_USER_INPUT"])
  })

  test("a timetable's cursor must hold an instant in reach; an empty filter is no filter left out", async () => {
    const ask = (rest: string) => send({ query: `{ timetable(from: "2026-11-23T00:00:00Z", to: "2026-11-24T00:00:00Z", ${rest}) { totalCount } }` })
    const after = Buffer.from(JSON.stringify(["-271821-04-21T00:00:00Z", "lesson_01j2gv5gymfay8vvr14d2pf2db"])).toString("base64url")
    expect(refusal(await ask(`after: "${after}"`))).toEqual([200, "BAD_USER_INPUT"])
    for (const filter of ["organisation", "venue", "teacher"]) expect(refusal(await ask(`${filter}: ""`))).toEqual([200, "BAD_USER_INPUT"])
  })

  test.each(["a\u0000b", "长".repeat(65)])("a search that no name can answer is refused", async (search) => {
    const query = "query($id: ID!, $search: String) { organisation(id: $id) { members(search: $search) { totalCount } } }"
    expect(refusal(await send({ query, variables: { id: world.city.id, search } }))).toEqual([200, "BAD_USER_INPUT"])
  })

  test("a timetable's window must not be empty or longer than 400 days", async () => {
    const ask = (from: string, to: string) => send({ query: `{ timetable(from: "${from}", to: "${to}") { totalCount } }` })
    expect((await ask("2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z")).body.errors?.[0]?.message).toBe("Argument `to` must be later than `from`.")
    expect(refusal(await ask("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z"))).toEqual([200, "BAD_USER_INPUT"])
  })

  test.each([1999, 2028, -1])("hours of the year %d are refused", async (year) => {
    const person = await world.member(await world.organisation(world.community))
    const answer = await send({ query: `{ member(id: "${person.id}") { name hours(year: ${year}) { required } } }` })
    expect(refusal(answer)).toEqual([200, "BAD_USER_INPUT"])
    expect(answer.body.data).toEqual({ member: { name: "王春梅", hours: null } })
  })
})

describe("requests", () => {
  test.each([
    ["an empty body", "", 400, "BAD_REQUEST"],
    ["no JSON", "{", 400, "BAD_REQUEST"],
    ["null", "null", 400, "BAD_REQUEST"],
    ["a string", '"{ me { id } }"', 400, "BAD_REQUEST"],
    ["a batch", '[{"query":"{ me { id } }"}]', 400, "BAD_REQUEST"],
    ["an empty batch", "[]", 400, "BAD_REQUEST"],
    ["no query", "{}", 400, "BAD_REQUEST"],
    ["a query that is no string", '{"query":{"a":1}}', 400, "BAD_REQUEST"],
    ["variables that are a string", '{"query":"{ me { id } }","variables":"x"}', 400, "BAD_REQUEST"],
    ["variables that are a list", '{"query":"{ me { id } }","variables":[]}', 400, "BAD_REQUEST"],
    ["a syntax error", '{"query":"{"}', 400, "GRAPHQL_PARSE_FAILED"],
    ["an unknown field", '{"query":"{ nobody }"}', 400, "GRAPHQL_VALIDATION_FAILED"],
    ["a subscription", '{"query":"subscription { me { id } }"}', 400, "BAD_REQUEST"],
    ["an act that there is not", '{"query":"mutation { burnTheBooks { id } }"}', 400, "GRAPHQL_VALIDATION_FAILED"],
    ["two operations and no name", '{"query":"query A { me { id } } query B { me { id } }"}', 400, "OPERATION_RESOLUTION_FAILURE"],
    ["an operation that is not there", '{"query":"query A { me { id } }","operationName":"C"}', 400, "OPERATION_RESOLUTION_FAILURE"],
    ["a missing variable", '{"query":"query($id: ID!) { member(id: $id) { id } }"}', 400, "BAD_USER_INPUT"],
    ["an entity lookup", '{"query":"{ _entities(representations: []) { __typename } }"}', 400, "GRAPHQL_VALIDATION_FAILED"],
    ["the subgraphs' SDL", '{"query":"{ _service { sdl } }"}', 400, "GRAPHQL_VALIDATION_FAILED"],
  ])("%s", async (_what, body, status, code) => {
    expect(refusal(await send(body))).toEqual([status, code])
  })

  test.each([
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/json; charset=utf-16le", 415],
    ["application/json; charset=UTF-8", 200],
  ])("content type %s gets %d", async (type, status) => {
    expect((await send({ query: "{ me { name } }" }, { headers: { "content-type": type } })).status).toBe(status)
  })

  test("invalid UTF-8, a compressed body and one of over 100 KiB are refused", async () => {
    const bytes = Buffer.concat([Buffer.from('{"query":"{ me { id } } #'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])
    const response = await fetch(stack.url, { method: "POST", body: bytes, headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } })
    expect(response.status).toBe(400)
    expect(refusal(await send({ query: "{ me { id } }" }, { headers: { "content-encoding": "gzip" } }))).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"])
    expect(refusal(await send({ query: "{ me { id } }", variables: { x: "x".repeat(101 * 1024) } }))).toEqual([413, "PAYLOAD_TOO_LARGE"])
  })

  test("other methods and other paths are refused as JSON", async () => {
    expect(refusal(await send("", { method: "GET", headers: { accept: "application/json" } }))).toEqual([405, "METHOD_NOT_ALLOWED"])
    expect(refusal(await send("", { method: "DELETE" }))).toEqual([405, "METHOD_NOT_ALLOWED"])
    const response = await fetch(new URL("/elsewhere", stack.url))
    expect([response.status, response.headers.get("content-type")]).toEqual([404, "application/json; charset=utf-8"])
  })

  test("prototype names as aliases and variables do no harm", async () => {
    const answer = await send({
      query: 'query($__proto__: ID) { constructor: me { name } __proto__: organisation(id: "x") { id } }',
      variables: JSON.parse('{"__proto__":{"polluted":1}}'),
    })
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined()
    expect(answer.status).toBeLessThan(500)
  })
})

describe("size", () => {
  const doubled = (levels: number) => {
    const fragments = Array.from({ length: levels }, (_, at) => `fragment f${at} on Organisation { a: parent { ...f${at + 1} } b: parent { ...f${at + 1} } }`)
    return `query { organisation(id: "${world.city.id}") { ...f0 } } ${fragments.join(" ")} fragment f${levels} on Organisation { id }`
  }
  const deep = (levels: number) => `{ organisation(id: "${world.city.id}") ${"{ parent ".repeat(levels)}{ id }${" }".repeat(levels)} }`

  test.each([
    ["doubled fragments", () => doubled(12)],
    ["a deep operation", () => deep(30)],
    ["many aliases", () => `{ ${Array.from({ length: 60 }, (_, at) => `a${at}: me { id }`).join(" ")} }`],
    ["many directives", () => `{ me { ${Array.from({ length: 40 }, () => "id @include(if: true)").join(" ")} } }`],
    ["many tokens", () => `{ me { ${"id ".repeat(3_000)} } }`],
    ["many definitions", () => `${Array.from({ length: 40 }, (_, at) => `fragment f${at} on Member { id }`).join(" ")} { me { id } }`],
  ])("%s are refused before they are planned", async (_what, query) => {
    expect(refusal(await send({ query: query() }))).toEqual([400, "QUERY_TOO_COMPLEX"])
  })

  test("pages within pages are multiplied, and too many rows are refused with the count", async () => {
    const nested = (first: number) =>
      `query($n: Int = ${first}) { organisations(first: $n) { nodes { members(first: 100) { nodes { lessons(first: 100) { nodes { id } } } } } } }`
    const answer = await send({ query: nested(2) })
    expect(refusal(answer)).toEqual([400, "QUERY_TOO_COMPLEX"])
    expect(answer.body.errors?.[0]?.message).toContain("20202 rows asked for")
    expect((await send({ query: nested(1) })).status).toBe(200)
    expect(refusal(await send({ query: nested(1), variables: { n: 100 } }))).toEqual([400, "QUERY_TOO_COMPLEX"])
  })

  test("a document of a hundred mistakes is told of a few", async () => {
    const answer = await send({ query: `{ me { ${Array.from({ length: 100 }, (_, at) => `nothing${at}`).join(" ")} } }` })
    expect(refusal(answer)).toEqual([400, "GRAPHQL_VALIDATION_FAILED"])
    expect(answer.body.errors?.length).toBeLessThanOrEqual(6)
  })

  test("fragments in a circle are refused by validation", async () => {
    const answer = await send({ query: "{ me { ...a } } fragment a on Account { ...b } fragment b on Account { ...a }" })
    expect(refusal(answer)).toEqual([400, "GRAPHQL_VALIDATION_FAILED"])
  })

  test("introspection as editors send it goes through", async () => {
    const { getIntrospectionQuery } = await import("graphql")
    const answer = await send({ query: getIntrospectionQuery() })
    expect(answer.status).toBe(200)
    expect(answer.body.errors).toBeUndefined()
  })
})
