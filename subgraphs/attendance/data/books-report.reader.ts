import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ReportRuleSet } from "../domain/report.ts"
import type { YearPlace } from "../domain/year-figures.ts"
import { createReconciliationRepository } from "./reconciliation.repository.ts"
import { createBookLineReader } from "./book-line.reader.ts"
import { type BooksAsked, CELLS, CELLS_BEHIND, type FiguresRow, RULES, SUMMED, SUMS, TOP, TREE, booksValues, figuresIn } from "./books.row.ts"

/** An organisation as it stood on a day. */
export type BookPlace = { id: string; path: string; name: string }

type PlaceRow = FiguresRow & { id: string; path: string; name: string; kind: string; level: string; rules: string[] | null }

/** Read the books of a year as they stood at a moment. What is read of an organisation is the same for everybody who may read the organisation. */
export function createBooksReportReaders(database: Database, viewer: Viewer) {
  return {
    reconciliationPages: createReconciliationRepository(database),
    books: {
      /** An organisation under its name and at its place of a day, where the viewer's roles reach it now; one that was dissolved, where it stood last. */
      async findPlace(organisationId: string, day: string): Promise<BookPlace | null> {
        const rows = await database.read<{ path: string; name: string }>(
          "book_place",
          `SELECT v.path, v.name FROM organisation_api.known_organisation k JOIN organisation_api.version v ON v.organisation_id = k.id AND v.valid_from <= $4::date
           WHERE k.id = $3::uuid AND ${withinScope("k.path")} ORDER BY v.valid_from DESC LIMIT 1`,
          [...scopeOf(viewer), toUuid("organisation", organisationId), day],
        )
        return rows[0] ? { id: organisationId, ...rows[0] } : null
      },

      /** Every organisation of the subtree in the order of the paths, each with what its own people come to. */
      findPlaces: async (asked: BooksAsked) => placesIn(await database.readOnce<PlaceRow>(PLACES, booksValues(asked))),

      /** The same with how many of each one's own people miss the requirement at the pace kept till the day. */
      findPlacesBehind: (asked: BooksAsked, isBehindCounted: boolean) => findBehind(database, PLACES_BEHIND, asked, isBehindCounted),

      /**
       * The organisation itself with its own people, and each right below it with everything under it, in the order of the paths; with `isBehindCounted` how many of
       * each miss the requirement at the pace kept till the day, by path.
       */
      findChildren: (asked: BooksAsked, isBehindCounted: boolean) => findBehind(database, CHILDREN, asked, isBehindCounted),

      async findRuleSets(ids: readonly string[]): Promise<ReportRuleSet[]> {
        const rows = await database.read<{ id: string; title: string; source: string }>(
          "book_rule_sets",
          `SELECT r.id, r.title, concat_ws(' ', r.source_document, r.article) AS source FROM unnest($1::uuid[]) WITH ORDINALITY AS asked(id, at)
           JOIN attendance.rule_set r ON r.id = asked.id ORDER BY asked.at`,
          [ids.map((id) => toUuid("rules", id))],
        )
        return rows.map((row) => ({ ...row, id: toTypeId("rules", row.id) }))
      },

      /** What is missing in the figures: accounts that wait to be reckoned, sheets that are not closed, members without an account. */
      async findGaps(asked: BooksAsked): Promise<{ waiting: number; open: number; without: number }> {
        const [row] = await database.read<{ waiting: number; open: number; without: number }>("book_gaps", GAPS, booksValues(asked))
        return row ?? { waiting: 0, open: 0, without: 0 }
      },

      ...createBookLineReader(database, viewer),
    },
  }
}

async function findBehind(database: Database, statement: string, asked: BooksAsked, isBehindCounted: boolean) {
  const behindAsked = isBehindCounted ? behindSince(asked.day) : [null, null]
  const rows = await database.readOnce<PlaceRow & { behind: number }>(statement, [...booksValues(asked), ...behindAsked])
  return { ...placesIn(rows), behind: new Map(rows.filter(({ behind }) => behind > 0).map(({ path, behind }) => [path, behind])) }
}

function placesIn(rows: readonly PlaceRow[]): { places: YearPlace[]; ruleSetIds: string[] } {
  const places = rows.map((row): YearPlace => {
    const { path, name, kind, level } = row
    return { id: toTypeId("organisation", row.id), path, name, kind, level, own: figuresIn(row) }
  })
  return { places, ruleSetIds: (rows[0]?.rules ?? []).map((id) => toTypeId("rules", id)) }
}

const PLACES = `WITH ${TREE}, ${CELLS} SELECT tree.id, tree.path, tree.name, tree.kind, tree.level, ${SUMS}, ${RULES}
  FROM tree LEFT JOIN cells c ON c.id = tree.id GROUP BY tree.id, tree.path, tree.name, tree.kind, tree.level ORDER BY tree.path, tree.id`

const PLACES_BEHIND = `WITH ${TREE}, ${CELLS_BEHIND}, sums AS (SELECT c.id, ${SUMS}, sum(c.behind) AS behind FROM cells c GROUP BY 1),
  lates AS (SELECT l.id, sum(l.behind) AS behind FROM late l GROUP BY 1)
  SELECT tree.id, tree.path, tree.name, tree.kind, tree.level, ${SUMMED}, ${RULES}, (coalesce(s.behind, 0) + coalesce(lates.behind, 0))::int AS behind
  FROM tree LEFT JOIN sums s ON s.id = tree.id LEFT JOIN lates ON lates.id = tree.id
  WHERE tree.is_there OR tree.path = $1 OR s."people" > 0 OR s."asides" > 0 ORDER BY tree.path, tree.id`

/** The path of the row that a path belongs to: the range's own, or the one right below it. */
const ROW_PATH = (path: string) => `left(${path}, length($1) + strpos(substr(${path}, length($1) + 1), '.'))`

const CHILDREN = `WITH ${TOP}, ${CELLS_BEHIND}, sums AS (SELECT ${ROW_PATH("c.path")} AS path, ${SUMS}, sum(c.behind) AS behind FROM cells c GROUP BY 1),
  lates AS (SELECT ${ROW_PATH("l.path")} AS path, sum(l.behind) AS behind FROM late l GROUP BY 1)
  SELECT DISTINCT ON (top.path) top.id, top.path, top.name, top.kind, top.level, ${SUMMED}, ${RULES},
    (coalesce(s.behind, 0) + coalesce(lates.behind, 0))::int AS behind
  FROM top LEFT JOIN sums s ON s.path = top.path LEFT JOIN lates ON lates.path = top.path
  WHERE top.is_there OR top.path = $1 OR s."people" > 0 OR s."asides" > 0 ORDER BY top.path, top.is_there DESC, top.id`

/** The last month that is over on the evening of a day, and the day after it: a month's last day counts as its end. */
function behindSince(day: string): [month: number, first: string] {
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
  const month = Number(next.slice(5, 7)) - 1
  return month === 0 ? (next.slice(0, 4) === day.slice(0, 4) ? [0, `${next.slice(0, 8)}01`] : [12, next]) : [month, `${next.slice(0, 8)}01`]
}

const GAPS = `WITH ${TREE}, deciding AS (SELECT least($3::date, make_date($4::int, 12, 31)) AS day)
  SELECT (SELECT count(*) FROM attendance.annual_hours h JOIN tree ON tree.id = h.organisation_id WHERE h.year = $4::int2 AND h.computed_at IS NULL)::int AS waiting,
    (SELECT count(*) FROM attendance.sheet s JOIN tree ON tree.id = s.organisation_id
      WHERE s.held_on >= make_date($4::int, 1, 1) AND s.held_on <= (SELECT day FROM deciding) AND s.state IN ('OPEN', 'REOPENED'))::int AS open,
    (SELECT count(DISTINCT m.member_id) FROM tree CROSS JOIN deciding JOIN people_api.membership m ON m.organisation_id = tree.id AND m.participation = 'DIRECT'
        AND m.from_on <= deciding.day AND (m.to_on IS NULL OR m.to_on > deciding.day)
      JOIN people_api.stage_dates d ON d.member_id = m.member_id AND d.joined_on <= deciding.day
      WHERE NOT EXISTS (SELECT FROM attendance.annual_hours h WHERE h.member_id = m.member_id AND h.year = $4::int2 AND h.since <= $5::timestamptz)
        AND NOT EXISTS (SELECT FROM attendance.annual_hours_past h WHERE h.member_id = m.member_id AND h.year = $4::int2 AND h.since <= $5::timestamptz AND h.until > $5::timestamptz)
    )::int AS without`
