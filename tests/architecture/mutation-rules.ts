import { type GraphQLField, type GraphQLSchema, getNamedType, isInputObjectType, isNonNullType, isObjectType, isUnionType } from "graphql"
import { wordsOf } from "./schema-words.ts"

/** What one act brings about and others are refused by: a period that is locked. */
const SUCCESS_AND_REFUSAL = new Set(["PeriodLocked"])

/** Acts of the business that a mutation may be named after. A new verb joins the list in the change that needs it. */
export const VERBS = new Set(
  `accept add admit amend announce answer apply appoint approve assign award book cancel change check close commit complete confirm correct cover create decide designate dissolve draft end endorse enrol excuse exempt export extend found grant
   hold import join leave link lock make mark merge move open ping plan postpone preview publish reassign recalculate receive reconcile record refuse register reject release
   remind remove rename renew reopen replace report request reschedule resend reserve restore review revoke schedule sign split start submit suspend
   transfer undo unlink update upload waive withdraw`.split(/\s+/),
)

/** Rule 14: a mutation is named by its act, verb first. */
export function mutationsWithoutVerb(schema: GraphQLSchema): string[] {
  return mutationsOf(schema)
    .filter(({ name }) => !VERBS.has(wordsOf(name)[0] ?? ""))
    .map(({ name }) => `Mutation.${name}: does not begin with a verb`)
}

/** Rule 15: one argument `input: XInput!`, of a type that no other mutation has, with an optional `clientMutationKey`. */
export function badMutationInputs(schema: GraphQLSchema): string[] {
  return mutationsOf(schema).flatMap(({ name, args }) => {
    const wanted = `${capitalised(name)}Input`
    const [input, ...more] = args
    if (!input || more.length > 0 || input.name !== "input" || input.type.toString() !== `${wanted}!`) return [`Mutation.${name}: not (input: ${wanted}!)`]
    const type = getNamedType(input.type)
    const key = isInputObjectType(type) ? type.getFields()["clientMutationKey"] : undefined
    return key && key.type.toString() === "String" ? [] : [`${wanted}: no clientMutationKey: String`]
  })
}

/**
 * Rules 13 and 17: a mutation gives a nullable union of its own, the success first, then each expected refusal.
 *
 * A refusal has `message: String!` and a description "Returned when …" (rule 6); the success has neither need.
 */
export function badMutationResults(schema: GraphQLSchema): string[] {
  return mutationsOf(schema).flatMap((field) => {
    const wanted = `${capitalised(field.name)}Result`
    const at = `Mutation.${field.name}`
    const type = getNamedType(field.type)
    if (isNonNullType(field.type) || !isUnionType(type) || type.name !== wanted) return [`${at}: ${field.type.toString()}, not ${wanted}, a nullable union`]
    const [success, ...refusals] = type.getTypes()
    if (!success || (isRefusal(success.description) && !SUCCESS_AND_REFUSAL.has(success.name))) return [`${wanted}: the success does not come first`]
    return refusals.flatMap((refusal) => [
      ...(isRefusal(refusal.description) ? [] : [`${refusal.name}: the description does not begin with "Returned when"`]),
      ...(refusal.getFields()["message"]?.type.toString() === "String!" ? [] : [`${refusal.name}: no message: String!`]),
    ])
  })
}

/** Rule 18: a form gets all its field errors at once: `InvalidInput` has `fields`, each with a `path` and a `message`. */
export function badInvalidInput(schema: GraphQLSchema): string[] {
  const type = schema.getType("InvalidInput")
  if (!isObjectType(type)) return []
  const fields = type.getFields()["fields"]?.type
  const item = fields ? getNamedType(fields) : undefined
  if (!isObjectType(item) || fields?.toString() !== `[${item.name}!]!`) return ["InvalidInput.fields: not a list of objects without holes"]
  return ["path", "message"].filter((name) => !item.getFields()[name]).map((name) => `${item.name}.${name}: missing`)
}

function mutationsOf(schema: GraphQLSchema): GraphQLField<unknown, unknown>[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {})
}

/** Tell a refusal by its description: "Returned when …", after the Chinese term where there is one. */
function isRefusal(description: string | null | undefined): boolean {
  return /(^|: )Returned when /.test(description ?? "")
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}
