import { type ClassType, createUnionType } from "type-graphql"
import type { Result } from "../result.ts"

type Answer = { __typename: string }

/** Make the union that a mutation gives: its success first, then each refusal that is to be expected. */
export function resultUnion(mutation: string, success: ClassType<object>, refusals: readonly ClassType<object>[], description: string) {
  return createUnionType({
    name: `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Result`,
    description,
    types: () => [success, ...refusals] as const,
    resolveType: (answer) => (answer as Answer).__typename,
  })
}

/** Turn what an act gave into a member of its union: the success under its type's name, a refusal under its own kind. */
export function answerOf<Value>(result: Result<Value, { kind: string }>, success: string, fields: (value: Value) => object): object {
  return result.ok ? { __typename: success, ...fields(result.value) } : { __typename: result.refusal.kind, ...result.refusal }
}
