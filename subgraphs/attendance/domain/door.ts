import type { Captured } from "./captured.ts"
import { type Hours, doorAt, isCredible } from "./check-in-code.ts"
import type { StandingEntry } from "./standing-entry.ts"
import type { Period, StoredSheet } from "./stored-sheet.ts"

export const CHECK_IN_REFUSALS = ["CODE_EXPIRED", "WRONG_CODE", "NOT_EXPECTED", "TOO_EARLY", "SHEET_CLOSED", "DEVICE_REUSED"] as const
export type CheckInRefusalReason = (typeof CHECK_IN_REFUSALS)[number]
export type CheckInRefused = { kind: "CheckInRefused"; reason: CheckInRefusalReason; message: string }

export type Direction = "IN" | "OUT"

/** What one person's scan at one lesson's door meets. Before the opening the times are the lesson's, and there is no sheet. */
export type Door = Hours & {
  lessonId: string
  memberId: string
  /** Whether the lesson stands in the timetable. */
  isOn: boolean
  codeRound: number
  sheet: Pick<StoredSheet, "state" | "heldOn" | "category" | "plannedHours"> | null
  periods: readonly Period[]
  isExpected: boolean
  /** The period is locked: what is recorded of it changes only by a correction. */
  isLocked: boolean
  branchId: string | null
  standing: StandingEntry | null
  captures: readonly (Captured & { recordedAt: Date })[]
  /** Whether another person came with this device. */
  isDeviceOfAnother: boolean
  /** What this person captured under the same key before, here or elsewhere. */
  kept: { lessonId: string; memberId: string; kind: Captured["kind"]; occurredAt: Date } | null
  /** How things stood when this was read; nothing is kept unless they still do. */
  seen: object
}

/** What somebody shows at the door: whether the code is good is told by whoever holds the key. */
export type Shown = { direction: Direction; moment: Date; isOffline: boolean; verdict: "VALID" | "EXPIRED" | "WRONG" }

const MESSAGES: Record<CheckInRefusalReason, string> = {
  WRONG_CODE: "This is no code of this lesson. Scan the code that is shown at the door now.",
  CODE_EXPIRED: "This code is no longer valid: each lives for 30 seconds. Scan the one that is shown now.",
  NOT_EXPECTED: "You are not on this lesson's list. Your scan is kept in the queue of those who are not on it (不在名单): the recorder decides.",
  TOO_EARLY: "Check-in begins 60 minutes before the lesson.",
  SHEET_CLOSED: "The sheet is closed. Speak to the recorder: what is wrong on it is corrected there.",
  DEVICE_REUSED: "Somebody else has checked in to this lesson with this device. Use your own, or let the recorder write you down.",
}

export function checkInRefused(reason: CheckInRefusalReason, message = MESSAGES[reason]): { ok: false; refusal: CheckInRefused } {
  return { ok: false, refusal: { kind: "CheckInRefused", reason, message } }
}

/**
 * Say why a scan is refused, or null when it is to be kept; of people who are not on the list, too.
 *
 * The code comes first for whoever is not expected: without one of the lesson's own codes nobody learns whether there is such a lesson, when it is and whether
 * its sheet is open. The instant that counts is the server's; of a scan that was captured without signal, the device's, if it is credible.
 */
export function refusalAtDoor(door: Door, shown: Shown, now: Date): CheckInRefused | null {
  const { direction, moment, isOffline, verdict } = shown
  if (!door.isOn || (verdict === "WRONG" && !door.isExpected)) return checkInRefused("WRONG_CODE").refusal
  if (isOffline && !isCredible(moment, now))
    return checkInRefused("CODE_EXPIRED", "A scan that was captured without signal is taken for 72 hours, and not from the future.").refusal
  const at = doorAt(moment, door, direction)
  if (at === "EARLY") return checkInRefused("TOO_EARLY").refusal
  if (door.sheet && door.sheet.state !== "OPEN" && door.sheet.state !== "REOPENED") return checkInRefused("SHEET_CLOSED").refusal
  if (door.isLocked) return checkInRefused("SHEET_CLOSED", "The period is locked: what is recorded of it changes only by an approved correction.").refusal
  if (verdict === "WRONG") return checkInRefused("WRONG_CODE").refusal
  if (at === "OVER") return checkInRefused("CODE_EXPIRED", "The lesson is over. Let the recorder write you down.").refusal
  if (verdict === "EXPIRED") return checkInRefused("CODE_EXPIRED").refusal
  return door.isDeviceOfAnother ? checkInRefused("DEVICE_REUSED").refusal : null
}
