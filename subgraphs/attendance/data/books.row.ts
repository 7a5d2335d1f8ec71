import type { YearFigures } from "../domain/year-figures.ts"

/**
 * The books of a year as they stood. Each of these statements' parts takes `$1` and `$2`, a range of paths; `$3`, the day as whose tree is meant; `$4`, the year;
 * `$5`, the moment: what was recorded later is not in it.
 */
export type BooksAsked = { from: string; to: string; day: string; year: number; asOf: Date }

export const booksValues = ({ from, to, day, year, asOf }: BooksAsked): [string, string, string, number, string] => [from, to, day, year, asOf.toISOString()]

/** The condition that a version `v` is an organisation's of the day; what was no more stands where it stood last. */
const ON_THE_DAY = `v.valid_from <= $3::date AND (v.valid_to IS NULL OR v.valid_to > $3::date OR NOT EXISTS (
    SELECT FROM organisation_api.version later WHERE later.organisation_id = v.organisation_id AND later.valid_from > v.valid_from AND later.valid_from <= $3::date))`

const IN_RANGE = (path: string) => `${path} >= $1 AND ${path} < $2`

/** What is read of an organisation as it stood on the day. */
const STOOD = `v.organisation_id AS id, v.parent_id, v.path, v.name, v.kind, v.level, v.valid_to IS NULL OR v.valid_to > $3::date AS is_there
  FROM organisation_api.version v WHERE ${IN_RANGE("v.path")} AND ${ON_THE_DAY}`

/** Organisations as they stood on the day; those that were no more stand where they stood last, with what is theirs. */
export const TREE = `tree AS MATERIALIZED (SELECT ${STOOD})`

/** Of these the range's own and those right below it. */
export const TOP = `here AS MATERIALIZED (SELECT v.organisation_id AS id FROM organisation_api.version v WHERE v.path = $1 AND ${ON_THE_DAY}),
  top AS MATERIALIZED (SELECT ${STOOD} AND (v.path = $1 OR v.parent_id = ANY(ARRAY(SELECT here.id FROM here))))`

/**
 * The tallies of the year, each with the path of the day. Most organisations stand where they stood then, and a tally has its present path; the others are found
 * by their closed versions. No tree is read for that.
 */
export const PLACED = `placed AS NOT MATERIALIZED (
  SELECT t.organisation_path AS path, t.* FROM attendance.hours_tally t WHERE t.year = $4::int2 AND ${IN_RANGE("t.organisation_path")}
    AND EXISTS (SELECT FROM organisation_api.version v WHERE v.organisation_id = t.organisation_id AND v.valid_to IS NULL AND v.valid_from <= $3::date)
  UNION ALL
  SELECT v.path, t.* FROM organisation_api.version v JOIN attendance.hours_tally t ON t.year = $4::int2 AND t.organisation_id = v.organisation_id
  WHERE ${IN_RANGE("v.path")} AND v.valid_to IS NOT NULL AND ${ON_THE_DAY})`

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

const kept = (more: string) => `SELECT p.organisation_id AS id, p.path, p.rule_set_id, ${COLUMNS.map((name) => `p.${name}`).join(", ")}${more}
  FROM placed p WHERE p.changed_at <= $5::timestamptz`
const counted = (more: string, behind: string) => `SELECT p.organisation_id, p.path, p.rule_set_id, f.*${more} FROM placed p
  CROSS JOIN LATERAL (SELECT ${FRESH}${behind} FROM ${booksOf("p.organisation_id")} h WHERE h.rule_set_id = p.rule_set_id) f WHERE p.changed_at > $5::timestamptz`

/**
 * What each organisation's own people come to, by the rule set that judged them: from the tally where nothing changed since the moment, else from the accounts
 * and their past. Either is exact.
 */
export const CELLS = `${PLACED}, cells AS MATERIALIZED (${kept("")} UNION ALL ${counted("", "")})`

/**
 * The same with how many miss the requirement at the pace kept till the day. `$6` is the month whose end is counted by the tally, and `$7` the day from which on
 * accounts are counted one by one, up to the day; both null where nobody is counted.
 */
export const CELLS_BEHIND = `${PLACED}, cells AS MATERIALIZED (${kept(", CASE WHEN $6 > 0 THEN p.behind_by_month[$6::int] ELSE 0 END AS behind, true AS is_kept")}
  UNION ALL ${counted(", false", ", count(*) FILTER (WHERE h.behind_on <= $3::date AND $6::int IS NOT NULL)::int")}),
  late AS MATERIALIZED (SELECT c.id, c.path, count(*) AS behind FROM cells c
    JOIN attendance.annual_hours h ON h.year = $4::int2 AND h.organisation_id = c.id AND h.rule_set_id = c.rule_set_id AND h.behind_on >= $7::date AND h.behind_on <= $3::date
    WHERE c.is_kept AND $7::date IS NOT NULL GROUP BY c.id, c.rule_set_id, c.path)`

const inDomain = (name: string) => `"${name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}"`

/** The sums of cells `c`, under the names of the domain. */
export const SUMS = COLUMNS.map((name) => `coalesce(sum(c.${name}), 0)::float8 AS ${inDomain(name)}`).join(", ")

/** These sums as they are read from a row `s`, which is not there where there is nothing to sum. */
export const SUMMED = COLUMNS.map((name) => `coalesce(s.${inDomain(name)}, 0) AS ${inDomain(name)}`).join(", ")

/** Rule sets by how many persons each judged. */
export const RULES = `(SELECT array_agg(r.rule_set_id ORDER BY r.persons DESC, r.rule_set_id) FROM (
  SELECT c.rule_set_id, sum(c.people + c.asides) AS persons FROM cells c GROUP BY 1 HAVING sum(c.people + c.asides) > 0) r) AS rules`

export type FiguresRow = { [Name in keyof YearFigures]: number }

export function figuresIn(row: FiguresRow): YearFigures {
  const { people, compliant, leaders, leadersCompliant, asides, required, intensive, collective, onlineRaw, onlineCounted, makeUp, credited, gap } = row
  return { people, compliant, leaders, leadersCompliant, asides, required, intensive, collective, onlineRaw, onlineCounted, makeUp, credited, gap }
}
