import { type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import type { StoredMakeUp } from "../data/make-up.writer.ts"
import { mayKeepBooks } from "../domain/attendance.policy.ts"
import type { LessonGround } from "../domain/lesson-ground.ts"
import { type StoredMakeUpState, stateOn } from "../domain/make-up.ts"

export type TakenMakeUp = { makeUp: StoredMakeUp; ground: LessonGround }

/**
 * Take the lock of an obligation to settle it: for whoever keeps the books of the person's branch, and never one's own. The lesson's sheet is held first,
 * like by whoever closes it.
 *
 * @throws {BadInput} when the id is none.
 */
export async function takeMakeUp(
  { viewer, today }: Pick<AttendanceContext, "viewer" | "today">,
  { makeUps, leaves, sheets }: Pick<AttendanceWriters, "makeUps" | "leaves" | "sheets">,
  id: string,
  allowed: StoredMakeUpState,
): Promise<Result<TakenMakeUp, NotAllowed | InvalidState>> {
  const makeUpId = requireId("input.makeUp", id, "makeup")
  const found = await makeUps.find(makeUpId)
  if (!found) return notAllowed()
  await sheets.lock(found.lessonId, "SHARE")
  const ground = await leaves.ground(found.lessonId, found.memberId)
  const makeUp = ground && (await makeUps.lock(makeUpId))
  if (!makeUp || !mayKeepBooks(viewer, ground.branchPath)) return notAllowed()
  if (makeUp.memberId === viewer.memberId) return notAllowed("Nobody settles their own make-up: ask somebody else who keeps the books.")
  const state = makeUp.state === "DUE" && ground.status === "CANCELLED" ? "LIFTED" : makeUp.state
  if (state !== allowed) {
    const stands = stateOn(state, makeUp.dueOn, today)
    return invalidState(stands, `The make-up is ${stands.toLowerCase()}: this can be done with one that is ${allowed.toLowerCase()}.`)
  }
  return done({ makeUp, ground })
}
