import type { RawQueries } from "../../shared/change.ts"
import { type InvalidInput, type Result, done, invalidInput } from "../../shared/result.ts"
import { ownMember, scopeOf } from "../../shared/scope.ts"
import { isId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { type EvidenceOwner, MOST_EVIDENCE } from "../domain/evidence.ts"
import { EVIDENCE_IS_SEEN } from "./evidence.repository.ts"

const UNKNOWN = "There is no such file for you, or it has expired: send it again (POST /files?for=attendance)."

/** Keep evidence for good, in the transaction of the act that names it. */
export function createEvidenceWriter(transaction: RawQueries, viewer: Viewer, now: () => Date) {
  const own = toUuid("account", viewer.accountId)
  return {
    /**
     * Keep files that the viewer sent (`scan_…`) as evidence of what belongs to `owner`; gives their ids as evidence (`evidence_…`), in order and each once.
     *
     * A piece that is kept already may be named again, by either id, by whoever may see it: one scan proves twenty lines. Naming a file twice, or doing the act
     * again, changes nothing. Refuses, under `path` and with the place in the list, what is another's, has expired or never was, and more than ten.
     */
    async keep(ids: readonly string[], { organisationPath, memberId }: EvidenceOwner, path = "evidence"): Promise<Result<string[], InvalidInput>> {
      if (ids.length === 0) return done([])
      if (ids.length > MOST_EVIDENCE) return invalidInput({ path, message: `At most ${MOST_EVIDENCE} pieces of evidence.` })
      const uuids = ids.map((id) => (isId("scan", id) ? toUuid("scan", id) : (toUuids("evidence", [id])[0] ?? null)))
      const scans = ids.filter((id) => isId("scan", id)).map((id) => toUuid("scan", id))
      // A file that another request keeps at this moment is waited for, and found below.
      await transaction.$queryRawUnsafe(
        `WITH taken AS (DELETE FROM attendance.stored_file WHERE id = ANY($1::uuid[]) AND account_id = $2::uuid AND use = 'UPLOAD' AND expires_at > $5::timestamptz
                        RETURNING id, name, media_type, sha256, bytes, content_sealed)
         INSERT INTO attendance.evidence (id, organisation_path, member_id, name, media_type, sha256, bytes, content_sealed, stored_at, stored_by_id)
         SELECT id, $3, $4::uuid, name, media_type, sha256, bytes, content_sealed, $5::timestamptz, $2::uuid FROM taken`,
        scans,
        own,
        organisationPath,
        memberId === null ? null : toUuid("member", memberId),
        now().toISOString(),
      )
      const kept = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `SELECT e.id FROM attendance.evidence e WHERE e.id = ANY($4::uuid[]) AND (e.stored_by_id = $5::uuid OR ${EVIDENCE_IS_SEEN})`,
        ...scopeOf(viewer),
        ownMember(viewer),
        uuids.filter((uuid) => uuid !== null),
        own,
      )
      const known = new Set(kept.map(({ id }) => id))
      const problems = uuids.flatMap((uuid, at) => (uuid !== null && known.has(uuid) ? [] : [{ path: `${path}.${at}`, message: UNKNOWN }]))
      if (problems.length > 0) return invalidInput(...problems)
      return done([...new Set(uuids)].map((uuid) => toTypeId("evidence", uuid as string)))
    },
  }
}
