import { type FieldProblem, type InvalidInput, invalidInput, refused } from "../../shared/result.ts"
import type { BrokenRule, StageRule } from "./stages.ts"
import { LONGEST_NOTE, LONGEST_TITLE, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"

export type AskedException = { rule: StageRule; reason: string }
export type RuleBroken = { kind: "RuleBroken"; message: string; rules: BrokenRule[] }

/** Refuse what breaks rules that no superior allowed to depart from, and exceptions from rules that are kept; null where all is well. */
export function judgeExceptions(
  broken: readonly BrokenRule[],
  exceptions: readonly AskedException[],
): { ok: false; refusal: RuleBroken | InvalidInput } | null {
  const allowed = new Set(exceptions.map(({ rule }) => rule))
  const left = broken.filter(({ rule }) => !allowed.has(rule))
  if (left.length > 0) return refused({ kind: "RuleBroken", message: left.map(({ message }) => message).join(" "), rules: left })
  const idle = exceptions.findIndex(({ rule }) => !broken.some((one) => one.rule === rule))
  return idle < 0 ? null : invalidInput({ path: `exceptions.${idle}.rule`, message: "This rule is kept; leave the exception out." })
}

/** Find what is wrong with the form of exceptions: without the superior's document, without a reason, named twice. */
export function problemsOfExceptions(
  { documentNumber, exceptions: asked }: { documentNumber?: string | null; exceptions?: readonly AskedException[] | null },
  isDocumentNeeded = false,
): FieldProblem[] {
  const exceptions = asked ?? []
  return [
    ...(isDocumentNeeded || exceptions.length > 0 ? problemsOfText : problemsOfOptionalText)("documentNumber", documentNumber, LONGEST_TITLE),
    ...exceptions.flatMap(({ reason }, at) => problemsOfText(`exceptions.${at}.reason`, reason, LONGEST_NOTE)),
    ...exceptions.flatMap(({ rule }, at) =>
      exceptions.findIndex((one) => one.rule === rule) < at ? [{ path: `exceptions.${at}.rule`, message: "This rule is named twice." }] : [],
    ),
  ]
}

/** Write exceptions as a step's entry keeps them: the rules, and a reason for each. */
export function entriesOf(exceptions: readonly AskedException[]): { exceptions: StageRule[]; reasons: string[] } {
  return { exceptions: exceptions.map(({ rule }) => rule), reasons: exceptions.map(({ reason }) => reason.trim()) }
}
