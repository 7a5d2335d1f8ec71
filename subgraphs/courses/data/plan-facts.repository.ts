import type { Database } from "../../shared/database.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { ancestorsAndSelf } from "../../shared/viewer.ts"
import type { Gathering, TakenTime, TeacherFacts, VenueFacts } from "../domain/clash.ts"
import type { LessonBody } from "../domain/lesson-plan.ts"
import { membersOf } from "../domain/expected.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import type { LocalOf } from "../domain/local-time.ts"
import type { Period } from "../domain/period.ts"
import { type PlanFacts, isOpenAllDay } from "../domain/plan-clashes.ts"
import { createAudienceRepository } from "./audience.repository.ts"

/** A row of a plan that would be written: its line, the lesson that it would change, and what it says. */
export type PlanLine = { line: number; id: string | null; body: LessonBody }

/** So many people are looked up one by one; of more it is found when the lesson is published. */
const MOST_LOOKED_UP = 2_000
const MONTH_MS = 31 * 86_400_000

type Span = { startsAt: string; endsAt: string }
type TakenRow = { resource_id: string; kind: "VENUE" | "TEACHER"; lesson_id: string; starts_at: Date; ends_at: Date; is_draft: boolean }
type VenueRow = Omit<VenueFacts, "closures"> & { closures: (Span & { reason: string })[] }
type TeacherRow = Omit<TeacherFacts, "absences" | "lessonsThatMonth"> & { absences: Span[] }
type GatheringRow = { n: number; lesson_id: string; starts_at: Date; ends_at: Date; count: number }

const TAKEN = `SELECT b.resource_id, b.kind::text, b.lesson_id, b.starts_at, b.ends_at, l.status = 'DRAFT' AS is_draft
  FROM courses.booking b JOIN courses.lesson l ON l.id = b.lesson_id AND l.status <> 'CANCELLED'
  WHERE b.resource_id = ANY($1::uuid[]) AND b.starts_at > $2::timestamptz AND b.starts_at < $3::timestamptz ORDER BY b.starts_at, b.lesson_id, b.resource_id`

const VENUES = `SELECT v.id, v.name, v.capacity,
    (SELECT coalesce(json_agg(json_build_object('weekday', o.weekday, 'fromMinute', o.from_minute, 'toMinute', o.to_minute)), '[]') FROM courses.venue_opening o WHERE o.venue_id = v.id) AS opening,
    (SELECT coalesce(json_agg(json_build_object('startsAt', c.starts_at, 'endsAt', c.ends_at, 'reason', c.reason) ORDER BY c.starts_at), '[]')
      FROM courses.venue_closure c WHERE c.venue_id = v.id AND c.starts_at < $3::timestamptz AND c.ends_at > $2::timestamptz) AS closures
  FROM courses.venue v WHERE v.id = ANY($1::uuid[]) ORDER BY v.id`

const TEACHERS = `SELECT t.id, t.name, t.lessons_per_month AS "lessonsPerMonth",
    (SELECT coalesce(json_agg(json_build_object('weekday', a.weekday, 'fromMinute', a.from_minute, 'toMinute', a.to_minute, 'kind', a.kind)), '[]')
      FROM courses.teacher_availability a WHERE a.teacher_id = t.id) AS availability,
    (SELECT coalesce(json_agg(json_build_object('startsAt', x.starts_at, 'endsAt', x.ends_at) ORDER BY x.starts_at), '[]')
      FROM courses.teacher_absence x WHERE x.teacher_id = t.id AND x.starts_at < $3::timestamptz AND x.ends_at > $2::timestamptz) AS absences
  FROM courses.teacher t WHERE t.id = ANY($1::uuid[]) ORDER BY t.id`

/** $1 the lessons with their times and groups of people, $2 the groups: who of them is expected, or teaches, at a lesson that stands at that time. */
const GATHERINGS = `WITH asked AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS a(n int, own uuid, starts timestamptz, ends timestamptz, g int)),
  person AS (SELECT x.g, unnest(string_to_array(x.members, ','))::uuid AS id FROM jsonb_to_recordset($2::jsonb) AS x(g int, members text)),
  elsewhere AS (
    SELECT a.n, e.lesson_id, e.member_id FROM asked a JOIN person p ON p.g = a.g
      JOIN courses.enrolment e ON e.member_id = p.id AND e.starts_at > a.starts - interval '7 days' AND e.starts_at < a.ends AND e.state = 'EXPECTED'
    UNION SELECT a.n, b.lesson_id, t.member_id FROM asked a JOIN person p ON p.g = a.g JOIN courses.teacher t ON t.member_id = p.id
      JOIN courses.booking b ON b.resource_id = t.id AND b.starts_at > a.starts - interval '24 hours' AND b.starts_at < a.ends AND b.ends_at > a.starts)
  SELECT a.n, l.id AS lesson_id, l.starts_at, l.ends_at, count(DISTINCT x.member_id)::int AS count
  FROM elsewhere x JOIN asked a USING (n) JOIN courses.lesson l ON l.id = x.lesson_id AND l.status IN ('PUBLISHED', 'HELD') AND l.id IS DISTINCT FROM a.own
  WHERE EXISTS (SELECT FROM courses.lesson_period p WHERE p.lesson_id = l.id AND p.starts_at < a.ends AND p.ends_at > a.starts)
  GROUP BY a.n, l.id ORDER BY a.n, l.starts_at, l.id`

const BLOCKED = `SELECT k.starts_at AS "startsAt", k.ends_at AS "endsAt", k.reason, k.organisation_path AS path FROM courses.blocked_time k
  WHERE k.organisation_path = ANY($1::text[]) AND k.starts_at < $3::timestamptz AND k.ends_at > $2::timestamptz ORDER BY k.starts_at, k.id`

/** Read all that the lessons of a plan can clash with: six statements, whatever the number of rows. */
export function createPlanFactsRepository(database: Database, localOf: LocalOf) {
  const audiences = createAudienceRepository(database.read)

  /** Rows with the same audience on the same day share a group. */
  const readPeople = async (lines: readonly PlanLine[]): Promise<Pick<PlanFacts, "expected" | "gatherings">> => {
    const groups = new Map<string, number>()
    const asked = lines.map(({ body: { lesson } }) => ({
      audience: lesson.audience,
      trainingClassId: lesson.trainingClassId,
      day: localOf(spanOf(lesson.periods).startsAt).day,
    }))
    const groupOf = asked.map((one) => {
      const key = JSON.stringify(one)
      groups.set(key, groups.get(key) ?? groups.size)
      return groups.get(key) ?? 0
    })
    const found = await audiences.evaluateAll([...groups.keys()].map((key) => JSON.parse(key) as (typeof asked)[number]))
    const people = found.map((expected) => membersOf(expected))
    const members = people.map((ids) => (ids.length > MOST_LOOKED_UP ? null : new Set(ids)))
    const expected = new Map(lines.map(({ line }, at) => [line, { count: people[groupOf[at] ?? 0]?.length ?? 0, members: members[groupOf[at] ?? 0] ?? null }]))
    const looked = lines.flatMap((one, at) =>
      (expected.get(one.line)?.members?.size ?? 0) > 0 && !isOpenAllDay(one.body) ? [{ ...one, g: groupOf[at] ?? 0 }] : [],
    )
    const used = new Set(looked.map(({ g }) => g))
    const lists = people.flatMap((ids, g) => (used.has(g) ? [{ g, members: ids.join(",") }] : []))
    return { expected, gatherings: await readGatherings(looked, lists) }
  }

  const readGatherings = async (lines: readonly (PlanLine & { g: number })[], people: { g: number; members: string }[]): Promise<Map<number, Gathering[]>> => {
    const asked = lines.map(({ line, id, body, g }) => {
      const { startsAt, endsAt } = spanOf(body.lesson.periods)
      return { n: line, own: id && toUuid("lesson", id), starts: startsAt, ends: endsAt, g }
    })
    const rows = asked.length === 0 ? [] : await database.read<GatheringRow>("plan_gatherings", GATHERINGS, [JSON.stringify(asked), JSON.stringify(people)])
    return byLine(rows)
  }

  return {
    async read(lines: readonly PlanLine[]): Promise<PlanFacts> {
      const nothing = { taken: [], venues: [], teachers: [], blocked: [], expected: new Map(), gatherings: new Map() }
      if (lines.length === 0) return nothing
      const { startsAt, endsAt } = spanOf(lines.flatMap(({ body }) => body.lesson.periods))
      // Whole months, so that a teacher's lessons of each can be counted.
      const range = [new Date(startsAt.getTime() - MONTH_MS), new Date(endsAt.getTime() + MONTH_MS)]
      const venues = toUuids(
        "venue",
        lines.flatMap(({ body: { lesson } }) => [...(lesson.venueId ? [lesson.venueId] : []), ...lesson.siteIds]),
      )
      const teachers = toUuids(
        "teacher",
        lines.flatMap(({ body: { lesson } }) => lesson.teacherIds),
      )
      const paths = [...new Set(lines.flatMap(({ body }) => ancestorsAndSelf(body.organiserPath)))]
      const [taken, venueRows, teacherRows, blocked, people] = await Promise.all([
        database.read<TakenRow>("plan_taken", TAKEN, [[...venues, ...teachers], ...range]),
        database.read<VenueRow>("plan_venue_facts", VENUES, [venues, startsAt, endsAt]),
        database.read<TeacherRow>("plan_teacher_facts", TEACHERS, [teachers, startsAt, endsAt]),
        database.read<Period & { reason: string; path: string }>("lesson_plan_blocked", BLOCKED, [paths, startsAt, endsAt]),
        readPeople(lines),
      ])
      return {
        taken: taken.map(toTaken),
        venues: venueRows.map((venue) => ({ ...venue, id: toTypeId("venue", venue.id), closures: venue.closures.map(withDates) })),
        teachers: teacherRows.map((teacher) => ({ ...teacher, id: toTypeId("teacher", teacher.id), absences: teacher.absences.map(withDates) })),
        blocked,
        ...people,
      }
    },
  }
}

function byLine(rows: readonly GatheringRow[]): Map<number, Gathering[]> {
  const found = new Map<number, Gathering[]>()
  for (const { n, lesson_id, starts_at, ends_at, count } of rows) {
    const gathering = { lessonId: toTypeId("lesson", lesson_id), startsAt: starts_at, endsAt: ends_at, minutes: 0, count, memberIds: [] }
    found.set(n, [...(found.get(n) ?? []), gathering])
  }
  return found
}

function toTaken({ resource_id, kind, lesson_id, starts_at, ends_at, is_draft }: TakenRow): TakenTime {
  return {
    resourceId: toTypeId(kind === "VENUE" ? "venue" : "teacher", resource_id),
    kind,
    lessonId: toTypeId("lesson", lesson_id),
    startsAt: starts_at,
    endsAt: ends_at,
    isDraft: is_draft,
  }
}

function withDates<Value extends Span>(value: Value): Omit<Value, keyof Span> & Period {
  return { ...value, startsAt: new Date(value.startsAt), endsAt: new Date(value.endsAt) }
}
