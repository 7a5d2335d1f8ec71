import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ClosureFigures } from "../domain/leave-closure.ts"
import { STANDS } from "./attendance.row.ts"

type Row = {
  organisation_id: string
  on_leave: number
  absent: number
  completed: number
  on_time: number
  overdue: number
  pending: number
  exempt: number
}

/** Count absences by the branch where people were on the day, and what became of them. */
export function createLeaveClosureRepository(database: Database, viewer: Viewer, today: string) {
  return {
    /**
     * Count the absences of closed sheets of some days in a subtree (`[from, to]`), for the organisation's own people and for each organisation right below it;
     * those without any are left out. Only what stands in the ledger is an absence: whoever came after all owes nothing.
     */
    async findByChild(organisationId: string, from: string, to: string): Promise<{ organisationId: string; figures: ClosureFigures }[]> {
      const rows = await database.read<Row>(
        "leave_closure",
        `WITH place AS (SELECT o.id, o.path FROM organisation_api.known_organisation o WHERE o.id = $3::uuid AND ${withinScope("o.path")}),
         branch AS (
           SELECT b.id, child.id AS child_id FROM place JOIN organisation_api.known_organisation b ON b.path >= place.path AND b.path < left(place.path, -1) || '/'
           JOIN organisation_api.known_organisation child
             ON child.path = CASE WHEN b.path = place.path THEN b.path ELSE place.path || split_part(substr(b.path, length(place.path) + 1), '.', 1) || '.' END)
         SELECT branch.child_id AS organisation_id,
           count(*) FILTER (WHERE e.state = 'ON_LEAVE') AS on_leave, count(*) FILTER (WHERE e.state = 'ABSENT') AS absent,
           count(*) FILTER (WHERE m.state = 'COMPLETED') AS completed, count(*) FILTER (WHERE m.state = 'COMPLETED' AND m.completed_on <= m.due_on) AS on_time,
           count(*) FILTER (WHERE m.state = 'DUE' AND m.due_on < $6::date) AS overdue, count(*) FILTER (WHERE m.state = 'DUE' AND m.due_on >= $6::date) AS pending,
           count(*) FILTER (WHERE m.state = 'EXEMPT') AS exempt
         FROM branch JOIN attendance.entry e ON e.branch_id = branch.id AND e.held_on BETWEEN $4::date AND $5::date AND e.state IN ('ABSENT', 'ON_LEAVE') AND ${STANDS}
         JOIN attendance.sheet s ON s.lesson_id = e.lesson_id AND s.state <> 'OPEN'
         LEFT JOIN attendance.make_up m ON m.lesson_id = e.lesson_id AND m.member_id = e.member_id
         GROUP BY 1`,
        [...scopeOf(viewer), toUuid("organisation", organisationId), from, to, today],
      )
      return rows.map((row) => ({ organisationId: toTypeId("organisation", row.organisation_id), figures: figuresOf(row) }))
    },
  }
}

function figuresOf({ on_leave, absent, completed, on_time, overdue, pending, exempt }: Row): ClosureFigures {
  return { onLeave: on_leave, absent, owed: completed + overdue + pending, completed, onTime: on_time, late: completed - on_time, overdue, pending, exempt }
}
