import pg from "pg"
import { isId, toTypeId, toUuid } from "../../subgraphs/shared/typeid.ts"

export const ROLES = ["member", "recorder", "coordinator", "secretary", "auditor", "admin"] as const
export type AccountRole = (typeof ROLES)[number]

export type FoundAccount = { subject: string; name: string; organisation: string; memberId: string | null }

/** No account fits; the message says which places have one. */
export class NoSuchAccount extends Error {}

/**
 * Find an account of the sample city that has a role at an organisation: by name, short name or id, the highest place where
 * several fit, the first account by its subject.
 *
 * A plain member has no role; one is picked from the organisation's subtree. Without a place: the city.
 *
 * @throws {NoSuchAccount} when there is no such organisation or nobody has that role there.
 */
export async function findAccount(ownerUrl: string, role: AccountRole, at: string | null): Promise<FoundAccount> {
  return withClient(ownerUrl, async (client) => {
    const { rows: places } = await client.query<{ id: string; path: string; name: string }>(
      `SELECT id, path, name FROM organisation.organisation
       WHERE CASE WHEN $1::text IS NULL THEN parent_id IS NULL ELSE $1 IN (name, short_name) OR id = $2::uuid END
       ORDER BY length(path), path LIMIT 1`,
      [at, at && isId("organisation", at) ? toUuid("organisation", at) : null],
    )
    const [place] = places
    if (!place) throw new NoSuchAccount(`There is no organisation ${at}. Give a full name, a short name such as 柳北区, or an id.`)
    const { rows: accounts } = await client.query<{ subject: string; name: string; member_id: string | null; organisation: string }>(
      role === "member" ? MEMBERS : HOLDERS,
      role === "member" ? [place.path] : [place.id, role.toUpperCase()],
    )
    const [account] = accounts
    if (!account) throw new NoSuchAccount(`Nobody is ${role} at ${place.name}. ${await placesWith(client, role, place.path)}`)
    return {
      subject: account.subject,
      name: account.name,
      organisation: account.organisation,
      memberId: account.member_id && toTypeId("member", account.member_id),
    }
  })
}

export type ExampleIds = { organisation: string; branch: string; member: string }

/** Give the ids that examples and the first curl use: the city, its first branch by path and a member of it; null when empty. */
export async function findExampleIds(ownerUrl: string): Promise<ExampleIds | null> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<ExampleIds>(
      `SELECT root.id AS organisation, o.id AS branch, m.id AS member
       FROM organisation.organisation o JOIN organisation.organisation root ON root.parent_id IS NULL
       JOIN LATERAL (SELECT id FROM people.member WHERE branch_id = o.id AND stage = 'FULL' AND participation = 'DIRECT' ORDER BY code LIMIT 1) m ON true
       WHERE o.level = 'BRANCH' ORDER BY o.path LIMIT 1`,
    )
    const [found] = rows
    if (!found) return null
    const { organisation, branch, member } = found
    return { organisation: toTypeId("organisation", organisation), branch: toTypeId("organisation", branch), member: toTypeId("member", member) }
  })
}

const MEMBERS = `SELECT a.subject, a.name, a.member_id, o.name AS organisation
  FROM people.member m JOIN people.account a ON a.member_id = m.id JOIN organisation.organisation o ON o.id = m.branch_id
  WHERE m.branch_path >= $1 AND m.branch_path < left($1, -1) || '/' AND m.participation = 'DIRECT' AND m.stage = 'FULL' AND a.closed_at IS NULL
    AND NOT EXISTS (SELECT FROM people.access_grant g WHERE g.account_id = a.id)
  ORDER BY m.branch_path, a.subject LIMIT 1`

const HOLDERS = `SELECT a.subject, a.name, a.member_id, o.name AS organisation
  FROM people.access_grant g JOIN people.account a ON a.id = g.account_id JOIN organisation.organisation o ON o.id = g.organisation_id
  WHERE g.organisation_id = $1 AND g.role::text = $2 AND g.withdrawn_at IS NULL AND a.closed_at IS NULL
  ORDER BY a.subject LIMIT 1`

async function placesWith(client: pg.Client, role: AccountRole, path: string): Promise<string> {
  const { rows } = await client.query<{ short_name: string }>(
    `SELECT o.short_name FROM organisation.organisation o
     WHERE EXISTS (SELECT FROM people.access_grant g WHERE g.organisation_id = o.id AND g.role::text = $1 AND g.withdrawn_at IS NULL)
     ORDER BY (o.path LIKE $2 || '%' OR $2 LIKE o.path || '%') DESC, length(o.path), o.path LIMIT 5`,
    [role.toUpperCase(), path],
  )
  return rows.length > 0
    ? `There is one at ${rows.map((row) => row.short_name).join(", ")}.`
    : "Nobody has that role anywhere; load the sample city with npm run seed."
}

async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
