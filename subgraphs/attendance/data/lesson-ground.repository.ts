import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { LessonGround } from "../domain/lesson-ground.ts"

type Row = {
  organiser_path: string
  status: LessonGround["status"]
  starts_at: Date
  held_on: string
  category: LessonGround["category"]
  planned_hours: number
  sheet_state: LessonGround["sheetState"]
  is_expected: boolean | null
  branch_id: string | null
  branch_path: string | null
}

/** Find what one lesson means for one person. Nobody's scope: whoever asks decides what the viewer gets to know. */
export async function findLessonGround(ask: Ask, timeZone: string, lessonId: string, memberId: string): Promise<LessonGround | null> {
  const [row] = await ask<Row>(
    "lesson_ground",
    `SELECT l.organiser_path, l.status, coalesce(s.starts_at, l.starts_at) AS starts_at, coalesce(s.held_on, (l.starts_at AT TIME ZONE $3)::date)::text AS held_on,
       coalesce(s.category::text, l.category) AS category, coalesce(s.planned_hours, l.planned_hours)::float8 AS planned_hours, s.state::text AS sheet_state,
       CASE WHEN s.lesson_id IS NULL THEN e.state = 'EXPECTED' ELSE p.is_expected END AS is_expected, coalesce(p.branch_id, m.branch_id) AS branch_id, m.branch_path
     FROM courses_api.lesson l JOIN people_api.member m ON m.id = $2::uuid
     LEFT JOIN attendance.sheet s ON s.lesson_id = l.id
     LEFT JOIN attendance.sheet_place p ON p.lesson_id = l.id AND p.member_id = m.id
     LEFT JOIN courses_api.enrolment e ON e.lesson_id = l.id AND e.member_id = m.id
     WHERE l.id = $1::uuid`,
    [toUuid("lesson", lessonId), toUuid("member", memberId), timeZone],
  )
  if (!row) return null
  return {
    lessonId,
    memberId,
    organiserPath: row.organiser_path,
    status: row.status,
    startsAt: row.starts_at,
    heldOn: row.held_on,
    category: row.category,
    plannedHours: row.planned_hours,
    sheetState: row.sheet_state,
    isExpected: row.is_expected ?? false,
    branchId: row.branch_id && toTypeId("organisation", row.branch_id),
    branchPath: row.branch_path,
  }
}
