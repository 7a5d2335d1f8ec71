import { parse } from "graphql"
import { expect, test } from "vitest"
import { rowsAskedBy } from "./rows-asked.ts"

const rows = (query: string, variables: Record<string, unknown> = {}, operationName: string | null = null) =>
  rowsAskedBy(parse(query), operationName, variables)

test("a page counts its rows, a page within a page the product, and both are summed", () => {
  expect(rows("{ a(first: 5) { nodes { id } } }")).toBe(5)
  expect(rows("{ a(first: 5) { nodes { b(first: 3) { nodes { id } } } } }")).toBe(5 + 15)
  expect(rows("{ a(first: 5) { nodes { b(first: 3) { nodes { id } } c(first: 2) { nodes { id } } } } }")).toBe(5 + 15 + 10)
  expect(rows("{ a { id } }")).toBe(0)
})

test("without `first` a connection counts 20", () => {
  expect(rows("{ a { nodes { id } } }")).toBe(20)
  expect(rows("{ a { edges { node { id } } } }")).toBe(20)
})

test("variables and their defaults are read, of the operation that is asked", () => {
  const query = "query A($n: Int = 7) { a(first: $n) { nodes { id } } } query B($n: Int = 50) { a(first: $n) { nodes { id } } }"
  expect(rows(query, {}, "A")).toBe(7)
  expect(rows(query, { n: 9 }, "A")).toBe(9)
  expect(rows(query, { n: null }, "A")).toBe(20)
  expect(rows(query, { n: -4 }, "A")).toBe(0)
  expect(rows(query, {}, "B")).toBe(50)
})

test("fragments count where they are spread, and a circle ends", () => {
  expect(rows("{ a(first: 5) { nodes { ...x } } } fragment x on T { b(first: 3) { nodes { id } } }")).toBe(20)
  expect(rows("{ ...x } fragment x on T { a(first: 2) { nodes { ...x } } }")).toBe(2)
})
