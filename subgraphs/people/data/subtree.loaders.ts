import type DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { subtreeLoader } from "../../shared/subtrees.ts"

/** Make the request's loaders of figures by subtree. The caller has already found the subtree within the viewer's scope. */
export function createSubtreeLoaders(database: Database) {
  return {
    /** Party-affairs cadres who work in the subtree on a day. */
    workersByPath: (day: string) =>
      subtreeLoader(
        database,
        "workers_by_subtree",
        `SELECT asked.from_path AS path, count(w.id) AS workers
         FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path)
         LEFT JOIN people.party_affairs_worker w ON w.organisation_path >= asked.from_path AND w.organisation_path < asked.to_path
           AND w.hired_on <= $3::date AND (w.left_on IS NULL OR w.left_on > $3::date)
         GROUP BY 1`,
        day,
      ) as DataLoader<string, { workers: number } | null>,
  }
}
