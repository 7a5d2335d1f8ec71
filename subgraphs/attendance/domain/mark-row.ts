import { problemsOfOptionalText, LONGEST_NOTE } from "../../shared/text.ts"
import type { Standing } from "./attendance-row.ts"
import { minutesWithin } from "./captured.ts"
import type { StoredSheet } from "./stored-sheet.ts"

export const MOST_ROWS = 500

export const ROW_REFUSALS = [
  "UNKNOWN_MEMBER",
  "NOT_EXPECTED",
  "TWICE",
  "BAD_STATE",
  "BAD_TIME",
  "BAD_MINUTES",
  "BAD_LINE",
  "BAD_TEXT",
  "NO_EVIDENCE",
  "KEY_REUSED",
  "NOT_OPENED",
  "SHEET_CLOSED",
  "PERIOD_LOCKED",
] as const
export type RowRefusalReason = (typeof ROW_REFUSALS)[number]

/** What a recorder says about one person. */
export type MarkRow = {
  member: string
  state: Standing
  arrivedAt?: Date | null
  leftAt?: Date | null
  minutes?: number | null
  occurredAt?: Date | null
  /** Line of the paper sheet. */
  line?: number | null
  remark?: string | null
  /** The recorder's own key of this row, for rows that are sent again in other company. */
  key?: string | null
}

export type RowRefusal = { reason: RowRefusalReason; message: string }
/** A row that was not taken; `line` is the one it says, or else its place in the list. */
export type RejectedRow = RowRefusal & { line: number; member: string }
export type AttendanceRejected = { kind: "AttendanceRejected"; message: string; rows: RejectedRow[] }

export function attendanceRejected(rows: RejectedRow[]): { ok: false; refusal: AttendanceRejected } {
  const message = `${rows.length} rows cannot be taken as they are; nothing was recorded.`
  return { ok: false, refusal: { kind: "AttendanceRejected", message, rows } }
}

export function rejectedRow({ member, line }: Pick<MarkRow, "member" | "line">, at: number, refusal: RowRefusal): RejectedRow {
  return { line: line ?? at + 1, member, ...refusal }
}

const MINUTE = 60_000
/** A device's clock may be so much ahead of ours. */
const AHEAD_MS = 10 * MINUTE
const DAY_MS = 24 * 60 * MINUTE
const HALF_DAY_MS = DAY_MS / 2
const LONGEST_LINE = 32_767
const LONGEST_KEY = 100

type Lesson = Pick<StoredSheet, "startsAt" | "endsAt" | "periods">

/** Find what is wrong with a row by itself, whoever it is about; the first thing only. */
export function problemOfRow(row: MarkRow, lesson: Lesson, now: Date): RowRefusal | null {
  if (row.state === "NOT_MARKED") return refusal("BAD_STATE", "Say how the person stands. What is recorded is replaced, never taken back.")
  const { line, key } = row
  if (line != null && (line < 1 || line > LONGEST_LINE)) return refusal("BAD_LINE", `A line of a paper sheet is 1 to ${LONGEST_LINE}.`)
  const [problem] = problemsOfOptionalText("remark", row.remark, LONGEST_NOTE)
  if (problem) return refusal("BAD_TEXT", `Remark: ${problem.message}`)
  if (key != null && (key === "" || key.length > LONGEST_KEY || key.includes("\0"))) return refusal("BAD_TEXT", `A key has 1 to ${LONGEST_KEY} characters.`)
  return problemOfTimes(row, lesson, now) ?? problemOfMinutes(row, lesson)
}

function problemOfTimes({ state, arrivedAt, leftAt, occurredAt, minutes }: MarkRow, { startsAt, endsAt }: Lesson, now: Date): RowRefusal | null {
  const latest = now.getTime() + AHEAD_MS
  if ([occurredAt, arrivedAt, leftAt].some((time) => time && time.getTime() > latest)) return badTime("lies in the future")
  if (occurredAt && occurredAt.getTime() < startsAt.getTime() - DAY_MS) return badTime("lies more than a day before the lesson")
  if (state === "ON_LEAVE" || state === "ABSENT") return arrivedAt || leftAt || minutes ? badTime("is said of somebody who was not there") : null
  if (arrivedAt && leftAt && leftAt <= arrivedAt) return badTime("of leaving is not after that of arriving")
  if (state === "ONLINE") return null
  if (arrivedAt && (arrivedAt >= endsAt || arrivedAt.getTime() < startsAt.getTime() - HALF_DAY_MS)) return badTime("of arriving is not of this lesson")
  if (leftAt && (leftAt <= startsAt || leftAt.getTime() > endsAt.getTime() + HALF_DAY_MS)) return badTime("of leaving is not of this lesson")
  if (state === "LATE" && arrivedAt && arrivedAt <= startsAt) return badTime("of arriving is not late")
  return state === "LEFT_EARLY" && leftAt && leftAt >= endsAt ? badTime("of leaving is not early") : null
}

function problemOfMinutes({ state, minutes }: MarkRow, { periods }: Lesson): RowRefusal | null {
  if (minutes == null) return null
  const most = state === "ONLINE" ? DAY_MS / MINUTE : minutesWithin(periods, null, null)
  return minutes >= 0 && minutes <= most ? null : refusal("BAD_MINUTES", `Minutes are 0 to ${most} here.`)
}

const refusal = (reason: RowRefusalReason, message: string): RowRefusal => ({ reason, message })
const badTime = (what: string) => refusal("BAD_TIME", `A time ${what}.`)
