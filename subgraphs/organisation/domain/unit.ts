import type { FieldProblem } from "../../shared/result.ts"
import { isCreditCode } from "./credit-code.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import { perCent } from "./rounding.ts"

export type UnitKind = "ENTERPRISE" | "SOCIAL_ORGANISATION"
export const UNIT_KINDS: readonly UnitKind[] = ["ENTERPRISE", "SOCIAL_ORGANISATION"]

/** 两新组织: an enterprise or social organisation in the area of an organisation, and what covers it. */
export type Unit = {
  id: string
  organisationId: string
  name: string
  kind: UnitKind
  creditCode: string | null
  coveredById: string | null
  coveredSince: string | null
  instructorId: string | null
  since: string
  until: string | null
}

export type Visit = { id: string; unitId: string; visitedOn: string; halfDays: number; note: string | null }

/** How far the units of one kind in a subtree are covered, on a day. */
export type UnitCounts = { kind: UnitKind; units: number; covered: number; withInstructor: number; visitedThisMonth: number }

/** Find what is wrong with a unit that is about to be recorded; `today` is a day. */
export function problemsOfUnit({ name, creditCode, since }: Pick<Unit, "name" | "creditCode" | "since">, today: string): FieldProblem[] {
  return [
    ...problemsOfText("name", name, LONGEST_TITLE),
    ...(creditCode !== null && !isCreditCode(creditCode)
      ? [{ path: "creditCode", message: "This is no 统一社会信用代码 (GB 32100): 18 characters, of which the last checks the others." }]
      : []),
    ...(since > today ? [{ path: "since", message: "The day lies in the future." }] : []),
  ]
}

/** Give the share of units that an organisation covers, in per cent to one decimal; null where there are no units. */
export function shareCovered({ units, covered }: UnitCounts): number | null {
  return perCent(covered, units)
}
