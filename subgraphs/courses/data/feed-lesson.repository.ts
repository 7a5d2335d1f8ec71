import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import { type CalendarFeed, type FeedKind, type FeedLesson, SUBJECT_OF_KIND } from "../domain/calendar-feed.ts"
import { VISIBLE } from "./lesson.repository.ts"

const DAY_MS = 86_400_000
/** A calendar reaches so far back, and a cancelled lesson stays in it for so long. */
const PAST_DAYS = 90
const FUTURE_DAYS = 400
const MOST_LESSONS = 5_000

/** Which lessons, for the subject $5. A member's are those where the member is expected; attendees are read for nobody else. */
const WHICH: Record<FeedKind, string> = {
  MEMBER: `l.id = ANY(ARRAY(SELECT e.lesson_id FROM courses.enrolment e
    WHERE e.member_id = $5::uuid AND e.state = 'EXPECTED' AND e.starts_at >= $6 AND e.starts_at < $7))`,
  TEACHER: "l.id = ANY(ARRAY(SELECT lt.lesson_id FROM courses.lesson_teacher lt WHERE lt.teacher_id = $5::uuid))",
  VENUE: "(l.venue_id = $5::uuid OR l.id = ANY(ARRAY(SELECT s.lesson_id FROM courses.lesson_site s WHERE s.venue_id = $5::uuid)))",
  SCHOOL: "l.school_id = $5::uuid",
}

type Row = {
  id: string
  title: string
  status: FeedLesson["status"]
  mode: FeedLesson["mode"]
  version: number
  changed_at: Date
  is_seen: boolean
  planned_hours: number
  place: string | null
  cancelled_reason: string | null
  teacher_names: string[]
  periods: { number: number; startsAt: string; endsAt: string }[]
}

export type FeedLessonRepository = ReturnType<typeof createFeedLessonRepository>

/** What is said of a lesson that the reader does not see by any other path: when it is, and that it takes something up. */
const NOTHING_SAID = { title: "已占用", plannedHours: null, place: null, cancelledReason: null, teacherNames: [] }

/**
 * Read what a calendar shows: lessons of the last 90 and the next 400 days, no drafts; cancelled ones for 90 days after.
 *
 * Whoever keeps a room, a teacher or a school sees when it is taken, and no more of a lesson than elsewhere: what others hold there is a time without a title. `isOwn` is
 * the calendar of the reader as a member or teacher, who sees all of it.
 */
export function createFeedLessonRepository(database: Database) {
  return {
    async find({ kind, subjectId }: CalendarFeed, { viewer, isOwn }: { viewer: Viewer; isOwn: boolean }, now: Date): Promise<FeedLesson[]> {
      const past = new Date(now.getTime() - PAST_DAYS * DAY_MS)
      const rows = await database.read<Row>(
        `feed_lessons_of_${kind.toLowerCase()}`,
        `SELECT l.id, l.title, l.status::text, l.mode::text, l.version, l.changed_at, l.planned_hours, coalesce(v.name, l.place) AS place, l.cancelled_reason,
           ($8::boolean OR ${VISIBLE}) AS is_seen,
           ARRAY(SELECT t.name FROM courses.lesson_teacher lt JOIN courses.teacher t ON t.id = lt.teacher_id WHERE lt.lesson_id = l.id
                 ORDER BY lt.position, t.id) AS teacher_names,
           (SELECT json_agg(json_build_object('number', p.number, 'startsAt', p.starts_at, 'endsAt', p.ends_at) ORDER BY p.number)
            FROM courses.lesson_period p WHERE p.lesson_id = l.id) AS periods
         FROM courses.lesson l LEFT JOIN courses.venue v ON v.id = l.venue_id
         WHERE l.starts_at >= $6 AND l.starts_at < $7 AND l.status <> 'DRAFT' AND (l.status <> 'CANCELLED' OR l.published_at IS NOT NULL AND l.changed_at >= $6)
           AND ${WHICH[kind]}
         ORDER BY l.starts_at, l.id LIMIT ${MOST_LESSONS}`,
        [
          ...scopeOf(viewer),
          waysUp(viewer),
          ownMember(viewer),
          toUuid(SUBJECT_OF_KIND[kind], subjectId),
          past,
          new Date(now.getTime() + FUTURE_DAYS * DAY_MS),
          isOwn,
        ],
      )
      return rows.map((row) => (row.is_seen ? toFeedLesson(row) : { ...toFeedLesson(row), ...NOTHING_SAID }))
    },
  }
}

function toFeedLesson(row: Row): FeedLesson {
  const { title, status, mode, version, place } = row
  return {
    title,
    status,
    mode,
    version,
    place,
    id: toTypeId("lesson", row.id),
    changedAt: row.changed_at,
    plannedHours: row.planned_hours,
    cancelledReason: row.cancelled_reason,
    teacherNames: row.teacher_names,
    periods: (row.periods ?? []).map(({ number, startsAt, endsAt }) => ({ number, startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
  }
}
