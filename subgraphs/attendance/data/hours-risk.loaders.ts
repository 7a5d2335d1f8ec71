import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { ancestorsAndSelf } from "../../shared/viewer.ts"
import type { AttendanceState } from "../domain/attendance-fact.ts"
import type { LessonCategory } from "../domain/rule-set.ts"
import { closedThen, stoodThen } from "./make-up-then.row.ts"

/** An absence that stands in the ledger. */
export type LastAbsence = { memberId: string; lessonId: string; occurredOn: string; state: AttendanceState }
/** For whom a lesson is looked for: who belongs to the branch at this path, and whom lessons of these categories would help. */
export type Wanted = { memberId: string; path: string; first: readonly LessonCategory[]; others: readonly LessonCategory[]; from: Date; until: Date }
/** A lesson that fits. */
export type FittingLesson = { memberId: string; lessonId: string; hours: number; isOpenToEnrol: boolean; title: string; startsAt: Date }

const LAST_ABSENCES = `SELECT asked.member_id AS "memberId", last.* FROM unnest($1::uuid[]) AS asked(member_id) CROSS JOIN LATERAL (
    SELECT e.lesson_id AS "lessonId", e.held_on AS "occurredOn", e.state::text FROM attendance.entry e
    WHERE e.member_id = asked.member_id AND e.held_on >= make_date($2::int4, 1, 1) AND e.held_on <= make_date($2::int4, 12, 31)
      AND e.state IN ('ON_LEAVE', 'ABSENT') AND e.lesson_id IS NOT NULL
      AND ${stoodThen("$3::timestamptz")} AND EXISTS (SELECT FROM attendance.sheet s WHERE s.lesson_id = e.lesson_id AND ${closedThen("$3::timestamptz")})
    ORDER BY e.held_on DESC, e.id DESC LIMIT 2
  ) last`

/** Published, to come this year, with a place, by an organiser on the person's way up; the person is not on it and expected nowhere else then. */
const FITTING = `SELECT asked.member AS "memberId", fitting.* FROM jsonb_to_recordset($1::jsonb) AS asked(member uuid, way jsonb, "first" jsonb, categories jsonb)
  CROSS JOIN LATERAL (
    SELECT l.id AS "lessonId", l.planned_hours AS hours, l.is_open_to_enrol AS "isOpenToEnrol", l.title, l.starts_at AS "startsAt"
    FROM courses_api.lesson l
    WHERE l.status = 'PUBLISHED' AND l.starts_at > $2::timestamptz AND l.starts_at < $3::timestamptz AND l.is_counted AND l.planned_hours > 0
      AND l.organiser_path = ANY(ARRAY(SELECT jsonb_array_elements_text(asked.way))) AND asked.categories ? l.category
      AND (l.capacity IS NULL OR l.capacity > (SELECT count(*) FROM courses_api.enrolment e WHERE e.lesson_id = l.id AND e.state = 'EXPECTED'))
      AND NOT EXISTS (SELECT FROM courses_api.enrolment e WHERE e.lesson_id = l.id AND e.member_id = asked.member AND e.state IN ('EXPECTED', 'WAITLISTED'))
      AND NOT EXISTS (SELECT FROM courses_api.enrolment e JOIN courses_api.lesson o ON o.id = e.lesson_id
                      WHERE e.member_id = asked.member AND e.state = 'EXPECTED' AND e.starts_at > l.starts_at - interval '31 days' AND e.starts_at < l.ends_at
                        AND o.status <> 'CANCELLED' AND o.starts_at < l.ends_at AND o.ends_at > l.starts_at)
    ORDER BY NOT asked."first" ? l.category, l.starts_at, l.id LIMIT 3
  ) fitting`

/** Read the last two absences of people in a year, as the books stood at a moment. */
export async function findLastAbsences(database: Database, memberIds: readonly string[], year: number, asOf: Date | string): Promise<LastAbsence[]> {
  const rows = await database.read<LastAbsence>("last_absences", LAST_ABSENCES, [toUuids("member", memberIds), year, asOf])
  return rows.map((row) => ({ ...row, memberId: toTypeId("member", row.memberId), lessonId: toTypeId("lesson", row.lessonId) }))
}

/** Read at most three lessons to come for each of these people. */
export async function findFittingLessons(database: Database, people: readonly Wanted[]): Promise<FittingLesson[]> {
  const [first] = people
  if (!first) return []
  const asked = people.map((one) => ({
    member: toUuid("member", one.memberId),
    way: ancestorsAndSelf(one.path),
    first: one.first,
    categories: [...one.first, ...one.others],
  }))
  const rows = await database.read<FittingLesson>("fitting_lessons", FITTING, [JSON.stringify(asked), first.from, first.until])
  return rows.map((row) => ({ ...row, memberId: toTypeId("member", row.memberId), lessonId: toTypeId("lesson", row.lessonId) }))
}

/** What stands beside a risk: one statement each for a page of people. Asked for people who were found within the viewer's scope. */
export function createHoursRiskLoaders(database: Database) {
  return {
    lastAbsencesByMember: perKey(
      ({ year, asOf }: { year: number; asOf: string }) =>
        new DataLoader<string, LastAbsence[]>(async (ids) =>
          groupedInKeyOrder(ids, await findLastAbsences(database, ids, year, asOf), ({ memberId }) => memberId),
        ),
    ),
    fittingLessonsFor: new DataLoader<Wanted, FittingLesson[], string>(
      async (people) => {
        const ids = people.map(({ memberId }) => memberId)
        return groupedInKeyOrder(ids, await findFittingLessons(database, people), ({ memberId }) => memberId)
      },
      { cacheKeyFn: ({ memberId }) => memberId },
    ),
  }
}
