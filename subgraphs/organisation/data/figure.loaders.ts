import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { ReportedFigure } from "../domain/figure.ts"
import type { CommunityOrganisations } from "../domain/organisation.ts"
import { createFigureRepository } from "./figure.repository.ts"

/** Make the request's loaders of figures on a day. The caller has already found the organisations within the viewer's scope. */
export function createFigureLoaders(database: Database) {
  const figures = createFigureRepository(database)
  return {
    /** What organisations have reported by a day: the latest of each measure. */
    figuresOn: perKey(
      (day: string) =>
        new DataLoader<string, ReportedFigure[]>(async (ids) =>
          groupedInKeyOrder(ids, await figures.findLatest(ids, day), ({ organisationId }) => organisationId),
        ),
    ),
    /** The communities' top organisations of subtrees, by kind, as the tree stood on a day. */
    communitiesOn: perKey(
      (day: string) =>
        new DataLoader<string, CommunityOrganisations | null>(async (ids) => {
          const rows = await countOn(database, ids, day)
          return inKeyOrder(ids, rows, ({ id }) => id)
        }),
    ),
  }
}

async function countOn(database: Database, ids: readonly string[], day: string): Promise<(CommunityOrganisations & { id: string })[]> {
  const rows = await database.read<CommunityOrganisations & { organisation_id: string }>(
    "communities_on_a_day",
    `SELECT asked.organisation_id, count(*) FILTER (WHERE o.kind = 'COMMITTEE') AS committees,
            count(*) FILTER (WHERE o.kind = 'GENERAL_BRANCH') AS "generalBranches", count(*) FILTER (WHERE o.kind = 'BRANCH') AS branches, count(o.path) AS total
     FROM organisation.organisation_version asked
     LEFT JOIN organisation.organisation_version o ON o.path >= asked.path AND o.path < left(asked.path, -1) || '/' AND o.level = 'COMMUNITY'
       AND o.valid_from <= $2::date AND (o.valid_to IS NULL OR o.valid_to > $2::date)
     WHERE asked.organisation_id = ANY($1::uuid[]) AND asked.valid_from <= $2::date AND (asked.valid_to IS NULL OR asked.valid_to > $2::date)
     GROUP BY 1`,
    [toUuids("organisation", ids), day],
  )
  return rows.map(({ organisation_id, ...row }) => ({ ...row, id: toTypeId("organisation", organisation_id) }))
}
