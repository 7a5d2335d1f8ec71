import type { AttendanceFact } from "../domain/attendance-fact.ts"

export type FactRow = Omit<AttendanceFact, "periods" | "lessonId"> & { subject: string; member: string; periods: { startsAt: string; endsAt: string }[] | null }

/** $1 whose facts, $2 and $3 the first and last day: what was recorded of lessons, make-ups and training outside. What of it counts, who reads it adds. */
export const FACTS_HELD = `SELECT e.id, coalesce(e.lesson_id, e.training_id) AS subject, e.member_id AS member, e.state::text, e.category::text,
    e.minutes::int4, e.planned_hours::float8 AS "plannedHours", e.held_on::text AS "heldOn", e.is_make_up AS "isMakeUp", NULL AS "replacesId",
    coalesce(s.is_counted, t.is_counted, true) AS "isCounted", CASE WHEN e.is_make_up THEN NULL ELSE s.periods END AS periods,
    e.arrived_at AS "arrivedAt", e.left_at AS "leftAt",
    CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('from', t.starts_on, 'to', t.ends_on) END AS days
  FROM attendance.entry e LEFT JOIN attendance.sheet s ON s.lesson_id = e.lesson_id LEFT JOIN attendance.external_training t ON t.id = e.training_id
  WHERE e.member_id = ANY($1::uuid[])
    AND (e.held_on BETWEEN $2::date AND $3::date OR (e.training_id IS NOT NULL AND t.starts_on <= $3::date AND t.ends_on >= $2::date))`
