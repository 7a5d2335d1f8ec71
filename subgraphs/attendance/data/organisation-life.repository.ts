import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, ancestorsAndSelf, subtreeOf } from "../../shared/viewer.ts"
import type { LifeFigures } from "../domain/organisation-life.ts"
import { THERE, stoodIn } from "./as-of.row.ts"
import { daysBetween } from "./working-day.calendar.ts"

export type BranchOfPeriod = { id: string; path: string; name: string; founded: string | null; ended: string | null }
export type LifeAsked = { branches: readonly BranchOfPeriod[]; from: string; to: string; asOf: Date; filedWithinDays: number; countsWorkingDays: boolean }
export type LifeFound = LifeFigures & { organisationId: string; quarter: number }

/** Branches that stood on some day of $5 to $6, by path. */
const BRANCHES = `FROM organisation_api.known_organisation o
  CROSS JOIN LATERAL (SELECT min(v.valid_from)::text AS founded, (array_agg(v.kind ORDER BY v.valid_from DESC))[1] AS kind FROM organisation_api.version v WHERE v.organisation_id = o.id) v
  WHERE ${withinScope("o.path")} AND o.path >= $3 AND o.path < $4 AND v.kind IN ('BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH')
    AND v.founded <= $6 AND (o.dissolved_on IS NULL OR o.dissolved_on > $5::date)`

/**
 * $1 branches, $2 the paths of them and of everything above them, $3 and $4 the days, $5 as of when, $6 the city's time zone, $7 and $8 days with the last day on which what was
 * held then is filed in time. A lesson is held for a branch when it, or an organisation above it, held the lesson and people of the branch were expected.
 */
const FIGURES = `WITH deadline AS MATERIALIZED (SELECT * FROM unnest($7::date[], $8::date[]) AS d(held_on, until)),
  meeting AS (
    SELECT m.organisation_id, extract(quarter FROM m.held_on)::int AS quarter, m.kind::text AS kind, m.expected, m.present, m.group_name,
      m.kind = 'COMMITTEE' AND m.present * 2 <= m.expected AS lacks_quorum, (m.filed_at AT TIME ZONE $6)::date <= d.until AS is_in_time
    FROM attendance.branch_meeting m JOIN deadline d ON d.held_on = m.held_on
    WHERE m.organisation_id = ANY($1::uuid[]) AND m.held_on BETWEEN $3::date AND $4::date AND m.held_at <= $5::timestamptz
      AND m.recorded_at <= $5::timestamptz AND (m.replaced_at IS NULL OR m.replaced_at > $5::timestamptz) AND NOT m.is_void),
  lesson AS MATERIALIZED (
    SELECT s.lesson_id, s.held_on, s.category, coalesce((SELECT min(a.recorded_at) FROM attendance.act a WHERE a.lesson_id = s.lesson_id AND a.kind = 'SHEET_CLOSED'), s.closed_at) AS filed_at
    FROM attendance.sheet s WHERE s.organisation_path = ANY($2::text[]) AND s.category IN ('PARTY_LECTURE', 'THEME_DAY', 'PRACTICE') AND s.held_on BETWEEN $3::date AND $4::date
      AND s.opened_at <= $5::timestamptz),
  taught AS (
    SELECT p.branch_id AS organisation_id, extract(quarter FROM l.held_on)::int AS quarter, l.category::text AS kind,
      count(*) FILTER (WHERE p.state IS DISTINCT FROM 'OBSERVER') AS expected, count(*) FILTER (WHERE p.state IN ${THERE}) AS present,
      (l.filed_at AT TIME ZONE $6)::date <= d.until AND l.filed_at <= $5::timestamptz AS is_in_time
    FROM lesson l JOIN deadline d ON d.held_on = l.held_on CROSS JOIN LATERAL (
      SELECT p.branch_id, e.state FROM (SELECT p.branch_id, p.member_id FROM attendance.sheet_place p WHERE p.lesson_id = l.lesson_id AND p.is_expected AND p.branch_id = ANY($1::uuid[])) p
      LEFT JOIN (SELECT e.member_id, e.state FROM attendance.entry e WHERE ${stoodIn("l.lesson_id", "$5::timestamptz")}) e ON e.member_id = p.member_id OFFSET 0) p
    GROUP BY p.branch_id, l.lesson_id, l.held_on, l.category, l.filed_at, d.until),
  held AS (
    SELECT organisation_id, quarter, kind, expected, present, lacks_quorum, is_in_time FROM meeting
    UNION ALL SELECT organisation_id, quarter, kind, expected, present, false, is_in_time FROM taught)
  SELECT b.id AS organisation_id, q.quarter,
    count(*) FILTER (WHERE h.kind = 'ASSEMBLY')::int AS assemblies, count(*) FILTER (WHERE h.kind = 'COMMITTEE' AND h.lacks_quorum IS NOT TRUE)::int AS committees,
    count(*) FILTER (WHERE h.kind = 'COMMITTEE' AND h.lacks_quorum)::int AS "withoutQuorum", count(*) FILTER (WHERE h.kind = 'GROUP')::int AS "groupMeetings",
    count(*) FILTER (WHERE h.kind = 'PARTY_LECTURE')::int AS lectures, count(*) FILTER (WHERE h.kind IN ('THEME_DAY', 'PRACTICE'))::int AS "themeDays",
    coalesce(sum(h.expected) FILTER (WHERE h.present IS NOT NULL), 0)::int AS attendable, coalesce(sum(h.present) FILTER (WHERE h.expected IS NOT NULL), 0)::int AS attended,
    count(h.organisation_id)::int AS records, count(*) FILTER (WHERE h.is_in_time)::int AS "filedInTime",
    (SELECT count(DISTINCT o.member_id) FROM organisation_api.officer o WHERE o.organisation_id = b.id AND o.since < q.until AND (o.until IS NULL OR o.until > q.since))::int AS officers,
    (SELECT count(DISTINCT coalesce(m.group_name, '')) FROM attendance.branch_meeting m WHERE m.organisation_id = b.id AND m.kind = 'GROUP' AND m.held_on < q.until AND m.held_on >= q.until - 365
       AND m.recorded_at <= $5::timestamptz AND (m.replaced_at IS NULL OR m.replaced_at > $5::timestamptz) AND NOT m.is_void)::int AS groups
  FROM unnest($1::uuid[]) AS b(id)
  CROSS JOIN (SELECT extract(quarter FROM d)::int AS quarter, d::date AS since, (d + interval '3 months')::date AS until FROM generate_series($3::date, $4::date, interval '3 months') d) q
  LEFT JOIN held h ON h.organisation_id = b.id AND h.quarter = q.quarter
  GROUP BY b.id, q.quarter, q.since, q.until`

/** Read how branches in the viewer's subtrees met: one statement for the branches of a page, one for all they did. */
export function createOrganisationLifeRepository(database: Database, viewer: Viewer, timeZone: string) {
  const valuesOf = ({ path, from, to }: { path: string; from: string; to: string }) => {
    const range = subtreeOf(path)
    return [...scopeOf(viewer), range.from, range.to, from, to]
  }
  return {
    async findBranches(asked: { path: string; from: string; to: string }, after: string | null, limit: number): Promise<BranchOfPeriod[]> {
      const rows = await database.read<BranchOfPeriod>(
        "life_branches",
        `SELECT o.id, o.path, o.name, v.founded, o.dissolved_on::text AS ended ${BRANCHES} AND ($7::text IS NULL OR o.path > $7) ORDER BY o.path LIMIT $8`,
        [...valuesOf(asked), after, limit],
      )
      return rows.map((row) => ({ ...row, id: toTypeId("organisation", row.id) }))
    },

    async countBranches(asked: { path: string; from: string; to: string }): Promise<number> {
      const [row] = await database.read<{ branches: number }>("life_branch_count", `SELECT count(*) AS branches ${BRANCHES}`, valuesOf(asked))
      return row?.branches ?? 0
    },

    /** What branches that were found before did in the quarters of these days of one year: one for each branch and quarter. */
    async findFigures({ branches, from, to, asOf, ...filing }: LifeAsked): Promise<LifeFound[]> {
      const paths = [...new Set(branches.flatMap(({ path }) => ancestorsAndSelf(path)))]
      const days = deadlines(from, to, filing)
      const rows = await database.readOnce<LifeFigures & { organisation_id: string; quarter: number }>(FIGURES, [
        toUuids(
          "organisation",
          branches.map(({ id }) => id),
        ),
        paths,
        from,
        to,
        asOf,
        timeZone,
        days.map(({ day }) => day),
        days.map(({ until }) => until),
      ])
      return rows.map(({ organisation_id, ...row }) => ({ ...row, organisationId: toTypeId("organisation", organisation_id) }))
    },
  }
}

const DAY_MS = 86_400_000
const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The last day, for each day, on which what was held then is filed in time. */
function deadlines(from: string, to: string, { filedWithinDays, countsWorkingDays }: Pick<LifeAsked, "filedWithinDays" | "countsWorkingDays">) {
  const found: { day: string; until: string }[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) {
    let until = at
    while (daysBetween(dayAt(at), dayAt(until + DAY_MS), countsWorkingDays) <= filedWithinDays) until += DAY_MS
    found.push({ day: dayAt(at), until: dayAt(until) })
  }
  return found
}
