import { readFileSync } from "node:fs"
import { buildSchema, parse, validate } from "graphql"
import { describe, expect, test } from "vitest"

const ROOT = new URL("../../", import.meta.url)
const guide = readFileSync(new URL("docs/guides/attendance.md", ROOT), "utf8")
const schema = buildSchema(readFileSync(new URL("gateway/schema.graphql", ROOT), "utf8"))
const examples = [...guide.matchAll(/```graphql\n(.*?)```/gs)].map(
  ([, document = ""]) => [/(?:query|mutation) (\w+)/.exec(document)?.[1] ?? "", document] as const,
)

describe("an example of the guide", () => {
  test("has a name of its own", () => {
    expect(examples.length).toBeGreaterThan(10)
    expect(new Set(examples.map(([name]) => name)).size).toBe(examples.length)
  })

  test.each(examples)("%s is an operation of the graph", (_, document) => {
    expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([])
  })
})
