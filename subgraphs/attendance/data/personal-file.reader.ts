import type { Database } from "../../shared/database.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { FileLine } from "../domain/personal-file.ts"
import { closedBy, stoodAt } from "./books-then.row.ts"
import {
  type ChangeRow,
  type DebtRow,
  type FactRow,
  type LeaveRow,
  type ListedRow,
  changeLine,
  debtLine,
  factLine,
  leaveLine,
  unmarkedLine,
} from "./personal-file.row.ts"

/** $1 whose file, $2 and $3 the first and last day, $4 the moment of the books, $5 its day, $6 the city's zone. */
const PLACE_NAME = `(SELECT v.name FROM organisation_api.version v WHERE v.organisation_id = s.organisation_id AND v.valid_from <= $5::date ORDER BY v.valid_from DESC LIMIT 1)`

/** Training that was revoked, and a make-up that was, is an entry that says that nothing was attended: no line. */
const FACTS = `SELECT e.id, e.lesson_id, e.state::text, e.category::text, e.held_on, (e.occurred_at AT TIME ZONE $6)::date AS done_on, e.minutes::int4, e.planned_hours, e.is_make_up,
    l.title, ${PLACE_NAME} AS organiser, k.kind::text AS leave_kind, (e.training_id IS NOT NULL OR e.is_make_up OR ${closedBy("$4")}) AS is_closed,
    CASE WHEN t.id IS NOT NULL THEN jsonb_build_object('title', t.title, 'organiser', t.organiser_name, 'kind', t.kind, 'from', t.starts_on, 'to', t.ends_on, 'hours', t.hours) END AS training
  FROM attendance.entry e LEFT JOIN attendance.sheet s ON s.lesson_id = e.lesson_id LEFT JOIN courses_api.lesson l ON l.id = e.lesson_id
  LEFT JOIN attendance.external_training t ON t.id = e.training_id LEFT JOIN attendance.leave k ON k.id = e.leave_id
  WHERE e.member_id = $1::uuid AND (e.held_on BETWEEN $2::date AND $3::date OR (e.training_id IS NOT NULL AND t.starts_on <= $3::date AND t.ends_on >= $2::date))
    AND NOT (e.state = 'ABSENT' AND (t.id IS NOT NULL OR e.is_make_up)) AND ${stoodAt("$4")}`

const UNMARKED = `SELECT s.lesson_id, s.held_on, s.category::text, s.planned_hours, l.title, ${PLACE_NAME} AS organiser
  FROM attendance.sheet_place p JOIN attendance.sheet s ON s.lesson_id = p.lesson_id JOIN courses_api.lesson l ON l.id = p.lesson_id
  WHERE p.member_id = $1::uuid AND s.held_on BETWEEN $2::date AND $3::date AND s.opened_at <= $4::timestamptz AND $6::text IS NOT NULL
    AND coalesce((SELECT a.kind = 'EXPECTED_REMOVED' FROM attendance.act a WHERE a.lesson_id = p.lesson_id AND a.member_id = p.member_id
      AND a.kind IN ('EXPECTED_ADDED', 'EXPECTED_REMOVED') AND a.recorded_at > $4::timestamptz ORDER BY a.recorded_at, a.id LIMIT 1), p.is_expected)
    AND NOT EXISTS (SELECT FROM attendance.entry e WHERE e.lesson_id = p.lesson_id AND e.member_id = p.member_id AND NOT e.is_make_up AND e.recorded_at <= $4::timestamptz)`

/** What became of an obligation is told by its acts; of one without acts, by when it was settled. */
const DEBTS = `SELECT * FROM (
    SELECT m.id, m.lesson_id, s.held_on, l.title,
      coalesce((SELECT a.after ->> 'dueOn' FROM attendance.act a WHERE a.subject_id = m.id AND a.after ? 'dueOn' AND a.recorded_at <= $4::timestamptz
        ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1)::date, m.due_on) AS due_on,
      coalesce((SELECT CASE a.kind WHEN 'MAKE_UP_EXEMPTED' THEN 'EXEMPT' WHEN 'MAKE_UP_LIFTED' THEN 'LIFTED' ELSE 'DUE' END FROM attendance.act a
        WHERE a.subject_id = m.id AND a.kind IN ('MAKE_UP_DUE', 'MAKE_UP_EXEMPTED', 'MAKE_UP_LIFTED') AND a.recorded_at <= $4::timestamptz ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1),
        CASE WHEN m.settled_at <= $4::timestamptz THEN m.state::text ELSE 'DUE' END) AS state
    FROM attendance.make_up m JOIN attendance.sheet s ON s.lesson_id = m.lesson_id JOIN courses_api.lesson l ON l.id = m.lesson_id
    WHERE m.member_id = $1::uuid AND s.held_on BETWEEN $2::date AND $3::date AND m.created_at <= $4::timestamptz AND $5::date IS NOT NULL AND $6::text IS NOT NULL
      AND NOT EXISTS (SELECT FROM attendance.entry e WHERE e.member_id = m.member_id AND e.make_up_id = m.id AND e.state <> 'ABSENT' AND ${stoodAt("$4")})
  ) debt WHERE state IN ('DUE', 'EXEMPT')`

/** A leave for a lesson that was held is told on the day of the lesson, any other on the day on which it was asked for. */
const LEAVES = `SELECT * FROM (
    SELECT k.id, k.lesson_id, l.title, k.kind::text, k.decided_by,
      coalesce((SELECT s.held_on FROM attendance.sheet s WHERE s.lesson_id = k.lesson_id AND s.opened_at <= $4::timestamptz), (k.requested_at AT TIME ZONE $6)::date) AS day,
      CASE WHEN EXISTS (SELECT FROM attendance.act a WHERE a.subject_id = k.id AND a.kind = 'LEAVE_WITHDRAWN' AND a.recorded_at <= $4::timestamptz) THEN 'WITHDRAWN'
        WHEN k.decided_at <= $4::timestamptz THEN CASE k.state WHEN 'REFUSED' THEN 'REFUSED' ELSE 'APPROVED' END ELSE 'REQUESTED' END AS state
    FROM attendance.leave k JOIN courses_api.lesson l ON l.id = k.lesson_id
    WHERE k.member_id = $1::uuid AND k.requested_at <= $4::timestamptz AND $5::date IS NOT NULL
  ) asked WHERE day BETWEEN $2::date AND $3::date`

const CHANGES = `SELECT e.id, e.lesson_id, e.held_on, l.title, p.state::text AS before, e.state::text AS after, (e.recorded_at AT TIME ZONE $6)::date AS changed_on,
    e.reason, e.recorder_name AS recorder, e.approver_name AS approver
  FROM attendance.entry e JOIN attendance.entry p ON p.id = e.replaces_id JOIN courses_api.lesson l ON l.id = e.lesson_id
  WHERE e.member_id = $1::uuid AND e.held_on BETWEEN $2::date AND $3::date AND NOT e.is_make_up AND e.reason IS NOT NULL
    AND e.recorded_at <= $4::timestamptz AND $5::date IS NOT NULL`

/** One person's file: whose, which days, as the books stood when; `day` is the local day of that. */
export type FileAsked = { memberId: string; from: string; to: string; asOf: Date; day: string }

/** Read what the books said of one person by then; of a person whom the viewer was found to be allowed to read. */
export function createPersonalFileReader(database: Database, timeZone: string) {
  return {
    /** `isClosed` is false where what was recorded did not count yet. Five statements, whatever there is. */
    async findLines({ memberId, from, to, asOf, day }: FileAsked): Promise<(FileLine & { isClosed?: boolean })[]> {
      const values = [toUuid("member", memberId), from, to, asOf, day, timeZone]
      const [facts, unmarked, debts, leaves, changes] = await Promise.all([
        database.read<FactRow>("file_facts", FACTS, values),
        database.read<ListedRow>("file_unmarked", UNMARKED, values),
        database.read<DebtRow>("file_debts", DEBTS, values),
        database.read<LeaveRow>("file_leaves", LEAVES, values),
        database.read<ChangeRow>("file_changes", CHANGES, values),
      ])
      return [
        ...facts.map(factLine),
        ...unmarked.map(unmarkedLine),
        ...debts.map((row) => debtLine(row, day)),
        ...leaves.map(leaveLine),
        ...changes.map(changeLine),
      ]
    },
  }
}
