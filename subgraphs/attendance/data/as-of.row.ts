/** The condition that an entry `e` stood at a moment, the parameter `asOf`: recorded by then, and not replaced by then; it is no make-up. */
export const stoodAt = (asOf: string) => `NOT e.is_make_up AND e.recorded_at <= ${asOf}
  AND NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = e.id AND later.recorded_at <= ${asOf})`

/**
 * Who was on the list of a lesson at a moment: `member_id`, `branch_id`. The list itself is as it is now; what was put on it or taken off it later is in the acts.
 */
export const listedAt = (lesson: string, asOf: string) => `SELECT p.member_id, p.branch_id FROM attendance.sheet_place p
  LEFT JOIN (SELECT DISTINCT ON (a.member_id) a.member_id, a.kind FROM attendance.act a
    WHERE a.lesson_id = ${lesson} AND a.kind IN ('EXPECTED_ADDED', 'EXPECTED_REMOVED') AND a.recorded_at > ${asOf} ORDER BY a.member_id, a.recorded_at, a.id
  ) amended ON amended.member_id = p.member_id
  WHERE p.lesson_id = ${lesson} AND CASE amended.kind WHEN 'EXPECTED_ADDED' THEN false WHEN 'EXPECTED_REMOVED' THEN true ELSE p.is_expected END`

/** States of people who were there. */
export const THERE = "('PRESENT', 'LATE', 'LEFT_EARLY', 'ONLINE')"
