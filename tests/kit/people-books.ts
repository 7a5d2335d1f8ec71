import type { World } from "./world.ts"
import type { Person, Place } from "./things.ts"

/** A letter under way between two places of a world; gives its id. */
export async function letterUnderWay(world: World, person: Person, from: Place, to: Place): Promise<string> {
  const { rows } = await world.client.query<{ id: string }>("SELECT id FROM people.account WHERE member_id = $1", [person.uuid])
  return world.insert("people.transfer", {
    member_id: person.uuid,
    member_name: person.name,
    state: "STARTED",
    letter_number: `市〔2026〕第${person.uuid.slice(0, 8)}号`,
    from_id: from.uuid,
    from_path: from.path,
    from_name: from.name,
    to_id: to.uuid,
    to_path: to.path,
    to_name: to.name,
    started_on: "2026-10-01",
    valid_until: "2026-12-30",
    started_by: rows[0]?.id,
  })
}

/** The ends of a letter now, by path. */
export async function endsOfLetter({ client }: World, id: string): Promise<{ from: string; to: string }> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `SELECT f.path AS "from", t.path AS "to" FROM people.transfer x JOIN organisation.organisation f ON f.id = x.from_id AND f.path = x.from_path
     JOIN organisation.organisation t ON t.id = x.to_id AND t.path = x.to_path WHERE x.id = $1`,
    [id],
  )
  return rows[0] ?? { from: "astray", to: "astray" }
}

/** A person's memberships in order: where, from when, until when. */
export async function membershipsOf({ client }: World, person: Person): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT o.name || ' ' || m.from_on || ' ' || coalesce(m.to_on::text, '…') AS line FROM people.membership m JOIN organisation.organisation o ON o.id = m.organisation_id
     WHERE m.member_id = $1 ORDER BY m.from_on, m.participation`,
    [person.uuid],
  )
  return rows.map(({ line }) => line)
}

/** Find where people's copies disagree: paths that are not the organisation's, tallies that are not the count, names found elsewhere. */
export async function flawsOfBooks({ client, city }: World): Promise<string[]> {
  const { rows } = await client.query<{ flaw: string }>(
    `SELECT 'member ' || m.name || ' at ' || m.branch_path AS flaw FROM people.member m JOIN organisation.organisation o ON o.id = m.branch_id
       WHERE o.path <> m.branch_path OR o.dissolved_on IS NOT NULL
     UNION ALL SELECT 'name of ' || m.name || ' at ' || n.branch_path FROM people.name_part n JOIN people.member m ON m.id = n.member_id WHERE n.branch_path <> m.branch_path
     UNION ALL SELECT 'tally ' || t.stage || ' of ' || o.name || ': ' || t.people || ' at ' || t.organisation_path FROM people.tally t JOIN organisation.organisation o ON o.id = t.organisation_id
       WHERE t.people <> (SELECT count(*) FROM people.member m WHERE m.branch_id = t.organisation_id AND m.stage = t.stage AND m.participation = t.participation)
         OR (t.people > 0 AND t.organisation_path <> o.path)
     UNION ALL SELECT 'membership of ' || m.name || ' at ' || s.organisation_path FROM people.membership s JOIN people.member m ON m.id = s.member_id
       JOIN organisation.organisation o ON o.id = s.organisation_id WHERE s.to_on IS NULL AND s.organisation_path <> o.path
     UNION ALL SELECT 'grant at ' || g.organisation_path FROM people.access_grant g JOIN organisation.organisation o ON o.id = g.organisation_id
       WHERE g.withdrawn_at IS NULL AND (o.path <> g.organisation_path OR o.dissolved_on IS NOT NULL) AND g.organisation_path LIKE $1`,
    [`${city.path}%`],
  )
  return rows.map(({ flaw }) => flaw)
}
