import type DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { subtreeLoader } from "../../shared/subtrees.ts"

/** Make the request's loaders of figures by subtree. The caller has already found the subtree within the viewer's scope. */
export function createSubtreeLoaders(database: Database) {
  return {
    /** Community Party schools of the subtree, and the demonstration schools among them. */
    schoolsByPath: subtreeLoader(
      database,
      "schools_by_subtree",
      `SELECT asked.from_path AS path, count(s.id) AS schools, count(*) FILTER (WHERE s.is_demonstration) AS demonstrations
       FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path)
       LEFT JOIN courses.party_school s ON s.organisation_path >= asked.from_path AND s.organisation_path < asked.to_path AND s.level = 'COMMUNITY'
       GROUP BY 1`,
    ) as DataLoader<string, { schools: number; demonstrations: number } | null>,

    /** Classes at city level begun in the three years up to a day, and the places in them (person-times). */
    classesByPath: (day: string) =>
      subtreeLoader(
        database,
        "classes_by_subtree",
        `SELECT asked.from_path AS path, count(c.id) AS classes, coalesce(sum((SELECT count(*) FROM courses.class_place p WHERE p.class_id = c.id)), 0) AS "personTimes"
         FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path)
         LEFT JOIN courses.training_class c ON c.organisation_path >= asked.from_path AND c.organisation_path < asked.to_path
           AND c.level = 'CITY' AND c.starts_on > $3::date - interval '3 years' AND c.starts_on <= $3::date
         GROUP BY 1`,
        day,
      ) as DataLoader<string, { classes: number; personTimes: number } | null>,
  }
}
