import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"

const MOST = 100

export type AskedReading = { notices?: string[] | null; until?: Date | null; clientMutationKey?: string | null }

/**
 * Mark notices as read: these, or all of one's own up to a moment. Gives how many.
 *
 * Whoever plans marks those of teachers from outside, once they were telephoned. One that is not the viewer's to mark refuses all.
 */
export async function markNoticesRead(
  { viewer, change }: Pick<CoursesContext, "viewer" | "change">,
  input: AskedReading,
): Promise<Result<{ marked: number }, NotAllowed | InvalidInput>> {
  const { until } = input
  const ids = [...new Set(input.notices ?? [])]
  for (const [at, id] of (input.notices ?? []).entries()) requireId(`input.notices.${at}`, id, "notice")
  if ((input.notices ?? []).length > MOST) return invalidInput({ path: "notices", message: `At most ${MOST} notices at once.` })
  if (ids.length > 0 === (until != null)) return invalidInput({ path: "notices", message: "Name the notices, or a moment with `until`; one of both." })
  if (until != null) {
    if (viewer.memberId === null) return notAllowed()
    return change({ mutation: "markNoticesRead", input }, async ({ readings }) => done({ marked: await readings.markReadUpTo(until) }))
  }
  return change({ mutation: "markNoticesRead", input }, async ({ readings }) => {
    const marked = await readings.markRead(ids)
    return marked === ids.length ? done({ marked }) : notAllowed()
  })
}
