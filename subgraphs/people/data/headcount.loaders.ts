import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { Headcount } from "../domain/headcount.ts"
import { stageOn } from "./member.row.ts"

/** Make the request's loaders of headcounts by subtree. The caller has already found the subtree within the viewer's scope. */
export function createHeadcountLoaders(database: Database) {
  return {
    /** People of subtrees today, by path: sums of the few rows of the tally. */
    headcountsToday: new DataLoader<string, Headcount[]>(async (paths) => {
      const ranges = paths.map(subtreeOf)
      const rows = await database.read<Headcount & { path: string }>(
        "headcounts_today",
        `SELECT asked.from_path AS path, t.stage::text, t.participation::text, sum(t.people) AS people FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path)
         JOIN people.tally t ON t.organisation_path >= asked.from_path AND t.organisation_path < asked.to_path GROUP BY 1, 2, 3`,
        [ranges.map(({ from }) => from), ranges.map(({ to }) => to)],
      )
      return groupedInKeyOrder(paths, rows, (row) => row.path)
    }),

    /** People of subtrees on a day, by organisation: who belonged then, at the stage reached then, in the tree as it stood then. */
    headcountsOn: perKey(
      (day: string) =>
        new DataLoader<string, Headcount[]>(async (ids) => {
          const rows = await database.read<Headcount & { organisation_id: string }>(
            "headcounts_on_a_day",
            `SELECT asked.organisation_id, ${stageOn("$2::date")} AS stage, ms.participation::text, count(DISTINCT m.id) AS people
             FROM organisation_api.version asked
             JOIN organisation_api.version v ON v.path >= asked.path AND v.path < left(asked.path, -1) || '/' AND v.valid_from <= $2::date AND (v.valid_to IS NULL OR v.valid_to > $2::date)
             JOIN people.membership ms ON ms.organisation_id = v.organisation_id AND ms.from_on <= $2::date AND (ms.to_on IS NULL OR ms.to_on > $2::date)
             JOIN people.member m ON m.id = ms.member_id
             WHERE asked.organisation_id = ANY($1::uuid[]) AND asked.valid_from <= $2::date AND (asked.valid_to IS NULL OR asked.valid_to > $2::date)
               AND ${stageOn("$2::date")} IS NOT NULL
             GROUP BY 1, 2, 3`,
            [toUuids("organisation", ids), day],
          )
          return groupedInKeyOrder(ids, rows, (row) => toTypeId("organisation", row.organisation_id))
        }),
    ),
  }
}
