import type DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { subtreeLoader } from "../../shared/subtrees.ts"
import type { CommunityOrganisations, MemberTally } from "../domain/organisation.ts"

/** Make the request's loaders of figures by subtree. The caller has already found the subtree within the viewer's scope. */
export function createSubtreeLoaders(database: Database) {
  return {
    /** Members that belong directly to the subtree, from the contract that people publishes. */
    tallyByPath: subtreeLoader(
      database,
      "tally_by_subtree",
      `SELECT asked.from_path AS path, coalesce(sum(t.people), 0) AS members, coalesce(sum(t.people) FILTER (WHERE t.stage = 'FULL'), 0) AS "fullMembers"
       FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path)
       LEFT JOIN people_api.tally t ON t.organisation_path >= asked.from_path AND t.organisation_path < asked.to_path
         AND t.participation = 'DIRECT' AND t.stage IN ('FULL', 'PROBATIONARY')
       GROUP BY 1`,
    ) as DataLoader<string, MemberTally | null>,

    /** The communities' top organisations, by kind. */
    communitiesByPath: subtreeLoader(
      database,
      "communities_by_subtree",
      `SELECT asked.from_path AS path, count(*) FILTER (WHERE o.kind = 'COMMITTEE') AS committees,
              count(*) FILTER (WHERE o.kind = 'GENERAL_BRANCH') AS "generalBranches", count(*) FILTER (WHERE o.kind = 'BRANCH') AS branches, count(o.id) AS total
       FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path)
       LEFT JOIN organisation.organisation o ON o.path >= asked.from_path AND o.path < asked.to_path AND o.level = 'COMMUNITY' AND o.dissolved_on IS NULL
       GROUP BY 1`,
    ) as DataLoader<string, CommunityOrganisations | null>,
  }
}
