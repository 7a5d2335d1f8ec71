import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { ClosureFigures } from "../domain/leave-closure.ts"
import { closedThen, makeUpThen, stoodThen } from "./make-up-then.row.ts"
import { placesThen, type ReportSubtree } from "./report-place.reader.ts"

type Figures = { on_leave: number; absent: number; completed: number; on_time: number; overdue: number; pending: number; exempt: number }

/** Absences of the lessons of some days (the last one included), as the books stood at a moment. */
export type AbsencesAsked = ReportSubtree & { since: string; until: string; asOf: Date }
/** What the people of one organisation were absent from, and what became of it. */
export type ClosureLine = { id: string; path: string; name: string; figures: ClosureFigures }

/** $1 the day, $2 and $3 the subtree, $4 and $5 the days of the lessons, $6 the moment. Over on the day of the moment is what was due before it. */
const valuesOf = ({ day, from, to, since, until, asOf }: AbsencesAsked) => [day, from, to, since, until, asOf]
const PLACE = `place AS (${placesThen("$1", "$2", "$3")})`
const FIGURES = `count(*) FILTER (WHERE e.state = 'ON_LEAVE') AS on_leave, count(*) FILTER (WHERE e.state = 'ABSENT') AS absent,
  count(*) FILTER (WHERE m.state = 'COMPLETED') AS completed, count(*) FILTER (WHERE m.state = 'COMPLETED' AND m.completed_on <= m.due_on) AS on_time,
  count(*) FILTER (WHERE m.state = 'DUE' AND m.due_on < $1::date) AS overdue, count(*) FILTER (WHERE m.state = 'DUE' AND m.due_on >= $1::date) AS pending,
  count(*) FILTER (WHERE m.state = 'EXEMPT') AS exempt`
const ABSENCES = `JOIN attendance.sheet s ON s.lesson_id = e.lesson_id AND ${closedThen("$6::timestamptz")} ${makeUpThen("$6::timestamptz")}`
const ABSENT = `e.held_on BETWEEN $4::date AND $5::date AND e.state IN ('ABSENT', 'ON_LEAVE') AND ${stoodThen("$6::timestamptz")}`

/**
 * Count absences by the branch where people were on the day, and what became of them. Asked for subtrees that were found within the viewer's scope before.
 *
 * Only what stands in the ledger of closed sheets is an absence: whoever came after all owes nothing. Places without any are left out.
 */
export function createLeaveClosureRepository(database: Database) {
  return {
    /** For an organisation's own people (`path`), and for each organisation right below it. */
    async findByChild(asked: AbsencesAsked): Promise<{ organisationId: string; figures: ClosureFigures }[]> {
      const rows = await database.read<Figures & { organisation_id: string }>(
        "leave_closure",
        `WITH ${PLACE}, branch AS (
           SELECT b.id, child.id AS child_id FROM place b
           JOIN place child ON child.path = CASE WHEN b.path = $2 THEN b.path ELSE $2 || split_part(substr(b.path, length($2) + 1), '.', 1) || '.' END)
         SELECT branch.child_id AS organisation_id, ${FIGURES}
         FROM branch JOIN attendance.entry e ON e.branch_id = branch.id AND ${ABSENT} ${ABSENCES} GROUP BY 1`,
        valuesOf(asked),
      )
      return rows.map((row) => ({ organisationId: toTypeId("organisation", row.organisation_id), figures: figuresOf(row) }))
    },

    /** For each branch, in the order of the tree. */
    async findByBranch(asked: AbsencesAsked, after: string | null, limit: number): Promise<ClosureLine[]> {
      const rows = await database.read<Figures & { id: string; path: string; name: string }>(
        "leave_closure_lines",
        `WITH ${PLACE} SELECT place.id, place.path, place.name, f.* FROM place CROSS JOIN LATERAL (
           SELECT ${FIGURES} FROM attendance.entry e ${ABSENCES} WHERE e.branch_id = place.id AND ${ABSENT}
         ) f WHERE f.on_leave + f.absent > 0 AND ($7::text IS NULL OR place.path > $7) ORDER BY place.path LIMIT $8`,
        [...valuesOf(asked), after, limit],
      )
      return rows.map((row) => ({ id: toTypeId("organisation", row.id), path: row.path, name: row.name, figures: figuresOf(row) }))
    },

    /** How many branches have any. */
    async count(asked: AbsencesAsked): Promise<number> {
      const [row] = await database.read<{ branches: number }>(
        "leave_closure_count",
        `WITH ${PLACE} SELECT count(*) AS branches FROM place WHERE EXISTS (
           SELECT FROM attendance.entry e JOIN attendance.sheet s ON s.lesson_id = e.lesson_id AND ${closedThen("$6::timestamptz")} WHERE e.branch_id = place.id AND ${ABSENT})`,
        valuesOf(asked),
      )
      return row?.branches ?? 0
    },

    /** What the figures do not know: sheets of the subtree's lessons that were not closed, and absences there of people whose branch the books do not say. */
    async findGaps(asked: AbsencesAsked): Promise<{ open: number; homeless: number }> {
      const [row] = await database.read<{ open: number; homeless: number }>(
        "leave_closure_gaps",
        `WITH ${PLACE}, held AS (SELECT s.lesson_id, coalesce(${closedThen("$6::timestamptz")}, false) AS is_closed FROM place JOIN attendance.sheet s ON s.organisation_id = place.id
           WHERE s.held_on BETWEEN $4::date AND $5::date AND s.opened_at <= $6::timestamptz)
         SELECT (SELECT count(*) FROM held WHERE NOT is_closed) AS open,
           (SELECT count(*) FROM held s JOIN attendance.entry e ON e.lesson_id = s.lesson_id AND e.branch_id IS NULL AND ${ABSENT} WHERE s.is_closed) AS homeless`,
        valuesOf(asked),
      )
      return row ?? { open: 0, homeless: 0 }
    },
  }
}

function figuresOf({ on_leave, absent, completed, on_time, overdue, pending, exempt }: Figures): ClosureFigures {
  return { onLeave: on_leave, absent, owed: completed + overdue + pending, completed, onTime: on_time, late: completed - on_time, overdue, pending, exempt }
}
