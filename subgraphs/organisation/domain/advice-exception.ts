import type { FieldProblem } from "../../shared/result.ts"
import type { AdviceRule } from "./kind-advice.ts"
import { LONGEST_NAME, LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"

/** 批准的例外: a superior's approval to depart from what a size suggests; `validUntil` is the last day on which it holds. */
export type AdviceException = {
  id: string
  organisationId: string
  rule: AdviceRule
  documentNumber: string
  approvedById: string
  approvedOn: string
  validUntil: string | null
  reason: string
}

/** Find what is wrong with an exception that is about to be recorded; `today` is a day. */
export function problemsOfException(
  exception: Pick<AdviceException, "documentNumber" | "approvedOn" | "validUntil" | "reason">,
  today: string,
): FieldProblem[] {
  const { documentNumber, approvedOn, validUntil, reason } = exception
  return [
    ...problemsOfText("documentNumber", documentNumber, LONGEST_NAME),
    ...(approvedOn > today ? [{ path: "approvedOn", message: "The day of approval lies in the future." }] : []),
    ...(validUntil !== null && validUntil < approvedOn ? [{ path: "validUntil", message: "It cannot end before it was approved." }] : []),
    ...problemsOfText("reason", reason, LONGEST_NOTE),
  ]
}
