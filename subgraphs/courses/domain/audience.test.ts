import { expect, test } from "vitest"
import { type Audience, problemsOfAudience } from "./audience.ts"

const audience = (some: Partial<Audience>): Audience => ({ organisations: [], includeDescendants: true, posts: [], stages: [], members: [], ...some })
const many = Array.from({ length: 101 }, (_, at) => `m${at}`)

test.each<[string, Partial<Audience>, string[]]>([
  ["an organisation is enough", { organisations: ["o"] }, []],
  ["so is a member", { members: ["m"] }, []],
  ["the secretaries of a street", { organisations: ["o"], posts: ["SECRETARY"] }, []],
  ["nobody", {}, ["audience"]],
  ["posts of nowhere", { posts: ["SECRETARY"] }, ["audience"]],
  ["posts of nowhere, and somebody", { posts: ["SECRETARY"], members: ["m"] }, ["audience.organisations"]],
  ["somebody twice", { organisations: ["o", "p", "o"], members: ["m", "m"] }, ["audience.organisations.2", "audience.members.1"]],
  ["a hundred and one", { members: many }, ["audience.members"]],
  ["a hundred", { members: many.slice(1) }, []],
])("%s", (_, some, paths) => {
  expect(problemsOfAudience("audience", audience(some)).map(({ path }) => path)).toEqual(paths)
})
