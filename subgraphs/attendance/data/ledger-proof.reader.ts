import type { Database } from "../../shared/database.ts"
import { findReadablePlaces, ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { PathRange, Viewer } from "../../shared/viewer.ts"
import { LINE_SETTINGS, linesOf } from "../domain/ledger-line.ts"
import type { LedgerProof } from "../domain/ledger-verification.ts"
import { DIGEST_BYTES, pathOf } from "../domain/merkle.ts"
import { LONGEST_DELAY_MS } from "../domain/seal.ts"
import { LedgerLineReader } from "./ledger-line.reader.ts"
import { sha256 } from "./seal.writer.ts"

type SealRow = { number: number; sealed_at: Date; previous: Buffer; root: Buffer; hash: Buffer; leaves: Buffer; place: number }

/** Find the seals of single facts that the viewer may read: their own, their branches', and those of lessons that they oversee. */
export function createLedgerProofReader(database: Database, viewer: Viewer) {
  return {
    async find(entryId: string): Promise<LedgerProof | null> {
      const id = toUuid("entry", entryId)
      const [entry] = await database.read<{ recorded_at: Date }>(
        "provable_entry",
        `SELECT e.recorded_at FROM attendance.entry e LEFT JOIN people_api.member m ON m.id = e.member_id LEFT JOIN attendance.sheet s ON s.lesson_id = e.lesson_id
         WHERE e.id = $4::uuid AND (e.member_id = $3::uuid OR ${withinScope("m.branch_path")} OR ${withinScope("s.organisation_path")})`,
        [...scopeOf(viewer), ownMember(viewer), id],
      )
      if (!entry) return null
      const [seal] = await database.read<SealRow>(
        "seal_of_entry",
        `SELECT s.number, s.sealed_at, s.previous, s.root, s.hash, s.leaves, array_position(s.ids, $1::uuid) AS place
         FROM attendance.seal s WHERE s.sealed_at >= $2::timestamptz AND $1::uuid = ANY(s.ids) ORDER BY s.sealed_at, s.number LIMIT 1`,
        [id, new Date(entry.recorded_at.getTime() - LONGEST_DELAY_MS)],
      )
      if (!seal) return null
      const index = seal.place - 1
      return {
        line: await readLine(database, id),
        index,
        path: pathOf(seal.leaves, index, sha256).map((hash) => hash.toString("hex")),
        seal: {
          number: seal.number,
          previous: seal.previous.toString("hex"),
          count: seal.leaves.length / DIGEST_BYTES,
          root: seal.root.toString("hex"),
          hash: seal.hash.toString("hex"),
          sealedAt: seal.sealed_at,
        },
      }
    },
  }
}

/** Find the path of an organisation that the viewer may read; null otherwise. */
export async function findPlace(database: Database, viewer: Viewer, organisationId: string): Promise<string | null> {
  const [place] = await findReadablePlaces(database, viewer, [organisationId])
  return place?.path ?? null
}

/** Say whether these subtrees hold every organisation, so that nothing need be left out. */
export async function isEverything(database: Database, subtrees: readonly PathRange[]): Promise<boolean> {
  const [row] = await database.read<{ is_everything: boolean }>(
    "ledger_is_everything",
    `SELECT NOT EXISTS (SELECT FROM organisation_api.organisation o
       WHERE NOT EXISTS (SELECT FROM unnest($1::text[], $2::text[]) AS s(from_path, to_path) WHERE o.path >= s.from_path AND o.path < s.to_path)) AS is_everything`,
    [subtrees.map(({ from }) => from), subtrees.map(({ to }) => to)],
  )
  return row?.is_everything === true
}

async function readLine(database: Database, id: string): Promise<string> {
  const client = await database.pool.connect()
  try {
    await client.query(`BEGIN READ ONLY; ${LINE_SETTINGS}`)
    const reader = client.query(new LedgerLineReader(linesOf("entry", `r."id" = '${id}'`)))
    let line = ""
    for (let batch = await reader.next(); batch; batch = await reader.next()) line = batch.bytes.toString("utf8", batch.starts[0], batch.ends[0])
    await client.query("COMMIT")
    client.release()
    return line
  } catch (error) {
    client.release(true)
    throw error
  }
}
