import { type RequestDocument, gql } from "graphql-request"
import { expect } from "vitest"
import type { Role } from "../../subgraphs/shared/viewer.ts"
import type { Stack } from "./stack.ts"
import type { Place } from "./things.ts"
import type { World } from "./world.ts"

/** What a mutation answered: the type's name and whatever was selected of it. */
export type Answered = { __typename: string; [field: string]: unknown }
export type Act = (input: object, as?: string) => Promise<Answered>

const REFUSALS = "... on InvalidInput { fields { path message } } ... on NotAllowed { message }"

/**
 * Make a way to do one mutation as somebody: `acts(stack, "awardHonour", "... on HonourAwarded { honour { id } }", coordinator)`.
 * Other refusals than these two are selected with the success.
 */
export function acts(stack: Stack, mutation: string, success: string, subject: string): Act {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
  const document: RequestDocument = gql`
    mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { __typename ${success} ${REFUSALS} } }
  `
  return async (input, as = subject) => (await (await stack.as(as)).request<{ answer: Answered }>(document, { input })).answer
}

/** Expect that nobody who does not keep the records of a place may do an act, and that all hear the same; gives nothing away. */
export async function expectOnlyKeepers(world: World, act: Act, input: object, options: { place: Place; others?: readonly Role[] }): Promise<void> {
  const elsewhere = await world.organisation(world.community)
  const subjects = [await world.staff("ADMIN", elsewhere), (await world.member(options.place)).subject]
  for (const role of options.others ?? ["RECORDER", "AUDITOR"]) subjects.push(await world.staff(role, options.place))
  const answers = await Promise.all(subjects.map((subject) => act(input, subject)))
  expect(answers.map(({ __typename }) => __typename)).toEqual(subjects.map(() => "NotAllowed"))
  expect(new Set(answers.map(({ message }) => message)).size).toBe(1)
}
