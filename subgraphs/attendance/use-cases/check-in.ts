import { setTimeout as pause } from "node:timers/promises"
import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { sqlStateOf } from "../../shared/sql-state.ts"
import { problemsOfOptionalText, problemsOfText, trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import { MOST_SCANS, type ScanKept, alreadyScanned, scanKept } from "../domain/scan-kept.ts"
import { stepOf } from "../domain/check-in-code.ts"
import { type CheckInRefused, type Direction, type Door, checkInRefused, refusalAtDoor } from "../domain/door.ts"
import { entryDue } from "../domain/standing-entry.ts"

export type CheckInInput = {
  lesson: string
  code: string
  direction: Direction
  occurredAt?: Date | null
  device?: string | null
  clientMutationKey?: string | null
}
export type CheckedIn = ScanKept & { attendance: AttendanceRow }
type Refusal = NotAllowed | InvalidInput | CheckInRefused
type Context = Pick<AttendanceContext, "viewer" | "now" | "door" | "codes" | "wrongCodes">
type Scan = { clientKey: string; device: Buffer | null; moment: Date; memberId: string }

const LONGEST_CODE = 200
const LONGEST_DEVICE = 200
const LONGEST_KEY = 100
/** How often a scan is tried that met another act on the same person or sheet. */
const TRIES = 8
/** Lost a race for a lock, a deadlock, or two first facts about one person at once: nothing was kept. */
const WORTH_ANOTHER_TRY = new Set(["55P03", "40P01", "40001", "23505"])

/**
 * Check the viewer in to a lesson, or out of it (签到, 签退).
 *
 * Two statements and no open transaction: everything is read at once, judged here, and kept with what is due in the ledger if nothing has changed
 * meanwhile; otherwise it is read and judged anew. Whoever is told that they are recorded is: it is said after the commit. The same scan again, by its key
 * or within the same 30 seconds, is answered alike and kept once, however late it comes. A refusal keeps nothing, except of who is not on the list: their scan
 * stands in the queue 不在名单.
 *
 * @throws {BadInput} when the lesson's id is none.
 */
export async function checkIn(context: Context, input: CheckInInput): Promise<Result<CheckedIn, Refusal>> {
  const { viewer, now, codes, wrongCodes } = context
  const lessonId = requireId("input.lesson", input.lesson, "lesson")
  if (viewer.memberId === null) return notAllowed("Members check in themselves; whoever records writes others down.")
  const problems = problemsOf(input)
  if (problems.length > 0) return invalidInput(...problems)

  const moment = input.occurredAt ?? now()
  const device = trimmed(input.device)
  const scan: Scan = {
    clientKey: input.clientMutationKey ?? `door ${lessonId} ${input.direction} ${stepOf(moment)}`,
    device: device === null ? null : codes.deviceAt(lessonId, device),
    moment,
    memberId: viewer.memberId,
  }
  if (wrongCodes.isTooMany(viewer.accountId, lessonId))
    return checkInRefused("WRONG_CODE", "Ten wrong codes in ten minutes: no code of yours is judged here for now. Let the recorder write you down.")
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const answer = await tryOnce(context, { ...input, lesson: lessonId }, scan).catch((error: unknown) => {
      if (!WORTH_ANOTHER_TRY.has(sqlStateOf(error)?.code ?? "") || tried === TRIES) throw error
      return null
    })
    if (answer) {
      if (!answer.ok && answer.refusal.kind === "CheckInRefused" && answer.refusal.reason === "WRONG_CODE") wrongCodes.count(viewer.accountId, lessonId)
      return answer
    }
    await pause(5 * tried * Math.random())
  }
  throw new Error(`a scan at ${lessonId} met another act ${TRIES} times`)
}

/** Read, judge and keep; null when something changed between reading and keeping. */
async function tryOnce({ door: doors, codes, now }: Context, input: CheckInInput, scan: Scan): Promise<Result<CheckedIn, Refusal> | null> {
  const door = await doors.find(input.lesson, scan.memberId, scan)
  if (!door) return checkInRefused("WRONG_CODE")
  const kind = input.direction === "IN" ? "SCAN_IN" : "SCAN_OUT"
  if (door.kept) {
    const { lessonId, memberId, kind: was, occurredAt } = door.kept
    const isTheSame = lessonId === door.lessonId && memberId === door.memberId && was === kind && (!input.occurredAt || +occurredAt === +input.occurredAt)
    if (!isTheSame) return invalidInput({ path: "clientMutationKey", message: "This key was used for another scan. Use a new key for each." })
    if (!door.isExpected) return checkInRefused("NOT_EXPECTED")
    return done(alreadyScanned(door, occurredAt))
  }
  const verdict = codes.judge(input.code, door, scan.moment)
  const refusal = refusalAtDoor(door, { direction: input.direction, moment: scan.moment, isOffline: Boolean(input.occurredAt), verdict }, now())
  if (refusal) return { ok: false, refusal }
  if (door.captures.length >= MOST_SCANS) return door.isExpected ? done(alreadyScanned(door, scan.moment)) : checkInRefused("NOT_EXPECTED")

  return keep({ doors, door, scan, kind })
}

type Keeping = { doors: Context["door"]; door: Door; scan: Scan; kind: "SCAN_IN" | "SCAN_OUT" }

async function keep({ doors, door, scan, kind }: Keeping): Promise<Result<CheckedIn, Refusal> | null> {
  const captured = doors.captured({ kind, occurredAt: scan.moment, clientKey: scan.clientKey })
  const due = door.sheet && entryDue({ ...door, ...door.sheet }, { ...door, captures: [...door.captures, captured] })
  const outcome = await doors.keep(door, captured, scan.device, due)
  if (outcome === "CHANGED") return null
  if (outcome === "DEVICE") return checkInRefused("DEVICE_REUSED")
  return door.isExpected ? done(scanKept(door, captured, due)) : checkInRefused("NOT_EXPECTED")
}

function problemsOf({ code, device, clientMutationKey: key }: CheckInInput) {
  const isKey = key == null || (key !== "" && key.length <= LONGEST_KEY && !key.includes("\0"))
  return [
    ...problemsOfText("code", code, LONGEST_CODE),
    ...problemsOfOptionalText("device", device, LONGEST_DEVICE),
    ...(isKey ? [] : [{ path: "clientMutationKey", message: `A clientMutationKey has 1 to ${LONGEST_KEY} characters.` }]),
  ]
}
