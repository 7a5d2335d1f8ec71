import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Audience } from "../domain/audience.ts"
import type { Venue } from "../domain/lesson.ts"
import type { LessonChange, LessonDetails } from "../domain/lesson-details.ts"

type DetailsRow = {
  id: string
  periods: { startsAt: string; endsAt: string }[]
  sites: (Omit<Venue, "organisationId"> & { organisationId: string })[]
  partners: { organisationId: string | null; name: string }[]
  course_id: string | null
  code: string | null
  place: string | null
  is_counted: boolean
  is_open_to_enrol: boolean
  remark: string | null
  audience: Audience | null
}

const DETAILS = `SELECT l.id, l.course_id, l.code, l.place, l.is_counted, l.is_open_to_enrol, l.remark, l.audience,
  (SELECT coalesce(json_agg(json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at) ORDER BY p.number), '[]') FROM courses.lesson_period p WHERE p.lesson_id = l.id) AS periods,
  (SELECT coalesce(json_agg(json_build_object('id', v.id, 'organisationId', v.organisation_id, 'name', v.name, 'kind', v.kind, 'capacity', v.capacity, 'equipment', v.equipment)
     ORDER BY v.name, v.id), '[]') FROM courses.lesson_site s JOIN courses.venue v ON v.id = s.venue_id WHERE s.lesson_id = l.id) AS sites,
  (SELECT coalesce(json_agg(json_build_object('organisationId', c.organisation_id, 'name', c.name) ORDER BY c.number), '[]')
   FROM courses.lesson_co_organiser c WHERE c.lesson_id = l.id) AS partners
FROM courses.lesson l WHERE l.id = ANY($1::uuid[])`

type ChangeRow = Omit<LessonChange, "lessonId" | "overrideReason" | "recordedAt" | "recorderName"> & {
  lesson_id: string
  override_reason: string | null
  recorded_at: Date
  recorder_name: string
}

const CHANGES = `SELECT asked.lesson_id, page.* FROM unnest($1::uuid[]) AS asked(lesson_id) CROSS JOIN LATERAL (
  SELECT c.version, c.kind::text, c.before, c.after, c.reason, c.override_reason, coalesce(jsonb_array_length(c.overridden), 0) AS overridden, c.recorded_at, c.recorder_name
  FROM courses.lesson_change c WHERE c.lesson_id = asked.lesson_id AND ($2::int IS NULL OR c.version < $2) ORDER BY c.version DESC LIMIT $3
) page ORDER BY asked.lesson_id, page.version DESC`

/** Make the request's loaders of what lists of lessons leave out; the caller has found the lessons for the viewer. */
export function createLessonDetailLoaders(database: Database) {
  return {
    lessonDetailsById: new DataLoader<string, LessonDetails | null>(async (ids) => {
      const rows = await database.read<DetailsRow>("lesson_details", DETAILS, [toUuids("lesson", ids)])
      return inKeyOrder(ids, rows.map(toDetails), ({ lessonId }) => lessonId)
    }),

    /** The loader of one page of history a lesson, the latest first, with one row more than the limit where there is more. */
    changesByLesson: perKey(
      ({ limit, after }: PageRequest) =>
        new DataLoader<string, LessonChange[]>(async (ids) => {
          const rows = await database.read<ChangeRow>("lesson_changes", CHANGES, [toUuids("lesson", ids), after ? Number(after[0]) : null, limit + 1])
          return groupedInKeyOrder(ids, rows.map(toChange), ({ lessonId }) => lessonId)
        }),
    ),

    changeCountByLesson: new DataLoader<string, number>(async (ids) => {
      const rows = await database.read<{ lesson_id: string; changes: number }>(
        "lesson_change_counts",
        "SELECT lesson_id, count(*) AS changes FROM courses.lesson_change WHERE lesson_id = ANY($1::uuid[]) GROUP BY 1",
        [toUuids("lesson", ids)],
      )
      return inKeyOrder(ids, rows, (row) => toTypeId("lesson", row.lesson_id)).map((row) => row?.changes ?? 0)
    }),
  }
}

function toDetails(row: DetailsRow): LessonDetails {
  const { code, place, remark, audience } = row
  return {
    code,
    place,
    remark,
    audience,
    lessonId: toTypeId("lesson", row.id),
    courseId: row.course_id && toTypeId("course", row.course_id),
    isCounted: row.is_counted,
    isOpenToEnrol: row.is_open_to_enrol,
    periods: row.periods.map(({ startsAt, endsAt }) => ({
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
    })),
    sites: row.sites.map((venue) => ({
      ...venue,
      id: toTypeId("venue", venue.id),
      organisationId: toTypeId("organisation", venue.organisationId),
    })),
    coOrganisers: row.partners.map((one) => ({
      name: one.name,
      organisationId: one.organisationId && toTypeId("organisation", one.organisationId),
    })),
  }
}

function toChange({ lesson_id, override_reason, recorded_at, recorder_name, ...row }: ChangeRow): LessonChange {
  return { ...row, lessonId: toTypeId("lesson", lesson_id), overrideReason: override_reason, recordedAt: recorded_at, recorderName: recorder_name }
}
