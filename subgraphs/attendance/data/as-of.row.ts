/**
 * The condition that an entry was not replaced by a moment: looked up for each of the entries (`OFFSET 0`). Joined as a set the server goes through the corrections of all time
 * instead, and once for each lesson where lessons are taken one by one.
 */
export const unreplacedAt = (entry: string, asOf: string) =>
  `NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = ${entry}.id AND later.recorded_at <= ${asOf} OFFSET 0)`

/** The condition that an entry `e` stood at a moment, the parameter `asOf`: recorded by then, and not replaced by then; it is no make-up. */
export const stoodAt = (asOf: string) => `NOT e.is_make_up AND e.recorded_at <= ${asOf} AND ${unreplacedAt("e", asOf)}`

/**
 * The condition that an entry `e` of one lesson stood at a moment. What replaced others there is gathered once a lesson, not looked up for each entry: for lessons that are taken one by
 * one (`LATERAL`), where `lesson` is not of `e` itself. An entry replaces one of its own lesson, by a trigger.
 */
export const stoodIn = (lesson: string, asOf: string) => `e.lesson_id = ${lesson} AND NOT e.is_make_up AND e.recorded_at <= ${asOf} AND e.id <> ALL (ARRAY(
  SELECT later.replaces_id FROM attendance.entry later WHERE later.lesson_id = ${lesson} AND later.replaces_id IS NOT NULL AND later.recorded_at <= ${asOf}))`

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
