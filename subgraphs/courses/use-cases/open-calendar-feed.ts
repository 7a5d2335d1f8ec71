import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { kindOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type CalendarFeed, KIND_OF_SUBJECT, MOST_FEEDS, mayFollow } from "../domain/calendar-feed.ts"

export type OpenedFeed = { feed: CalendarFeed; secret: string | null }

/**
 * Open an address under which a calendar can be read without signing in.
 *
 * The secret is given once; what is kept is its fingerprint, so that a repeat under the same key cannot give it again and says null.
 * Refuses calendars that are not the viewer's to follow, and more than twenty at once.
 */
export async function openCalendarFeed(
  { viewer, feeds, change }: Pick<CoursesContext, "viewer" | "feeds" | "change">,
  input: { subject: string; clientMutationKey?: string | null },
): Promise<Result<OpenedFeed, NotAllowed | InvalidState | InvalidInput>> {
  const kind = KIND_OF_SUBJECT[kindOf("input.subject", input.subject, ["member", "teacher", "venue", "school"] as const)]
  const subject = await feeds.findSubject(kind, input.subject)
  if (!subject || !mayFollow(viewer, kind, subject)) return notAllowed()

  let secret: string | null = null
  const result = await change({ mutation: "openCalendarFeed", input }, async ({ calendarFeeds }) => {
    const opened = await calendarFeeds.open(kind, input.subject)
    if (!opened) return invalidState("TOO_MANY_FEEDS", `An account has at most ${MOST_FEEDS} calendar feeds. Revoke one that is no longer used.`)
    secret = opened.secret
    return done(opened.feed)
  })
  return result.ok ? done({ feed: result.value, secret }) : result
}
