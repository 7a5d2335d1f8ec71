import type { YearFigures } from "../domain/year-figures.ts"

/**
 * The books of a year as they stood. Each of these statements' parts takes `$1` and `$2`, a range of paths; `$3`, the day as whose tree is meant; `$4`, the year;
 * `$5`, the moment: what was recorded later is not in it.
 */
export type BooksAsked = { from: string; to: string; day: string; year: number; asOf: Date }

export const booksValues = ({ from, to, day, year, asOf }: BooksAsked): [string, string, string, number, string] => [from, to, day, year, asOf.toISOString()]

/** Organisations as they stood on the day; those that were no more stand where they stood last, with what is theirs. */
export const TREE = `tree AS MATERIALIZED (
  SELECT v.organisation_id AS id, v.path, v.name, v.kind, v.level, v.valid_to IS NULL OR v.valid_to > $3::date AS is_there FROM organisation_api.version v
  WHERE v.path >= $1 AND v.path < $2 AND v.valid_from <= $3::date AND (v.valid_to IS NULL OR v.valid_to > $3::date OR NOT EXISTS (
    SELECT FROM organisation_api.version later WHERE later.organisation_id = v.organisation_id AND later.valid_from > v.valid_from AND later.valid_from <= $3::date)))`

const ACCOUNT = `member_id, organisation_id, role, is_required, required, intensive, collective, online_raw, online_counted, make_up, credited, intensive_sessions,
  required_intensive_sessions, rule_set_id, behind_on`

/** The accounts of one organisation's people as the books had them. */
export const booksOf = (organisation: string) => `(
  SELECT ${ACCOUNT} FROM attendance.annual_hours a WHERE a.year = $4::int2 AND a.organisation_id = ${organisation} AND a.since <= $5::timestamptz
  UNION ALL
  SELECT ${ACCOUNT} FROM attendance.annual_hours_past a WHERE a.year = $4::int2 AND a.organisation_id = ${organisation} AND a.since <= $5::timestamptz AND a.until > $5::timestamptz)`

const HOURS = ["required", "intensive", "collective", "online_raw", "online_counted", "make_up", "credited", "gap"]
const COLUMNS = ["people", "compliant", "leaders", "leaders_compliant", "asides", ...HOURS]
const IS_LEADER = "h.role IN ('SECRETARY', 'COMMITTEE_MEMBER')"

/** What accounts `h` come to, in the columns of a tally. */
export const FRESH = `count(*) FILTER (WHERE h.is_required)::int AS people, count(*) FILTER (WHERE h.is_required AND h.behind_on IS NULL)::int AS compliant,
  count(*) FILTER (WHERE h.is_required AND ${IS_LEADER})::int AS leaders,
  count(*) FILTER (WHERE h.is_required AND ${IS_LEADER} AND h.behind_on IS NULL)::int AS leaders_compliant, count(*) FILTER (WHERE NOT h.is_required)::int AS asides,
  ${HOURS.map((name) => `coalesce(sum(${name === "gap" ? "greatest(0, h.required - h.credited)" : `h.${name}`}) FILTER (WHERE h.is_required), 0) AS ${name}`).join(",\n  ")}`

/**
 * What each organisation's own people come to, by the rule set that judged them: from the tally where nothing changed since the moment, else from the accounts
 * and their past. Either is exact.
 */
export const CELLS = `cells AS MATERIALIZED (
  SELECT tree.id, tree.path, t.rule_set_id, ${COLUMNS.map((name) => `t.${name}`).join(", ")} FROM tree
  JOIN attendance.hours_tally t ON t.year = $4::int2 AND t.organisation_id = tree.id WHERE t.changed_at <= $5::timestamptz
  UNION ALL
  SELECT tree.id, tree.path, t.rule_set_id, f.* FROM tree JOIN attendance.hours_tally t ON t.year = $4::int2 AND t.organisation_id = tree.id
  CROSS JOIN LATERAL (SELECT ${FRESH} FROM ${booksOf("t.organisation_id")} h WHERE h.rule_set_id = t.rule_set_id) f WHERE t.changed_at > $5::timestamptz)`

/** The sums of cells `c`, under the names of the domain. */
export const SUMS = COLUMNS.map(
  (name) => `coalesce(sum(c.${name}), 0)::float8 AS "${name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}"`,
).join(", ")

/** Rule sets by how many persons each judged. */
export const RULES = `(SELECT array_agg(r.rule_set_id ORDER BY r.persons DESC, r.rule_set_id) FROM (
  SELECT c.rule_set_id, sum(c.people + c.asides) AS persons FROM cells c GROUP BY 1 HAVING sum(c.people + c.asides) > 0) r) AS rules`

export type FiguresRow = { [Name in keyof YearFigures]: number }

export function figuresIn(row: FiguresRow): YearFigures {
  const { people, compliant, leaders, leadersCompliant, asides, required, intensive, collective, onlineRaw, onlineCounted, makeUp, credited, gap } = row
  return { people, compliant, leaders, leadersCompliant, asides, required, intensive, collective, onlineRaw, onlineCounted, makeUp, credited, gap }
}
