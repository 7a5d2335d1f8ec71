import type { Stack } from "./stack.ts"

/** What an act answered: its type, and whatever of it was selected. */
export type Acted = { __typename: string; [field: string]: unknown }

/** Make a way to do any act as anybody; `select` is what is read beside the two refusals that every act has: `... on X { … }`. */
export function actsOf(stack: Stack) {
  return async (subject: string, mutation: string, input: object, select = ""): Promise<Acted> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const document = `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { __typename ${select} ... on NotAllowed { message } ... on InvalidInput { fields { path message } } } }`
    return (await (await stack.as(subject)).request<{ answer: Acted }>(document, { input })).answer
  }
}
