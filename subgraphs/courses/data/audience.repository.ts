import type { Ask } from "../../shared/ask.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"
import type { Audience } from "../domain/audience.ts"
import type { EnrolmentSource, Expected } from "../domain/expected.ts"

/** The stage that somebody `m` had reached on a day, by the dates of the record; null before the application. */
const STAGE = `CASE WHEN m.full_on <= $4::date THEN 'FULL' WHEN m.joined_on <= $4::date THEN 'PROBATIONARY' WHEN m.target_on <= $4::date THEN 'DEVELOPMENT_TARGET'
  WHEN m.activist_on <= $4::date THEN 'ACTIVIST' WHEN m.applied_on <= $4::date THEN 'APPLICANT' END`

/**
 * $1 organisations, $2 whether those below them too, $3 members by name, $4 the day, $5 posts, $6 stages, $7 the class.
 *
 * Organisations as the tree stood on the day (a day to come: as it stands), people by what they took part in, held and had reached then. Each place's people are
 * looked up in the index (LATERAL behind OFFSET 0): of a hundred branches that are asked about at once, nobody reads the whole city a hundred times.
 */
const EXPECTED = `WITH place AS MATERIALIZED (
    SELECT DISTINCT v.organisation_id FROM organisation_api.version asked JOIN organisation_api.version v
      ON v.path >= asked.path AND v.path < CASE WHEN $2 THEN left(asked.path, -1) || '/' ELSE asked.path || '!' END
        AND v.valid_from <= $4::date AND (v.valid_to IS NULL OR v.valid_to > $4::date)
    WHERE asked.organisation_id = ANY($1::uuid[]) AND asked.valid_from <= $4::date AND (asked.valid_to IS NULL OR asked.valid_to > $4::date)
  ), meant AS (
    SELECT ms.member_id FROM place CROSS JOIN LATERAL (SELECT * FROM people_api.membership ms WHERE ms.organisation_id = place.organisation_id
        AND ms.from_on <= $4::date AND (ms.to_on IS NULL OR ms.to_on > $4::date) OFFSET 0) ms
      CROSS JOIN LATERAL (SELECT * FROM people_api.stage_dates m WHERE m.member_id = ms.member_id AND coalesce(m.state, 'NORMAL') = 'NORMAL' OFFSET 0) m
    WHERE (cardinality($6::text[]) = 0 OR ${STAGE} = ANY($6::text[]))
      AND (cardinality($5::text[]) = 0 OR EXISTS (SELECT FROM organisation_api.officer o JOIN place held ON held.organisation_id = o.organisation_id
        WHERE o.member_id = ms.member_id AND o.post = ANY($5::text[]) AND o.since <= $4::date AND (o.until IS NULL OR o.until > $4::date)))
  ), expected AS (
    SELECT id AS member_id, 1 AS rank FROM people_api.member WHERE id = ANY($3::uuid[])
    UNION ALL SELECT member_id, 2 FROM courses.class_place WHERE class_id = $7::uuid AND state = 'EXPECTED'
    UNION ALL SELECT member_id, 4 FROM meant
  )
  SELECT (ARRAY['NAMED', 'CLASS', 'SELF', 'AUDIENCE'])[rank] AS source, string_agg(member_id::text, ',' ORDER BY member_id) AS members
  FROM (SELECT member_id, min(rank) AS rank FROM expected GROUP BY member_id) person GROUP BY rank ORDER BY rank`

/** The same for many audiences: `asked` has a number for each, and an audience's parts in columns. */
const ALL_EXPECTED = `SELECT wanted.n, person.source, person.members FROM jsonb_to_recordset($1::jsonb)
    AS wanted(n int, organisations uuid[], below boolean, named uuid[], day date, posts text[], stages text[], class uuid)
  CROSS JOIN LATERAL (${EXPECTED.replace(/\$(\d)/g, (_, at: string) => `wanted.${["organisations", "below", "named", "day", "posts", "stages", "class"][Number(at) - 1] ?? ""}`)}) AS person
  ORDER BY wanted.n`

/** Whom to find: an audience, a class, and the day on which they are expected. */
export type AskedAudience = { audience: Audience | null; trainingClassId: string | null; day: string }

/** Evaluate audiences. What a planner may ask for was judged when the audience was written; here it is only carried out. */
export function createAudienceRepository(ask: Ask) {
  return {
    /** Find who is expected on a day, in one statement: the audience, its named members, and those with a place in the class. */
    async evaluate(audience: Audience | null, trainingClassId: string | null, day: string): Promise<Expected> {
      if (!audience && !trainingClassId) return []
      const { organisations = [], includeDescendants = false, posts = [], stages = [], members = [] } = audience ?? {}
      const classId = trainingClassId && toUuid("class", trainingClassId)
      const values = [toUuids("organisation", organisations), includeDescendants, toUuids("member", members), day, posts, stages, classId]
      const rows = await ask<{ source: EnrolmentSource; members: string }>("audience", EXPECTED, values)
      return rows.map((row) => ({ source: row.source, members: row.members.split(",") }))
    },

    /**
     * Find who is expected at each of many lessons, in one statement, in the order asked. What is asked twice is worked out once, and where the same
     * people are expected the answer is the same object.
     */
    async evaluateAll(asked: readonly AskedAudience[]): Promise<Expected[]> {
      const keys = asked.map((one) => JSON.stringify(one))
      const distinct = [...new Map(asked.map((one, at) => [keys[at], one]))].filter(([, { audience, trainingClassId }]) => audience ?? trainingClassId)
      const nobody: Expected = []
      if (distinct.length === 0) return asked.map(() => nobody)
      const parts = JSON.stringify(distinct.map(([, one], n) => toParts(one, n)))
      const rows = await ask<{ n: number; source: EnrolmentSource; members: string }>("audiences", ALL_EXPECTED, [parts])
      const found = distinct.map((): { source: EnrolmentSource; members: string }[] => [])
      for (const { n, source, members } of rows) found[n]?.push({ source, members })
      const lists = new Map<string, Expected>([["", nobody]])
      const byKey = new Map(distinct.map(([key], n) => [key, listed(found[n] ?? [], lists)]))
      return keys.map((key) => byKey.get(key) ?? nobody)
    },
  }
}

function listed(found: readonly { source: EnrolmentSource; members: string }[], lists: Map<string, Expected>): Expected {
  const key = found.map(({ source, members }) => `${source} ${members}`).join(";")
  const list = lists.get(key) ?? found.map(({ source, members }) => ({ source, members: members.split(",") }))
  lists.set(key, list)
  return list
}

function toParts({ audience, trainingClassId, day }: AskedAudience, n: number) {
  const { organisations = [], includeDescendants = false, posts = [], stages = [], members = [] } = audience ?? {}
  const ids = {
    organisations: toUuids("organisation", organisations),
    named: toUuids("member", members),
    class: trainingClassId && toUuid("class", trainingClassId),
  }
  return { n, ...ids, below: includeDescendants, day, posts, stages }
}
