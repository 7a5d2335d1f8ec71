import { createHash } from "node:crypto"
import { toUuids } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { LedgerExtract } from "../data/ledger-extract.reader.ts"
import {
  PACKAGED_REPORTS,
  PACKAGE_FORMAT,
  type PackageManifest,
  type PackageParameters,
  type PackageRun,
  type PackagedReport,
  readmeOf,
} from "../domain/audit-package.ts"
import type { BooksFile, BooksRead } from "../domain/books-file.ts"
import { type Report, type ReportKind, canonicalHeader, canonicalRow } from "../domain/report.ts"
import { tableHead, tableRow } from "../domain/report-table.ts"
import { askReport } from "./ask-report.ts"
import { type HandOut, findHandedOutBooks } from "./find-handed-out-books.ts"
import { REPORT_OPENERS, type ReportSources } from "./open-report.ts"

export type PackageSources = ReportSources & Pick<AttendanceContext, "packages">
export type PackageQuestion = HandOut & { reports: readonly ReportKind[] | null; watermark: string | null }

/** A package that may be made. Its rows are those of its reports and of the ledger. */
export type AuditPackage = BooksFile<Uint8Array, PackageManifest> & { parameters: PackageParameters }

type Content = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>
type Zip = ReturnType<PackageSources["packages"]["createZip"]>
type Add = (name: string, content: Content) => AsyncGenerator<Uint8Array, string>
type Ground = { sources: PackageSources; question: PackageQuestion; asOf: Date; opened: Report[]; read: BooksRead; openExtract(): Promise<LedgerExtract> }

/**
 * Make an audit package (审计包): the reports of a subtree and a year with the rules, the ledger's rows behind them, and what proves these, as the books
 * stood at one instant. scripts/verify-package.mjs verifies it anywhere.
 *
 * The same parameters give the same package, byte for byte, but for what is said of who had it made. Null for whoever may not have the ledger verified
 * there, as for an organisation that is not there.
 *
 * @throws {BadInput} for an id that is none, a year out of bounds, or a moment that has not come.
 */
export async function openAuditPackage(sources: PackageSources, question: PackageQuestion): Promise<AuditPackage | null> {
  const books = await findHandedOutBooks(sources, "audit package", question)
  if (!books) return null
  const { asOf, year } = books.asked
  const opened = await openAll(sources, { ...question, asOf })
  const parameters: PackageParameters = {
    organisation: { id: books.place.id, name: books.place.name },
    year,
    asOf: asOf.toISOString(),
    timeZone: sources.timeZone,
  }
  const { ledger } = sources.packages
  const read: BooksRead = { rows: 0, digest: null }
  return {
    title: `${year}年度学习考勤审计包`,
    organisation: books.place,
    parameters,
    bytes: () => writePackage({ sources, question, asOf, opened, read, openExtract: () => ledger.open(books.asked) }, parameters),
    read,
    async count() {
      let rows = await ledger.count(books.asked)
      for (const report of opened) rows += await report.count()
      return rows
    },
  }
}

/** Open every report that needs no more than a place and a year, in the order of their numbers. */
async function openAll(sources: PackageSources, { organisation, year, asOf, purpose, reports }: PackageQuestion): Promise<Report[]> {
  const opened: Report[] = []
  for (const [kind, period] of Object.entries(PACKAGED_REPORTS) as [ReportKind, string][]) {
    if (!REPORT_OPENERS[kind] || (reports && !reports.includes(kind))) continue
    const during = period === "YEAR" ? { year } : period === "DAYS" ? { from: `${year}-01-01`, to: `${year}-12-31` } : {}
    const asked = await askReport(sources, kind, { organisation, asOf, purpose, ...during })
    if (asked) opened.push(asked.report)
  }
  return opened
}

async function* writePackage(
  { sources, question, asOf, opened, read, openExtract }: Ground,
  parameters: PackageParameters,
): AsyncGenerator<Uint8Array, PackageManifest> {
  Object.assign(read, { rows: 0, digest: null })
  const zip = sources.packages.createZip(asOf)
  const packed: PackageRun["packed"] = []
  const files: PackageManifest["files"] = []
  async function* add(name: string, content: Content): AsyncGenerator<Uint8Array, string> {
    const { bytes, sha256, packedBytes, packedSha256 } = yield* zip.add(name, content)
    files.push({ name, bytes, sha256 })
    packed.push({ name, bytes: packedBytes, sha256: packedSha256 })
    return sha256
  }

  const [reports, gaps]: [PackagedReport[], PackageRun["gaps"]] = [[], []]
  for (const report of opened) {
    const before = read.rows
    const digest = yield* add(`reports/${report.kind}.rows.jsonl`, canonicalLinesOf(report, read))
    yield* add(`reports/${report.kind}.csv`, tableOf(report))
    const columns = report.columns.map(({ key, title, type, isLabel }) => ({ key, title, type, ...(isLabel && { isLabel }) }))
    reports.push({ kind: report.kind, title: report.title, digest, rows: read.rows - before, columns })
    gaps.push({ kind: report.kind, gaps: await report.gaps() })
  }
  const { ruleSets, ledger } = yield* addLedger(
    await openExtract(),
    toUuids("rules", [...new Set(opened.flatMap((one) => one.ruleSets.map(({ id }) => id)))]),
    add,
    read,
  )
  yield* add("parameters.json", [jsonOf(parameters)])
  yield* add("README.md", [readmeOf(parameters, reports)])

  const manifest: PackageManifest = { format: PACKAGE_FORMAT, parameters, reports, ruleSets, ledger, files }
  read.digest = createHash("sha256").update(jsonOf(manifest)).digest("hex")
  yield* addSeals(zip, manifest, { ...runOf(sources, question), gaps, packed })
  return manifest
}

/** Write what the ledger holds behind the reports, and the rules that judged it; the snapshot is let go afterwards, whatever happens. */
async function* addLedger(
  extract: LedgerExtract,
  ruleSetUuids: string[],
  add: Add,
  read: BooksRead,
): AsyncGenerator<Uint8Array, Pick<PackageManifest, "ruleSets" | "ledger">> {
  try {
    const rules = await extract.accounts.ruleSets(ruleSetUuids)
    for (const { id, content } of rules) yield* add(`rules/${id}.json`, [jsonOf(content)])
    yield* add("ledger/lines.tsv", countedLines(extract.lines(), read))
    yield* add("ledger/seals.jsonl", extract.seals())
    yield* add("ledger/unsealed.tsv", countedLines(extract.unsealed(), read))
    const accounts = { all: 0, withoutStanding: 0 }
    yield* add("ledger/standing.jsonl", standingLinesOf(extract, accounts))
    const { rows, unsealed, seals, head } = extract.found
    const ledger = { rows, unsealed, seals, head, accounts: accounts.all, accountsWithoutStanding: accounts.withoutStanding }
    return { ruleSets: rules.map(({ id }) => id), ledger }
  } finally {
    await extract.close()
  }
}

/** Write the three last files, which stand for all others; nothing in them is packed, so that their every byte is what is hashed. */
async function* addSeals(zip: Zip, manifest: PackageManifest, run: PackageRun): AsyncGenerator<Uint8Array, void> {
  const ofManifest = yield* zip.add("manifest.json", [jsonOf(manifest)], { isStored: true })
  const ofRun = yield* zip.add("run.json", [jsonOf(run)], { isStored: true })
  yield* zip.add("manifest.sha256", [`${ofManifest.sha256}  manifest.json\n${ofRun.sha256}  run.json\n`], { isStored: true })
  yield zip.end()
}

function runOf({ viewer, now }: PackageSources, { purpose, watermark }: PackageQuestion) {
  return { generatedAt: now().toISOString(), generatedBy: { account: viewer.accountId, name: viewer.name }, purpose, watermark }
}

const jsonOf = (value: object) => `${JSON.stringify(value, null, 1)}\n`

async function* countedLines(lines: AsyncIterable<Uint8Array>, read: BooksRead): AsyncGenerator<Uint8Array> {
  for await (const line of lines) {
    read.rows += 1
    yield line
  }
}

async function* canonicalLinesOf(report: Report, read: BooksRead): AsyncGenerator<string> {
  yield `${canonicalHeader(report)}\n`
  for await (const { rows } of report.batches()) {
    read.rows += rows.length
    yield rows.map((row) => `${canonicalRow(row, report.columns)}\n`).join("")
  }
}

async function* tableOf(report: Report): AsyncGenerator<string> {
  yield tableHead(report.columns)
  for await (const { rows } of report.batches()) yield rows.map(tableRow).join("")
}

async function* standingLinesOf(extract: LedgerExtract, counted: { all: number; withoutStanding: number }): AsyncGenerator<string> {
  for await (const accounts of extract.accounts.standing()) {
    counted.all += accounts.length
    counted.withoutStanding += accounts.filter(({ credited }) => credited === null).length
    yield accounts.map((account) => `${JSON.stringify(account)}\n`).join("")
  }
}
