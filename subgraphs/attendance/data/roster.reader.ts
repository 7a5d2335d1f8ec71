import type pg from "pg"
import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import { type BooksAsked, TREE, booksValues } from "./books.row.ts"

export type RosterOrg = { id: string; parentId: string | null; name: string; level: string; runsClasses: boolean }
export type RosterPerson = { id: string; name: string; branchId: string }
export type RosterClass = { id: string; organisationId: string; name: string; cohort: number | null }
export type RosterPlace = { classId: string; organisationId: string; memberId: string }

const ROWS_AT_ONCE = 2_000
const FIRST = "00000000-0000-0000-0000-000000000000"

/** Read rosters of a subtree as the tree stood on a day: its organisations, the people who are there now, the classes of a year and who of these people is in them. */
export function createRosterReader(database: Database) {
  const read = <Row extends pg.QueryResultRow>(name: string, text: string, asked: BooksAsked, ...more: unknown[]) =>
    database.read<Row>(name, text, [...booksValues(asked), ...more])
  return {
    rosters: {
      async orgs(asked: BooksAsked): Promise<RosterOrg[]> {
        const rows = await read<{ id: string; parent_id: string | null; name: string; level: string; runs_classes: boolean }>("roster_orgs", ORGS, asked)
        return rows.map(({ id, parent_id, name, level, runs_classes }) => ({
          id: toTypeId("organisation", id),
          parentId: parent_id && toTypeId("organisation", parent_id),
          name,
          level,
          runsClasses: runs_classes,
        }))
      },

      async *people(asked: BooksAsked): AsyncGenerator<RosterPerson[]> {
        for (let last = FIRST; ;) {
          const rows = await read<{ id: string; name: string; branch_id: string }>("roster_people", PEOPLE, asked, last, ROWS_AT_ONCE)
          if (rows.length > 0)
            yield rows.map(({ id, name, branch_id }) => ({ id: toTypeId("member", id), name, branchId: toTypeId("organisation", branch_id) }))
          if (rows.length < ROWS_AT_ONCE) return
          last = rows.at(-1)?.id ?? last
        }
      },

      async classes(asked: BooksAsked): Promise<RosterClass[]> {
        const rows = await read<{ id: string; organisation_id: string; name: string; cohort: number | null }>("roster_classes", CLASSES, asked)
        return rows.map(({ id, organisation_id, name, cohort }) => ({
          id: toTypeId("class", id),
          organisationId: toTypeId("organisation", organisation_id),
          name,
          cohort,
        }))
      },

      /** How many people there are, and how many of their places in classes. */
      async count(asked: BooksAsked): Promise<{ people: number; places: number }> {
        const [row] = await read<{ people: number; places: number }>("roster_count", COUNT, asked)
        return row ?? { people: 0, places: 0 }
      },

      async *places(asked: BooksAsked): AsyncGenerator<RosterPlace[]> {
        for (let [lastClass, lastMember] = [FIRST, FIRST]; ;) {
          const rows = await read<{ class_id: string; organisation_id: string; member_id: string }>(
            "roster_places",
            PLACES,
            asked,
            lastClass,
            lastMember,
            ROWS_AT_ONCE,
          )
          if (rows.length > 0) {
            yield rows.map(({ class_id, organisation_id, member_id }) => ({
              classId: toTypeId("class", class_id),
              organisationId: toTypeId("organisation", organisation_id),
              memberId: toTypeId("member", member_id),
            }))
          }
          const last = rows.at(-1)
          if (!last || rows.length < ROWS_AT_ONCE) return
          ;[lastClass, lastMember] = [last.class_id, last.member_id]
        }
      },
    },
  }
}

const RUN = `run AS MATERIALIZED (SELECT c.id, c.organisation_id, c.name, c.cohort FROM courses_api.roster_class c JOIN tree ON tree.id = c.organisation_id
  WHERE tree.is_there AND c.year = $4::int AND c.state <> 'CANCELLED' AND $5::timestamptz IS NOT NULL)`

const ORGS = `WITH ${TREE}, ${RUN} SELECT tree.id, above.id AS parent_id, tree.name, tree.level, EXISTS (SELECT FROM run WHERE run.organisation_id = tree.id) AS runs_classes
  FROM tree LEFT JOIN tree above ON above.is_there AND above.path = regexp_replace(tree.path, '[^.]+\\.$', '') WHERE tree.is_there ORDER BY tree.path`

const THERE = "people_api.member m JOIN tree ON tree.id = m.branch_id AND tree.is_there JOIN people_api.member_name n ON n.member_id = m.id"
const PEOPLE = `WITH ${TREE}, ${RUN} SELECT m.id, n.name, m.branch_id FROM ${THERE} WHERE m.id > $6::uuid ORDER BY m.id LIMIT $7`

const CLASSES = `WITH ${TREE}, ${RUN} SELECT id, organisation_id, name, cohort FROM run ORDER BY id`

const TAKEN = `run JOIN courses_api.roster_place p ON p.class_id = run.id AND p.state = 'EXPECTED'
  JOIN people_api.member m ON m.id = p.member_id JOIN tree ON tree.id = m.branch_id AND tree.is_there`
const PLACES = `WITH ${TREE}, ${RUN} SELECT p.class_id, run.organisation_id, p.member_id FROM ${TAKEN}
  WHERE (p.class_id, p.member_id) > ($6::uuid, $7::uuid) ORDER BY p.class_id, p.member_id LIMIT $8`

const COUNT = `WITH ${TREE}, ${RUN} SELECT (SELECT count(*)::int FROM ${THERE}) AS people, (SELECT count(*)::int FROM ${TAKEN}) AS places`
