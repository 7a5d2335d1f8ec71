import type { Calendar } from "../../shared/calendar-door.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { CalendarFeedRepository } from "../data/calendar-feed.repository.ts"
import type { FeedLessonRepository } from "../data/feed-lesson.repository.ts"
import { type FeedLesson, isOwnCalendar, mayFollow } from "../domain/calendar-feed.ts"

type Sources = {
  feeds: Pick<CalendarFeedRepository, "findBySecret" | "findSubject" | "noteFetch">
  lessons: FeedLessonRepository
  findViewer(accountId: string): Promise<Viewer | null>
  write(name: string, lessons: readonly FeedLesson[]): string
  now(): Date
}

/**
 * Give the calendar behind a secret, with the rights that its account has now.
 *
 * Null, all the same, for a secret that nobody gave, one that was revoked, an account that was closed and a right that was lost.
 */
export async function readCalendarFeed({ feeds, lessons, findViewer, write, now }: Sources, secret: string): Promise<Calendar | null> {
  const found = await feeds.findBySecret(secret)
  if (!found) return null
  const { feed, accountId } = found
  const [viewer, subject] = await Promise.all([findViewer(accountId), feeds.findSubject(feed.kind, feed.subjectId)])
  if (!viewer || !subject || !mayFollow(viewer, feed.kind, subject)) return null
  const moment = now()
  const content = write(subject.name, await lessons.find(feed, { viewer, isOwn: isOwnCalendar(viewer, subject) }, moment))
  return { content, changedAt: await feeds.noteFetch(feed, content, moment) }
}
