/** What was done about a make-up, in the order of the acts. */
const ACTS = "('MAKE_UP_DUE', 'MAKE_UP_COMPLETED', 'MAKE_UP_EXEMPTED', 'MAKE_UP_LIFTED', 'MAKE_UP_POSTPONED')"

/**
 * Write how the make-up of an entry `e` stood at a moment, as `m (state, due_on, completed_on)`: what the first act after the moment found, or how it stands.
 * Whoever was obliged anew after the obligation had been lifted was free in between: that act says nothing of before.
 */
export function makeUpThen(moment: string): string {
  return `LEFT JOIN LATERAL (
    SELECT coalesce(next.before ->> 'state', CASE WHEN next.kind = 'MAKE_UP_DUE' THEN 'LIFTED' WHEN u.settled_at > ${moment} THEN 'DUE' ELSE u.state::text END) AS state,
      coalesce((next.before ->> 'dueOn')::date, u.due_on) AS due_on,
      CASE WHEN coalesce(u.settled_at, u.created_at) <= ${moment} AND next.before IS NULL THEN u.completed_on
        ELSE (SELECT (done.after ->> 'completedOn')::date FROM attendance.act done WHERE done.subject_id = u.id AND done.kind = 'MAKE_UP_COMPLETED'
              AND done.recorded_at <= ${moment} ORDER BY done.recorded_at DESC, done.id DESC LIMIT 1) END AS completed_on
    FROM attendance.make_up u LEFT JOIN LATERAL (
      SELECT a.kind::text, a.before FROM attendance.act a WHERE a.subject_id = u.id AND a.recorded_at > ${moment} AND a.kind IN ${ACTS} ORDER BY a.recorded_at, a.id LIMIT 1
    ) next ON true
    WHERE u.lesson_id = e.lesson_id AND u.member_id = e.member_id AND u.created_at <= ${moment}
  ) m ON true`
}

/** Write the condition that an entry `e` stood at a moment: recorded by then, replaced by nothing that was, and no make-up. */
export function stoodThen(moment: string): string {
  return `NOT e.is_make_up AND e.recorded_at <= ${moment} AND NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = e.id AND later.recorded_at <= ${moment})`
}

/** Write the condition that a sheet `s` had been closed by a moment, if it was opened again after or not. */
export function closedThen(moment: string): string {
  return `(s.closed_at <= ${moment} OR EXISTS (SELECT FROM attendance.act c WHERE c.lesson_id = s.lesson_id AND c.kind = 'SHEET_CLOSED' AND c.recorded_at <= ${moment}))`
}
