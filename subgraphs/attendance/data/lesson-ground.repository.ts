import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { LessonCategory } from "../domain/rule-set.ts"
import type { SheetState } from "../domain/sheet.ts"

/** What leave and make-up of one person at one lesson are measured against. */
export type LessonGround = {
  lessonId: string
  memberId: string
  organiserPath: string
  status: "DRAFT" | "PUBLISHED" | "HELD" | "CANCELLED"
  startsAt: Date
  /** The local day of its start. */
  heldOn: string
  category: LessonCategory
  plannedHours: number
  sheetState: SheetState | null
  /** Has a place, as of the opening of the sheet, or on the list while it is not opened. */
  isExpected: boolean
  /** Where the person belonged or took part on that day, as far as the sheet says; else where they do now. */
  branchId: string | null
  /** Where the person takes part now: by it is decided who may. */
  branchPath: string | null
}

type Row = {
  organiser_path: string
  status: LessonGround["status"]
  starts_at: Date
  held_on: string
  category: LessonCategory
  planned_hours: number
  sheet_state: SheetState | null
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
