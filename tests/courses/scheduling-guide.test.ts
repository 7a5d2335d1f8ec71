import { readFileSync } from "node:fs"
import { buildSchema, isInputType, parse, typeFromAST, validate, visit } from "graphql"
import { beforeAll, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const ROOT = new URL("../../", import.meta.url)
const guide = readFileSync(new URL("docs/guides/scheduling.md", ROOT), "utf8")
const schema = buildSchema(readFileSync(new URL("gateway/schema.graphql", ROOT), "utf8"))

/** Each example of the guide: what is asked, and the variables that follow it. */
const examples = [...guide.matchAll(/```graphql\n(.*?)```\n(?:\n```json\n(.*?)```\n)?/gs)].map(([, document = "", variables]) => ({
  name: /(?:query|mutation) (\w+)/.exec(document)?.[1] ?? "",
  document,
  variables: JSON.parse(variables ?? "{}") as Record<string, unknown>,
}))

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

test("the guide has an example for each task, each with a name and variables that it declares", () => {
  expect(guide.match(/```graphql/g)).toHaveLength(examples.length)
  expect(guide.match(/```json/g)).toHaveLength(examples.filter(({ variables }) => Object.keys(variables).length > 0).length)
  expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length)
  for (const { document, variables } of examples) {
    const declared: string[] = []
    visit(parse(document), {
      VariableDefinition({ variable, type }) {
        const known = typeFromAST(schema, type as never)
        expect(known && isInputType(known)).toBe(true)
        declared.push(variable.name.value)
      },
    })
    expect(Object.keys(variables).sort()).toEqual(declared.sort())
  }
})

test.each(examples)("$name is right by the schema, and says how it may be refused", ({ document }) => {
  expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([])
  expect(document.startsWith("mutation") && !document.includes("... on NotAllowed { message }")).toBe(false)
})

test("each example runs, for a coordinator who has nothing of what its ids name", async () => {
  const world = await newWorld(url)
  const coordinator = await stack.as(await world.staff("COORDINATOR", world.street))
  for (const { name, document, variables } of examples) {
    const { errors, data } = await coordinator.rawRequest<Record<string, unknown>>(document, variables)
    expect({ name, errors, fields: Object.keys(data).length > 0 }).toEqual({ name, errors: undefined, fields: true })
  }
})
