import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME } from "../../shared/text.ts"
import { problemsOfEdit, problemsOfNumber } from "./register.ts"

/** What is kept of a school beside its entry in the directory. */
export type SchoolDetail = { id: string; organisationPath: string; demonstrationBatch: number | null; version: number }
export type SchoolPosition = "HEADMASTER" | "DEPUTY_HEADMASTER" | "BOARD_MEMBER"
/** Who leads a school, `since` a day, until the day before `until`. */
export type SchoolOfficer = { id: string; memberId: string | null; name: string; position: SchoolPosition; since: string; until: string | null }

/** What somebody may write of a school; a field left out stays as it is. */
export type SchoolEdit = { name?: string; isDemonstration?: boolean; demonstrationBatch?: number | null }

/** Find what is wrong with what somebody writes of a school. */
export function problemsOfSchool({ name, isDemonstration, demonstrationBatch }: SchoolEdit): FieldProblem[] {
  return [
    ...problemsOfEdit({ name: { text: name, longest: LONGEST_NAME, isNeeded: true } }),
    ...problemsOfNumber("demonstrationBatch", demonstrationBatch, 1, 99),
    ...(isDemonstration === false && demonstrationBatch != null ? [{ path: "demonstrationBatch", message: "Only a demonstration school is of a batch." }] : []),
  ]
}
