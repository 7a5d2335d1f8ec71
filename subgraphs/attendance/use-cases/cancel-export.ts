import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"

type Answer = Promise<Result<{ exportId: string }, NotAllowed | InvalidState | InvalidInput>>

/**
 * Cancel one of the viewer's own exports while it is under way; what was read for it goes at once, and the job leaves it with its next batch.
 *
 * @throws {BadInput} when the id is none.
 */
export function cancelExport(context: Pick<AttendanceContext, "change">, input: { export: string; clientMutationKey?: string | null }): Answer {
  const id = requireId("input.export", input.export, "export")
  return context.change({ mutation: "cancelExport", input }, async ({ exports }): Answer => {
    const state = await exports.lock(id)
    if (state === null) return notAllowed()
    if (state !== "WAITING" && state !== "RUNNING") return invalidState(state, "The export is no longer under way, so that there is nothing to cancel.")
    await exports.cancel(id)
    return done({ exportId: id })
  })
}
