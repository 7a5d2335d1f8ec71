import pg from "pg"
import { LINE_SETTINGS, type LedgerTable, linesOf } from "../domain/ledger-line.ts"
import { type ExtractedSeal, type LedgerHead, sealedLine } from "../domain/ledger-extract.ts"
import { DIGEST_BYTES } from "../domain/merkle.ts"
import { multiProofOf, runsOf } from "../domain/multi-proof.ts"
import type { BooksAsked } from "./books.row.ts"
import { LedgerLineReader } from "./ledger-line.reader.ts"
import { createAccountExtract, peopleOf } from "./account-extract.reader.ts"
import { sha256 } from "./seal.writer.ts"

export type LedgerExtract = Awaited<ReturnType<ReturnType<typeof createLedgerExtractReader>["open"]>>

/** So many rows of seals are looked through at once; of them, those of the extract are held as lines. */
const ROWS_AT_ONCE = 32_768
const SEALS_AT_ONCE = 64
const PROOFS_AT_ONCE = 32

/** Whoever takes the bytes slowly holds the snapshot, and not for ever: between two statements at most ten minutes. */
const SETTINGS = "-c statement_timeout=0 -c idle_in_transaction_session_timeout=600s -c TimeZone=UTC"

type Sealed = { number: number; sealed_at: Date; ids: string }
type SealRow = { number: number; sealed_at: Date; previous: Buffer; root: Buffer; hash: Buffer; count: number; leaves: Buffer | null }

/**
 * Take out of the ledger what stands behind the people and the lessons of a subtree in a year, with what proves it, as of one snapshot, on a connection
 * of its own.
 *
 * Everything that was ever sealed is walked through, and what belongs is read as lines; `seals` proves those that `lines` gave before.
 */
export function createLedgerExtractReader(url: string) {
  return {
    /** How many rows an extract will have, sealed or not. */
    count: (asked: BooksAsked): Promise<number> => countRows(url, conditionsOf(asked)),

    async open(asked: BooksAsked) {
      const { asOf } = asked
      const client = await connect(url)
      await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${LINE_SETTINGS}`)
      const conditions = conditionsOf(asked)
      const taken = new Map<number, [number, number][]>()
      const found = { rows: 0, unsealed: 0, seals: 0, head: null as LedgerHead | null }
      return {
        found,
        accounts: createAccountExtract(client, asked),

        /** The lines of rows that are sealed, in the order of the seals, each with its end. */
        async *lines(): AsyncGenerator<Buffer> {
          for (let seals = await nextSeals(client, 0); seals.length > 0; seals = await nextSeals(client, seals.at(-1)?.number ?? 0)) {
            const split = seals.map((seal) => ({ ...seal, ids: seal.ids.split(",") }))
            const lines = await linesOfIds(
              client,
              split.flatMap(({ ids }) => ids),
              conditions,
            )
            for (const { number, sealed_at, ids } of split) {
              const places = ids.flatMap((id, place) => (lines.has(id) ? [place] : []))
              for (const place of places) yield lines.get(ids[place] as string) as Buffer
              found.rows += places.length
              if (places.length > 0) taken.set(number, runsOf(places))
              if (places.length > 0 || sealed_at <= asOf) found.seals = number
            }
          }
        },

        /** All seals from the first up to the last that is needed, each as a line; those that hold lines with what proves them. */
        async *seals(): AsyncGenerator<string> {
          for (let after = 0; after < found.seals;) {
            const rows = await sealsWith(client, after, Math.min(after + PROOFS_AT_ONCE, found.seals), [...taken.keys()])
            for (const row of rows) {
              const seal = provenBy(row, taken.get(row.number) ?? [])
              found.head = { number: seal.number, hash: seal.hash, sealedAt: seal.sealedAt }
              yield `${sealedLine(seal)}\n`
            }
            after = Math.min(after + PROOFS_AT_ONCE, found.seals)
          }
        },

        /** Lines of rows that wait for their seal: for some seconds after they were recorded. */
        async *unsealed(): AsyncGenerator<Buffer> {
          for (const table of ["entry", "act"] as const) {
            for await (const line of readLines(client, table, `(${conditions[table]}) AND r."id" IN (SELECT u.id FROM attendance.unsealed u)`)) {
              found.unsealed += 1
              yield line
            }
          }
        },

        close: () => client.end(),
      }
    },
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "ledger extract", options: SETTINGS })
  client.on("error", () => undefined)
  await client.connect()
  return client
}

async function countRows(url: string, { entry, act }: Record<LedgerTable, string>): Promise<number> {
  const client = await connect(url)
  try {
    const { rows } = await client.query<{ rows: number }>(
      `SELECT ((SELECT count(*) FROM attendance.entry r WHERE ${entry}) + (SELECT count(*) FROM attendance.act r WHERE ${act}))::int AS rows`,
    )
    return rows[0]?.rows ?? 0
  } finally {
    await client.end()
  }
}

/** Which rows belong: facts about people who have an account there in the year, or at lessons held there; acts about either, and about the places. */
function conditionsOf(asked: BooksAsked): Record<LedgerTable, string> {
  const { from, to, year, asOf } = asked
  const within = (path: string) => `${path} >= ${pg.escapeLiteral(from)} AND ${path} < ${pg.escapeLiteral(to)}`
  const people = peopleOf(asked)
  const lessons = `(SELECT s.lesson_id FROM attendance.sheet s WHERE ${within("s.organisation_path")} AND s.held_on >= '${year}-01-01' AND s.held_on < '${year + 1}-01-01')`
  const places = `(SELECT o.id FROM organisation_api.known_organisation o WHERE ${within("o.path")})`
  const known = `r."recorded_at" <= '${asOf.toISOString()}'`
  const during = `r."occurred_at" >= '${year}-01-01 00:00+08' AND r."occurred_at" < '${year + 1}-01-01 00:00+08'`
  // Training outside that went on over New Year is dated in the year before.
  const inYear = `(r."held_on" >= '${year}-01-01' OR (r."training_id" IS NOT NULL AND r."held_on" >= '${year - 1}-01-01')) AND r."held_on" < '${year + 1}-01-01'`
  return {
    entry: `${known} AND ${inYear} AND (r."member_id" IN ${people} OR r."lesson_id" IN ${lessons})`,
    act: `${known} AND (r."lesson_id" IN ${lessons} OR ((${during}) AND (r."member_id" IN ${people} OR (r."lesson_id" IS NULL AND r."organisation_id" IN ${places}))))`,
  }
}

/** The next seals of some thousand rows together, at least one. */
async function nextSeals(client: pg.Client, after: number): Promise<Sealed[]> {
  const { rows } = await client.query<Sealed>(
    "SELECT number, sealed_at, array_to_string(ids, ',') AS ids FROM attendance.seal WHERE number > $1 ORDER BY number LIMIT $2",
    [after, SEALS_AT_ONCE],
  )
  let sum = 0
  return rows.filter(({ ids }, at) => (sum += ids.length / 37) <= ROWS_AT_ONCE || at === 0)
}

async function linesOfIds(client: pg.Client, ids: readonly string[], conditions: Record<LedgerTable, string>): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const table of ["entry", "act"] as const) {
    const start = table.length + 1
    for await (const line of readLines(client, table, `r."id" = ANY('{${ids.join(",")}}'::uuid[]) AND (${conditions[table]})`)) {
      found.set(line.toString("latin1", start, start + 36), line)
    }
  }
  return found
}

async function* readLines(client: pg.Client, table: LedgerTable, where: string): AsyncGenerator<Buffer> {
  const reader = client.query(new LedgerLineReader(linesOf(table, where)))
  for (let batch = await reader.next(); batch; batch = await reader.next()) {
    for (const [at, start] of batch.starts.entries()) yield Buffer.concat([batch.bytes.subarray(start, batch.ends[at]), Buffer.from("\n")])
  }
}

async function sealsWith(client: pg.Client, after: number, upTo: number, proven: readonly number[]): Promise<SealRow[]> {
  const { rows } = await client.query<SealRow>(
    `SELECT number, sealed_at, previous, root, hash, (octet_length(leaves) / ${DIGEST_BYTES})::int AS count, CASE WHEN number = ANY($3::int[]) THEN leaves END AS leaves
     FROM attendance.seal WHERE number > $1 AND number <= $2 ORDER BY number`,
    [after, upTo, proven.filter((number) => number > after && number <= upTo)],
  )
  return rows
}

function provenBy({ number, sealed_at, previous, root, hash, count, leaves }: SealRow, rows: [number, number][]): ExtractedSeal {
  const [before, top, own] = [previous, root, hash].map((bytes) => bytes.toString("hex")) as [string, string, string]
  const given = leaves ? rows.map(([first, last]) => leaves.toString("hex", first * DIGEST_BYTES, (last + 1) * DIGEST_BYTES)).join("") : ""
  const proof = leaves ? Buffer.concat(multiProofOf(leaves, rows, sha256)).toString("hex") : ""
  return { number, previous: before, count, root: top, sealedAt: sealed_at.toISOString(), hash: own, rows, leaves: given, proof }
}
