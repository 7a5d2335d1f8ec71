import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Audience } from "../domain/audience.ts"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"
import type { ClassDetail, ClassState } from "../domain/training-class.ts"

type DetailRow = {
  id: string
  organisation_path: string
  cohort: number | null
  audience: Audience | null
  state: ClassState
  cancelled_reason: string | null
  version: number
}

/** Make the request's loaders of what is kept of classes beside their announcement. The caller has found the class for the viewer. */
export function createClassLoaders(database: Database) {
  return {
    classDetailById: new DataLoader<string, ClassDetail | null>(async (ids) => {
      const text = `SELECT id, organisation_path, cohort, audience, state::text, cancelled_reason, version FROM courses.training_class WHERE id = ANY($1::uuid[])`
      const details = (await database.read<DetailRow>("class_details", text, [toUuids("class", ids)])).map((row) => {
        const { cohort, audience, state, version } = row
        const id = toTypeId("class", row.id)
        return { id, organisationPath: row.organisation_path, cohort, audience, state, cancelledReason: row.cancelled_reason, version }
      })
      return inKeyOrder(ids, details, ({ id }) => id)
    }),

    coOrganisersByClass: new DataLoader<string, CoOrganiser[]>(async (ids) => {
      const text = "SELECT class_id, organisation_id, name FROM courses.class_co_organiser WHERE class_id = ANY($1::uuid[]) ORDER BY class_id, number"
      const rows = await database.read<{ class_id: string; organisation_id: string | null; name: string }>("class_co_organisers", text, [toUuids("class", ids)])
      return groupedInKeyOrder(ids, rows, (row) => toTypeId("class", row.class_id)).map((partners) =>
        partners.map(({ organisation_id, name }) => ({ organisationId: organisation_id && toTypeId("organisation", organisation_id), name })),
      )
    }),
  }
}
