import { type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { HeldLessonRepository } from "../data/held-lesson.repository.ts"
import type { SheetWriter } from "../data/sheet.writer.ts"
import { ALLOWED_STATES, type SheetAct, type SheetState } from "../domain/sheet.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"

type Taking = {
  lesson: string
  /** Who may, at the path of the lesson's organiser. */
  may(viewer: Viewer, path: string): boolean
  act: SheetAct
  strength?: "UPDATE" | "SHARE"
}

/**
 * Take a sheet's lock to change it, or what it holds: for those who may, while it stands so that it may be changed.
 *
 * Refuses a sheet that was never opened as NOT_OPENED, to those who may open it; to others there is no such thing.
 *
 * @throws {BadInput} when the lesson's id is none.
 */
export async function takeSheet(
  { viewer }: Pick<AttendanceContext, "viewer">,
  { sheets, lessons }: { sheets: SheetWriter; lessons: HeldLessonRepository },
  { lesson, may, act, strength }: Taking,
): Promise<Result<StoredSheet, NotAllowed | InvalidState>> {
  const lessonId = requireId("input.lesson", lesson, "lesson")
  const sheet = await sheets.lock(lessonId, strength)
  if (!sheet) {
    const path = await lessons.findPath(lessonId)
    return path !== null && may(viewer, path) ? invalidState("NOT_OPENED", "The lesson's sheet has not been opened. Open it first.") : notAllowed()
  }
  if (!may(viewer, sheet.organisationPath)) return notAllowed()
  const allowed = ALLOWED_STATES[act]
  if (!allowed.includes(sheet.state))
    return invalidState(sheet.state, `The sheet is ${sheet.state.toLowerCase()}; this can be done while it is ${listOf(allowed)}.`)
  return done(sheet)
}

function listOf(states: readonly SheetState[]): string {
  return states.map((state) => state.toLowerCase()).join(" or ")
}
