import type pg from "pg"
import type { Findings } from "../domain/ledger-finding.ts"
import type { LedgerTable } from "../domain/ledger-line.ts"
import { DIGEST_BYTES } from "../domain/merkle.ts"
import type { LedgerLineReader, LineBatch } from "./ledger-line.reader.ts"
import { type OpenSeal, SealedIds } from "./sealed-id.reader.ts"
import { sha256 } from "./seal.writer.ts"

const ID = 36

/** Lines of one table in the order of their ids; `isWhole` where the lines say all of a row, and not its id alone. */
export type LedgerLines = { table: LedgerTable; lines: LedgerLineReader; isWhole: boolean }

type Source = LedgerLines & { batch: LineBatch; at: number; idAt: number }

/**
 * Compare every row of the ledger with what was sealed of it.
 *
 * Rows and seals both come in the order of their ids, so that one walk over both meets each row beside its leaf: nothing is looked up, and memory holds the
 * few seals that are open at one place. A row that no seal and no queue names was put in from outside; an id of a seal or of the queue that no row
 * has was taken out. Gives how many whole rows were read.
 */
export async function readLedgerRows(client: pg.ClientBase, given: readonly LedgerLines[], findings: Findings): Promise<{ rows: number; unsealed: number }> {
  const sealed = new SealedIds(client, findings)
  await sealed.begin()
  const sources: Source[] = []
  for (const lines of given) {
    const batch = await lines.lines.next()
    if (batch) sources.push({ ...lines, batch, at: 0, idAt: lines.table.length + 1 })
  }
  let rows = 0
  while (sources.length > 0) {
    const source = firstOf(sources)
    const limit = limitOf(sources, source)
    for (;;) {
      const { batch } = source
      const start = batch.starts[source.at] as number
      if (limit && compareIds(batch.bytes, start + source.idAt, limit.batch.bytes, (limit.batch.starts[limit.at] as number) + limit.idAt) > 0) break
      if (sealed.mustOpen(batch.bytes, start + source.idAt)) await sealed.open(batch.bytes, start + source.idAt)
      compare(source, start, batch.ends[source.at] as number, sealed.openSeals, findings)
      if (sealed.hasEnded()) await sealed.close()
      rows += source.isWhole ? 1 : 0
      source.at += 1
      if (source.at < batch.starts.length) continue
      const next = await source.lines.next()
      if (!next) {
        sources.splice(sources.indexOf(source), 1)
        break
      }
      source.batch = next
      source.at = 0
    }
  }
  await sealed.reportRest()
  return { rows, unsealed: sealed.unsealed }
}

/** Hold one row against the seals that are open where it stands. */
function compare(source: Source, start: number, end: number, open: readonly OpenSeal[], findings: Findings): void {
  const { bytes } = source.batch
  const id = start + source.idAt
  let isKnown = false
  for (const seal of open) {
    let order = 1
    while (seal.index < seal.count && (order = compareIds(seal.ids, seal.at, bytes, id)) < 0) {
      findings.add({ seal: seal.number, index: seal.index, row: { table: null, id: seal.ids.toString("latin1", seal.at, seal.at + ID) }, problem: seal.gone })
      advance(seal)
    }
    if (seal.index >= seal.count || order !== 0) continue
    const problem = isKnown ? "the row is sealed twice" : source.isWhole ? problemOf(seal, bytes, start, end, id + ID + 1) : null
    if (problem !== null)
      findings.add({ seal: seal.number, index: seal.index, row: { table: source.table, id: bytes.toString("latin1", id, id + ID) }, problem })
    isKnown = true
    advance(seal)
  }
  if (isKnown) return
  const row = { table: source.table, id: bytes.toString("latin1", id, id + ID) }
  findings.add({ seal: null, index: 0, row, problem: "the row was put in from outside: no seal covers it, and it does not wait for one" })
}

function problemOf(seal: OpenSeal, bytes: Buffer, start: number, end: number, recordedAt: number): string | null {
  if (seal.leaves) {
    bytes[start - 1] = 0
    const leaf = seal.index * DIGEST_BYTES
    if (sha256(bytes.subarray(start - 1, end)) !== seal.leaves.toString("latin1", leaf, leaf + DIGEST_BYTES)) return "the row is not what was sealed"
  }
  if (seal.notBefore && compareText(bytes, recordedAt, seal.notBefore) < 0) return "the row says that it was recorded long before it came into the ledger"
  if (seal.notAfter && compareText(bytes, recordedAt, seal.notAfter) > 0) return "the row says that it was recorded after it was sealed"
  return null
}

function advance(seal: OpenSeal): void {
  seal.index += 1
  seal.at += ID + 1
}

function firstOf(sources: readonly Source[]): Source {
  return sources.reduce((first, one) => (compareHeads(one, first) < 0 ? one : first))
}

/** The first of the others: up to it, the chosen one may be read without looking aside. */
function limitOf(sources: readonly Source[], chosen: Source): Source | null {
  const others = sources.filter((one) => one !== chosen)
  return others.length === 0 ? null : firstOf(others)
}

function compareHeads(one: Source, other: Source): number {
  return compareIds(one.batch.bytes, (one.batch.starts[one.at] as number) + one.idAt, other.batch.bytes, (other.batch.starts[other.at] as number) + other.idAt)
}

/** Compare two ids as text, which is the order of their bytes. */
function compareIds(one: Buffer, at: number, other: Buffer, from: number): number {
  for (let offset = 0; offset < ID; offset += 1) {
    const difference = (one[at + offset] as number) - (other[from + offset] as number)
    if (difference !== 0) return difference
  }
  return 0
}

function compareText(bytes: Buffer, at: number, text: Buffer): number {
  for (let offset = 0; offset < text.length; offset += 1) {
    const difference = (bytes[at + offset] as number) - (text[offset] as number)
    if (difference !== 0) return difference
  }
  return 0
}
