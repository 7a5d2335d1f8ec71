import pg from "pg"
import type { PathRange } from "../../shared/viewer.ts"
import { type Finding, createFindings } from "../domain/ledger-finding.ts"
import { LINE_SETTINGS, type LedgerTable, idsOf, linesOf } from "../domain/ledger-line.ts"
import type { PublishedHead } from "../domain/seal.ts"
import { LedgerLineReader } from "./ledger-line.reader.ts"
import { type LedgerLines, readLedgerRows } from "./ledger-row.reader.ts"
import { readSealChain } from "./seal-chain.reader.ts"

/** Which rows' contents are read: those of lessons held and people judged in these subtrees, in this year; null for all. */
export type LedgerScope = { paths: readonly PathRange[] | null; year: number | null }

export type LedgerReading = {
  seals: number
  /** How many rows the seals cover, and how many were compared with what was sealed of them. */
  sealed: number
  rows: number
  unsealed: number
  head: string
  headMatches: boolean | null
  first: (Finding & { position: number | null }) | null
}

/**
 * Read the whole ledger and its seals as of one moment, on connections of its own: the reading takes its time, and nobody else waits for it.
 *
 * `readHeads` gives the heads that were published outside the database.
 */
export function createLedgerVerificationReader(url: string, readHeads: (() => AsyncIterable<PublishedHead>) | null) {
  return {
    async read(scope: LedgerScope): Promise<LedgerReading> {
      const clients: pg.Client[] = []
      const connect = async (): Promise<pg.Client> => {
        const client = new pg.Client({ connectionString: url, application_name: "ledger verification", options: "-c statement_timeout=0" })
        clients.push(client)
        client.on("error", () => undefined)
        await client.connect()
        return client
      }
      try {
        const main = await connect()
        await main.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${LINE_SETTINGS}`)
        const { rows: exported } = await main.query<{ snapshot: string }>("SELECT pg_export_snapshot() AS snapshot")
        const findings = createFindings()
        const chain = await readSealChain(main, readHeads?.() ?? null, findings)
        const given: LedgerLines[] = []
        for (const { table, text, isWhole } of textsOf(scope)) {
          const client = await connect()
          await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '${exported[0]?.snapshot ?? ""}'; ${LINE_SETTINGS}`)
          given.push({ table, lines: client.query(new LedgerLineReader(text)), isWhole })
        }
        const { rows, unsealed } = await readLedgerRows(main, given, findings)
        const first = findings.first()
        return { ...chain, rows, unsealed, first: first && { ...first, position: await positionOf(main, first) } }
      } finally {
        // Whatever is still under way on them ends with them.
        await Promise.all(clients.map((client) => client.end().catch(() => undefined)))
      }
    },
  }
}

/** Where in the ledger something was found, the first row being 1; null for what no seal knows. */
async function positionOf(client: pg.Client, { seal, index }: Finding): Promise<number | null> {
  if (seal === null) return null
  const { rows } = await client.query<{ before: string }>(
    "SELECT coalesce(sum(octet_length(leaves) / 32), 0) AS before FROM attendance.seal WHERE number < $1",
    [seal],
  )
  return Number(rows[0]?.before ?? 0) + Math.max(index, 0) + 1
}

type Text = { table: LedgerTable; text: string; isWhole: boolean }

function textsOf(scope: LedgerScope): Text[] {
  if (scope.paths === null && scope.year === null) {
    return [
      { table: "entry", text: linesOf("entry"), isWhole: true },
      { table: "act", text: linesOf("act"), isWhole: true },
    ]
  }
  return (["entry", "act"] as const).flatMap((table) => {
    const condition = conditionOf(table, scope)
    return [
      { table, text: linesOf(table, condition), isWhole: true },
      { table, text: idsOf(table, `(${condition}) IS NOT TRUE`), isWhole: false },
    ]
  })
}

/** A row belongs where its lesson was held; one without a lesson, to the branch or the organisation that it names. */
function conditionOf(table: LedgerTable, { paths, year }: LedgerScope): string {
  const within = (path: string) =>
    paths === null
      ? "true"
      : `(${paths.map(({ from, to }) => `${path} >= ${pg.escapeLiteral(from)} AND ${path} < ${pg.escapeLiteral(to)}`).join(" OR ") || "false"})`
  const lessonIn = (more: string) => `r."lesson_id" IN (SELECT s.lesson_id FROM attendance.sheet s WHERE ${within("s.organisation_path")}${more})`
  const places = `(SELECT o.id FROM organisation_api.organisation o WHERE ${within("o.path")})`
  if (table === "entry") {
    const inYear = year === null ? "" : ` AND r."held_on" >= '${year}-01-01' AND r."held_on" < '${year + 1}-01-01'`
    return paths === null ? `true${inYear}` : `(${lessonIn("")} OR (r."lesson_id" IS NULL AND r."branch_id" IN ${places}))${inYear}`
  }
  const during = year === null ? "" : ` AND r."occurred_at" >= '${year}-01-01 00:00+08' AND r."occurred_at" < '${year + 1}-01-01 00:00+08'`
  const held = year === null ? "" : ` AND s.held_on >= '${year}-01-01' AND s.held_on < '${year + 1}-01-01'`
  const elsewhere =
    paths === null ? "true" : `(r."organisation_id" IN ${places} OR r."member_id" IN (SELECT m.id FROM people_api.member m WHERE ${within("m.branch_path")}))`
  return `${lessonIn(held)} OR (r."lesson_id" IS NULL AND ${elsewhere}${during})`
}
