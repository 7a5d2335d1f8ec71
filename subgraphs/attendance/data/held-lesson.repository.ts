import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Period, StoredSheet } from "../domain/stored-sheet.ts"

/** A lesson as its owner publishes it, at the moment when recording begins. */
export type PublishedLesson = Pick<
  StoredSheet,
  "organisationId" | "organisationPath" | "startsAt" | "endsAt" | "category" | "mode" | "plannedHours" | "isCounted"
> & {
  status: string
  periods: Period[]
}

type Row = {
  organiser_id: string
  organiser_path: string
  status: string
  starts_at: Date
  ends_at: Date
  category: StoredSheet["category"]
  mode: StoredSheet["mode"]
  planned_hours: number
  is_counted: boolean
  periods: { startsAt: string; endsAt: string }[] | null
}

export type HeldLessonRepository = ReturnType<typeof createHeldLessonRepository>

/** Read lessons in the contract of their owner; on a transaction or the database. */
export function createHeldLessonRepository(read: Ask) {
  return {
    /** The path of the organisation that holds a lesson; null when there is no such lesson. */
    async findPath(lessonId: string): Promise<string | null> {
      const [row] = await read<{ organiser_path: string }>("path_of_lesson", "SELECT organiser_path FROM courses_api.lesson WHERE id = $1::uuid", [
        toUuid("lesson", lessonId),
      ])
      return row?.organiser_path ?? null
    },

    /** By what a paper says which lesson it is of: its code (课次编号), where it has one, and its title. */
    async findNamed(lessonId: string): Promise<{ code: string | null; title: string }> {
      const [row] = await read<{ code: string | null; title: string }>("lesson_named", "SELECT code, title FROM courses_api.lesson WHERE id = $1::uuid", [
        toUuid("lesson", lessonId),
      ])
      return row ?? { code: null, title: "" }
    },

    async findPublished(lessonId: string): Promise<PublishedLesson | null> {
      const [row] = await read<Row>(
        "lesson_to_hold",
        `SELECT l.organiser_id, l.organiser_path, l.status, l.starts_at, l.ends_at, l.category, l.mode, l.planned_hours::float8, l.is_counted,
           (SELECT jsonb_agg(jsonb_build_object('startsAt', to_char(p.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
              'endsAt', to_char(p.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY p.number)
            FROM courses_api.lesson_period p WHERE p.lesson_id = l.id) AS periods
         FROM courses_api.lesson l WHERE l.id = $1::uuid`,
        [toUuid("lesson", lessonId)],
      )
      if (!row) return null
      return {
        organisationId: toTypeId("organisation", row.organiser_id),
        organisationPath: row.organiser_path,
        status: row.status,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        category: row.category,
        mode: row.mode,
        plannedHours: row.planned_hours,
        isCounted: row.is_counted,
        periods: (row.periods ?? []).map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
      }
    },
  }
}
