import { type InvalidInput, type NotAllowed, type Result, done, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"

/** Revoke one of one's own calendar feeds: its address is unknown from now on. One that is another's, revoked or absent is refused alike. */
export async function revokeCalendarFeed(
  { change }: Pick<CoursesContext, "change">,
  input: { feed: string; clientMutationKey?: string | null },
): Promise<Result<{ feedId: string }, NotAllowed | InvalidInput>> {
  const feedId = requireId("input.feed", input.feed, "feed")
  return change({ mutation: "revokeCalendarFeed", input }, async ({ calendarFeeds }) =>
    (await calendarFeeds.revoke(feedId)) ? done({ feedId }) : notAllowed(),
  )
}
