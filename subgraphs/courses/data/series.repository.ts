import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { Lesson } from "../domain/lesson.ts"
import type { HolidayPolicy, Series, SeriesException, SeriesExceptionKind } from "../domain/series.ts"
import { VISIBLE, placeOf } from "./lesson.repository.ts"
import { LESSON_COLUMNS, LESSON_VENUE, type LessonRow, toLesson } from "./lesson.row.ts"

/** What a lesson has to do with its series; null where it is of none. */
export type InSeries = { lessonId: string; series: Series; occursAt: Date; isDetached: boolean }

type Row = {
  lesson_id: string
  occurs_at: Date
  is_detached: boolean
  id: string
  organiser_id: string
  organiser_path: string
  rule: string
  starts_at: Date
  until: string
  holidays: HolidayPolicy
  version: number
  split_from_id: string | null
}
type ExceptionRow = { series_id: string; occurs_at: Date; kind: SeriesExceptionKind; moved_to: Date | null; reason: string }

export type SeriesRepository = ReturnType<typeof createSeriesRepository>

/** Read series, reached by lessons that the viewer sees; of their lessons, those that the viewer sees. */
export function createSeriesRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer), ownMember(viewer)]
  return {
    async findByLessons(lessonIds: readonly string[]): Promise<InSeries[]> {
      const rows = await database.read<Row>(
        "series_by_lesson",
        `SELECT l.id AS lesson_id, l.occurs_at, l.is_detached, s.id, s.organiser_id, s.organiser_path, s.rule, s.starts_at, s.until, s.holidays::text, s.version, s.split_from_id
         FROM courses.lesson l JOIN courses.lesson_series s ON s.id = l.series_id WHERE l.id = ANY($1::uuid[])`,
        [toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({
        lessonId: toTypeId("lesson", row.lesson_id),
        occursAt: row.occurs_at,
        isDetached: row.is_detached,
        series: {
          id: toTypeId("series", row.id),
          organiserId: toTypeId("organisation", row.organiser_id),
          organiserPath: row.organiser_path,
          ...{ rule: row.rule, startsAt: row.starts_at, until: row.until, holidays: row.holidays, version: row.version },
          splitFromId: row.split_from_id && toTypeId("series", row.split_from_id),
        },
      }))
    },

    async findExceptions(seriesIds: readonly string[]): Promise<(SeriesException & { seriesId: string })[]> {
      const rows = await database.read<ExceptionRow>(
        "series_exceptions",
        `SELECT series_id, occurs_at, kind::text, moved_to, reason FROM courses.series_exception WHERE series_id = ANY($1::uuid[]) ORDER BY occurs_at`,
        [toUuids("series", seriesIds)],
      )
      return rows.map((row) => ({
        ...{ seriesId: toTypeId("series", row.series_id), occursAt: row.occurs_at, kind: row.kind, movedTo: row.moved_to, reason: row.reason },
      }))
    },

    /** Find one page a series, in time order, with one row more than the limit where there is more. */
    async findPages(seriesIds: readonly string[], { limit, after }: PageRequest): Promise<{ seriesId: string; lesson: Lesson }[]> {
      const rows = await database.read<LessonRow & { series_id: string }>(
        "series_lessons",
        `SELECT page.* FROM unnest($5::uuid[]) AS asked(series_id) CROSS JOIN LATERAL (
           SELECT l.series_id, ${LESSON_COLUMNS} FROM courses.lesson l ${LESSON_VENUE}
           WHERE l.series_id = asked.series_id AND ${VISIBLE} AND ($6::timestamptz IS NULL OR (l.starts_at, l.id) > ($6, $7::uuid))
           ORDER BY l.starts_at, l.id LIMIT $8
         ) page ORDER BY page.starts_at, page.id`,
        [...own, toUuids("series", seriesIds), ...placeOf(after), limit + 1],
      )
      return rows.map((row) => ({ seriesId: toTypeId("series", row.series_id), lesson: toLesson(row) }))
    },

    async countLessons(seriesIds: readonly string[]): Promise<{ seriesId: string; lessons: number }[]> {
      const rows = await database.read<{ series_id: string; lessons: number }>(
        "series_lesson_counts",
        `SELECT l.series_id, count(*) AS lessons FROM courses.lesson l WHERE l.series_id = ANY($5::uuid[]) AND ${VISIBLE} GROUP BY 1`,
        [...own, toUuids("series", seriesIds)],
      )
      return rows.map((row) => ({ seriesId: toTypeId("series", row.series_id), lessons: row.lessons }))
    },
  }
}
