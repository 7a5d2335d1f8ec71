import type { Database } from "../../shared/database.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { PathRange } from "../../shared/viewer.ts"
import type { Organisation } from "../domain/organisation.ts"
import { type OrganisationRow, TODAYS_COLUMNS, toOrganisation } from "./organisation.row.ts"

type Row = OrganisationRow & { due_on: string }

/** Terms `t` that have not been closed of organisations `o` in $1 to $2, due on $3 or before. */
const DUE = `FROM organisation.organisation o JOIN organisation.committee_term t ON t.organisation_id = o.id
  WHERE o.path >= $1 AND o.path < $2 AND o.dissolved_on IS NULL AND t.closed_on IS NULL AND coalesce(t.extended_to, t.ends_on) <= $3::date`

/** Read whose election is due, in subtrees that the caller has found within the viewer's scope. */
export function createDueRepository(database: Database) {
  return {
    /** List the organisations of a subtree whose next election is due by a day, the longest overdue first, in one statement. */
    async list({ from, to }: PathRange, day: string, { limit, after }: PageRequest): Promise<Page<Organisation>> {
      const rows = await database.read<Row>(
        "elections_due",
        `SELECT ${TODAYS_COLUMNS}, coalesce(t.extended_to, t.ends_on) AS due_on ${DUE}
           AND ($4::date IS NULL OR (coalesce(t.extended_to, t.ends_on), o.id) > ($4::date, $5::uuid))
         ORDER BY due_on, o.id LIMIT $6`,
        [from, to, day, after?.[0] ?? null, after?.[1] ? toUuid("organisation", after[1]) : null, limit + 1],
      )
      const dueOn = new Map(rows.map((row) => [toTypeId("organisation", row.id), row.due_on]))
      return pageOf(
        rows.map((row) => toOrganisation(row, null)),
        limit,
        ({ id }) => [dueOn.get(id) ?? "", id],
        async () => {
          const [count] = await database.read<{ due: number }>("elections_due_count", `SELECT count(*) AS due ${DUE}`, [from, to, day])
          return count?.due ?? 0
        },
      )
    },
  }
}
