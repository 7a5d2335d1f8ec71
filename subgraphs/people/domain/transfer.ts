import type { FieldProblem } from "../../shared/result.ts"
import { addDays } from "./days.ts"

export type TransferState = "STARTED" | "ACCEPTED" | "REFUSED" | "EXPIRED" | "WITHDRAWN"
export type TransferDirection = "IN" | "OUT"

/** One end of a letter, as it is called on it; `id` and `path` are null outside this city's organisations. */
export type TransferEnd = { id: string | null; path: string | null; name: string }

/** 组织关系介绍信: one letter. `duesPaidTo` is a month, `YYYY-MM`; a letter past its last day reads EXPIRED. */
export type Transfer = {
  id: string
  memberId: string
  memberName: string
  state: TransferState
  letterNumber: string
  origin: TransferEnd
  destination: TransferEnd
  startedOn: string
  validUntil: string
  duesPaidTo: string | null
  receivedOn: string | null
  receiptOn: string | null
  refusedReason: string | null
  remark: string | null
}

export type LetterExpired = { kind: "LetterExpired"; message: string; validUntil: string }
export const LETTER_USED: FieldProblem = { path: "letterNumber", message: "This number stands on another letter; use the one on yours." }

export const USUAL_VALIDITY_DAYS = 30
export const LONGEST_VALIDITY_DAYS = 90
export const VALIDITY_SOURCE = "《关于进一步加强党员组织关系管理的意见》（中组发〔2004〕10号）"

/** Find what is wrong with the days of a letter; `belongsFrom` is the day from which the person belongs to the origin. */
export function problemsOfLetterDays(
  asked: { startedOn: string; validDays: number; duesPaidTo: string | null },
  belongsFrom: string,
  today: string,
): FieldProblem[] {
  const { startedOn, validDays, duesPaidTo } = asked
  const isValid = Number.isInteger(validDays) && validDays >= 1 && validDays <= LONGEST_VALIDITY_DAYS
  return [
    ...(isValid
      ? []
      : [{ path: "validDays", message: `A letter holds 1 to ${LONGEST_VALIDITY_DAYS} days, as a rule ${USUAL_VALIDITY_DAYS} (${VALIDITY_SOURCE}).` }]),
    ...(startedOn > today ? [{ path: "startedOn", message: `This day lies in the future; today is ${today}.` }] : []),
    ...(startedOn < belongsFrom ? [{ path: "startedOn", message: `The person belongs to the origin from ${belongsFrom} on, not before.` }] : []),
    ...(duesPaidTo === null || isMonth(duesPaidTo) ? [] : [{ path: "duesPaidTo", message: "Say the month as 2026-10, in the years 1900 to 2999." }]),
  ]
}

export function validUntilOf(startedOn: string, validDays: number): string {
  return addDays(startedOn, validDays)
}

/** How a letter stands on a day: one that nobody decided on in time has expired. */
export function stateOn({ state, validUntil }: Pick<Transfer, "state" | "validUntil">, day: string): TransferState {
  return state === "STARTED" && validUntil < day ? "EXPIRED" : state
}

/**
 * Say whether a letter can no longer be accepted. Inside the city that is decided on the day of its receipt, so today counts; from
 * outside the receipt comes back by post, and what counts is the day that it names.
 */
export function hasExpired({ destination, validUntil }: Pick<Transfer, "destination" | "validUntil">, receivedOn: string, today: string): boolean {
  return validUntil < receivedOn || (destination.id !== null && validUntil < today)
}

/** Find what is wrong with the day on which the receiver took the person in; it opens the membership there. */
export function problemsOfReceipt(receivedOn: string, startedOn: string, belongsFrom: string, today: string): FieldProblem[] {
  if (receivedOn > today) return [{ path: "receivedOn", message: `This day lies in the future; today is ${today}.` }]
  const earliest = startedOn > belongsFrom ? startedOn : belongsFrom
  return receivedOn < earliest ? [{ path: "receivedOn", message: `Not before ${earliest}: the letter was not issued, or the person not there yet.` }] : []
}

function isMonth(text: string): boolean {
  return /^(19|2\d)\d\d-(0[1-9]|1[0-2])$/.test(text)
}
