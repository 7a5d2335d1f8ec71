/** What an act gives: its value, or the reason why nothing was done. */
export type Result<Value, Refusal> = { ok: true; value: Value } | { ok: false; refusal: Refusal }

export function done<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function refused<Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal }
}

/** What is wrong with one field of an input; `path` leads to it from the input: `toOrganisation`, `memberIds.3`. */
export type FieldProblem = { path: string; message: string }

/** Refusals that many acts share; `kind` is the name of the GraphQL type that says them. */
export type NotAllowed = { kind: "NotAllowed"; message: string }
export type InvalidInput = { kind: "InvalidInput"; message: string; fields: FieldProblem[] }
export type InvalidState = { kind: "InvalidState"; message: string; state: string }
export type StaleVersion = { kind: "StaleVersion"; message: string; currentVersion: number }

/**
 * Refuse an act because of who asks. Also the answer for what the viewer may not see: hidden and absent are the same.
 */
export function notAllowed(message = "There is no such thing for you, or you may not do this with it."): { ok: false; refusal: NotAllowed } {
  return refused({ kind: "NotAllowed", message })
}

/** Refuse an input, with everything that is wrong with it at once. */
export function invalidInput(...fields: FieldProblem[]): { ok: false; refusal: InvalidInput } {
  const message = fields.length === 1 ? (fields[0]?.message ?? "") : `${fields.length} fields are not right.`
  return refused({ kind: "InvalidInput", message, fields })
}

/** Refuse an act that does not fit how things stand; `state` is how they do, for programs. */
export function invalidState(state: string, message: string): { ok: false; refusal: InvalidState } {
  return refused({ kind: "InvalidState", message, state })
}
