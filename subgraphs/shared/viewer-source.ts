import { LRUCache } from "lru-cache"
import type { Database } from "./database.ts"
import { toTypeId, toUuid } from "./typeid.ts"
import type { Role, Viewer } from "./viewer.ts"

/** For how long a subgraph believes what it last read: a grant that is given or withdrawn is in force within this time. */
const BELIEVED_MS = 5_000
const LARGEST = 20_000

type ViewerRow = {
  account_id: string
  name: string
  member_id: string | null
  home_path: string | null
  role: Role | null
  organisation_id: string | null
  organisation_path: string | null
}

export type ViewerSource = {
  /** Find who signs in under this subject and what they were granted, or null for a subject without an open account. */
  find(subject: string): Promise<Viewer | null>
}

/** Read viewers from the contract that people publishes. Every subgraph does, so that none depends on another's process. */
export function createViewerSource(database: Database, believedMs = BELIEVED_MS): ViewerSource {
  const known = new LRUCache<string, Promise<Viewer | null>>({ max: LARGEST, ttl: Math.max(believedMs, 1) })
  return {
    find(subject) {
      const kept = known.get(subject)
      if (kept) return kept
      const asked = readViewer(database, subject)
      known.set(subject, asked)
      asked.catch(() => known.delete(subject))
      return asked
    },
  }
}

const VIEWERS = "SELECT account_id, name, member_id, home_path, role, organisation_id, organisation_path FROM people_api.viewer"

async function readViewer(database: Database, subject: string): Promise<Viewer | null> {
  return toViewer(await database.read<ViewerRow>("viewer_by_subject", `${VIEWERS} WHERE subject = $1`, [subject]))
}

/** Find who an account is and what they were granted, now: for what is done in somebody's name while they are not there. */
export async function findViewerOfAccount(database: Database, accountId: string): Promise<Viewer | null> {
  return toViewer(await database.read<ViewerRow>("viewer_by_account", `${VIEWERS} WHERE account_id = $1`, [toUuid("account", accountId)]))
}

function toViewer(rows: readonly ViewerRow[]): Viewer | null {
  const [first] = rows
  if (!first) return null
  return {
    accountId: toTypeId("account", first.account_id),
    name: first.name,
    memberId: first.member_id && toTypeId("member", first.member_id),
    homePath: first.home_path,
    grants: rows.flatMap(({ role, organisation_id, organisation_path }) =>
      role && organisation_id && organisation_path ? [{ role, organisationId: toTypeId("organisation", organisation_id), path: organisation_path }] : [],
    ),
  }
}
