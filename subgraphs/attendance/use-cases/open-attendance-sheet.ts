import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import type { PublishedLesson } from "../data/held-lesson.repository.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { settleCaptures } from "./settle-captures.ts"

type Refusal = NotAllowed | InvalidState | InvalidInput

/**
 * Open a lesson's sheet (签到表), from the start of the lesson's local day on, and any time after.
 *
 * The lesson is held from then on: it is neither moved nor cancelled any more, and the sheet keeps it as it is now. Who is expected is taken over as of now,
 * each with the branch of the lesson's day. Whoever has leave is on leave; whoever scanned early is there. Opening what is open changes nothing.
 *
 * Refuses a lesson that is not published, one of a later day, one in a locked period, and a sheet that was closed already: that is reopened.
 *
 * @throws {BadInput} when the id is none.
 */
export function openAttendanceSheet(
  context: Pick<AttendanceContext, "viewer" | "change" | "dayOf" | "today" | "now">,
  input: { lesson: string; clientMutationKey?: string | null },
): Promise<Result<{ lessonId: string }, Refusal>> {
  return context.change({ mutation: "openAttendanceSheet", input }, async (writers): Promise<Result<{ lessonId: string }, Refusal>> => {
    const lessonId = requireId("input.lesson", input.lesson, "lesson")
    const path = await writers.lessons.findPath(lessonId)
    if (path === null || !mayRecord(context.viewer, path)) return notAllowed()
    // Whoever opens it at this moment is waited for here.
    const isHeld = await writers.sheets.hold(lessonId)
    const standing = await writers.sheets.lock(lessonId)
    if (standing) return isOpen(standing) ? done({ lessonId }) : invalidState(standing.state, `The sheet is ${standing.state.toLowerCase()}; reopen it.`)
    const lesson = await writers.lessons.findPublished(lessonId)
    if (!lesson) return notAllowed()
    if (!isHeld) return invalidState(lesson.status, `The lesson is ${lesson.status.toLowerCase()}: only a published lesson can be held.`)
    const heldOn = context.dayOf(lesson.startsAt)
    if (heldOn > context.today) return invalidState("TOO_EARLY", `The lesson is on ${heldOn}: its sheet can be opened from the start of that day.`)
    await writers.periods.hold()
    const locked = await writers.locks.findOver(lesson.organisationPath, heldOn)
    if (locked) return invalidState("PERIOD_LOCKED", locked.message)

    await open(context, writers, lessonId, lesson, heldOn)
    return done({ lessonId })
  })
}

const isOpen = ({ state }: StoredSheet) => state === "OPEN" || state === "REOPENED"

async function open(
  { now }: Pick<AttendanceContext, "now">,
  writers: AttendanceWriters,
  lessonId: string,
  lesson: PublishedLesson,
  heldOn: string,
): Promise<void> {
  const expected = await writers.lists.open(lessonId, lesson, heldOn)
  const rows = await writers.marks.findOfSheet(lessonId)
  const places = new Map(rows.map((row) => [row.memberId, row]))
  const approved = await writers.leaves.approvedOf(lessonId)
  const onLeave = approved.filter(({ memberId }) => places.has(memberId))
  const unlisted = approved.filter(({ memberId }) => !places.has(memberId))
  const facts = { lessonId, category: lesson.category, plannedHours: lesson.plannedHours, heldOn, minutes: 0, occurredAt: now() }
  await writers.ledger.append(
    onLeave.map(({ id, memberId }) => ({
      ...facts,
      memberId,
      state: "ON_LEAVE" as const,
      source: "LEAVE" as const,
      branchId: places.get(memberId)?.branchId ?? null,
      leaveId: id,
    })),
  )
  await writers.makeUps.lift(
    lessonId,
    unlisted.map(({ memberId }) => memberId),
    "不在名单",
  )
  await settleCaptures(writers, { ...lesson, lessonId, heldOn }, [...places.keys()])
  await writers.ledger.note([{ kind: "SHEET_OPENED", lessonId, organisationId: lesson.organisationId, after: { expected, onLeave: onLeave.length } }])
}
