import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { LeaderFigures, Leadership } from "../domain/leadership.ts"
import type { ReportSubtree } from "./report-place.reader.ts"

type FigureRow = {
  leaders: number
  ages: number | null
  age_sum: number | null
  educations: number | null
  college: number | null
  sexes: number | null
  women: number | null
}
type Row = {
  id: string
  path: string
  name: string
  level: string
  number: number | null
  elected_on: string | null
  ends_on: string | null
  is_extended: boolean | null
  is_combined: boolean | null
  figures: { NOW?: FigureRow; ELECTED?: FigureRow; BEFORE?: FigureRow } | null
}

const ON_DAY = (row: string) => `${row}.since <= $1::date AND (${row}.until IS NULL OR ${row}.until > $1::date)`

/** $1 the day, $2 and $3 the subtree. Whoever has leaders on the day, or a term. */
const LED = `place AS MATERIALIZED (
    SELECT v.organisation_id AS id, v.path, v.name, v.level FROM organisation_api.version v
    WHERE v.path >= $2 AND v.path < $3 AND v.valid_from <= $1::date AND (v.valid_to IS NULL OR v.valid_to > $1::date)
  ), led AS (
    SELECT place.* FROM place WHERE EXISTS (SELECT FROM organisation_api.officer o WHERE o.organisation_id = place.id AND ${ON_DAY("o")})
      OR EXISTS (SELECT FROM organisation_api.committee_term t WHERE t.organisation_id = place.id AND t.elected_on <= $1::date)
  )`

const PAGE = `WITH ${LED}, page AS MATERIALIZED (SELECT * FROM led WHERE $4::text IS NULL OR led.path > $4 ORDER BY led.path LIMIT $5)
  SELECT page.*, term.number, term.elected_on, term.ends_on, term.is_extended, f.figures,
    CASE WHEN page.level = 'COMMUNITY' AND director.is_known AND secretary.member_id IS NOT NULL THEN coalesce(director.member_id = secretary.member_id, false) END AS is_combined
  FROM page
  LEFT JOIN LATERAL (SELECT t.number, t.elected_on, coalesce(t.extended_to, t.ends_on) AS ends_on, t.extended_to IS NOT NULL AS is_extended
    FROM organisation_api.committee_term t WHERE t.organisation_id = page.id AND t.elected_on <= $1::date ORDER BY t.number DESC LIMIT 1) term ON true
  LEFT JOIN LATERAL (SELECT o.member_id FROM organisation_api.officer o WHERE o.organisation_id = page.id AND o.post = 'SECRETARY' AND ${ON_DAY("o")} LIMIT 1) secretary ON true
  LEFT JOIN LATERAL (SELECT d.member_id, true AS is_known FROM organisation_api.community_director d WHERE d.organisation_id = page.id AND ${ON_DAY("d")}
    ORDER BY d.since DESC LIMIT 1) director ON true
  LEFT JOIN (SELECT l.organisation_id, jsonb_object_agg(l.part, to_jsonb(l)) AS figures FROM people_api.leadership_figures(ARRAY(SELECT id FROM page), $1::date) l GROUP BY 1) f
    ON f.organisation_id = page.id
  ORDER BY page.path`

/** Read how organisations are led on a day. Asked for subtrees that were found within the viewer's scope before. */
export function createLeadershipReportReader(database: Database) {
  return {
    async findLines({ day, from, to }: ReportSubtree, after: string | null, limit: number): Promise<Leadership[]> {
      return (await database.read<Row>("leadership_lines", PAGE, [day, from, to, after, limit])).map(toLeadership)
    },

    async count({ day, from, to }: ReportSubtree): Promise<number> {
      const [row] = await database.read<{ led: number }>("leadership_count", `WITH ${LED} SELECT count(*) AS led FROM led`, [day, from, to])
      return row?.led ?? 0
    },
  }
}

function toLeadership({ id, path, name, level, number, elected_on, ends_on, is_extended, is_combined, figures }: Row): Leadership {
  const term = number !== null && elected_on && ends_on ? { number, electedOn: elected_on, endsOn: ends_on, isExtended: is_extended ?? false } : null
  return {
    organisationId: toTypeId("organisation", id),
    path,
    name,
    level,
    now: figuresOf(figures?.NOW),
    elected: figuresOf(figures?.ELECTED),
    before: figuresOf(figures?.BEFORE),
    isCombined: is_combined,
    term,
  }
}

function figuresOf(row: FigureRow | undefined): LeaderFigures | null {
  if (!row) return null
  const { leaders, ages, age_sum, educations, college, sexes, women } = row
  return { leaders, ages, ageSum: age_sum, educations, college, sexes, women }
}
