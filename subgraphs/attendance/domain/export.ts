import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import type { ReportFormat } from "./report-file.ts"
import { REPORT_KINDS, type ReportKind, type ReportParameters } from "./report.ts"

/** What is handed out whole, beside reports: a year's books of a subtree, as an audit package (审计包), as statements of xAPI, as rosters of OneRoster. */
export const BOOKS_KINDS = ["AUDIT_PACKAGE", "XAPI", "ONE_ROSTER"] as const
export type BooksKind = (typeof BOOKS_KINDS)[number]
export type ExportKind = ReportKind | BooksKind

/** Books have one format each: an archive, or one statement a line. */
export const BOOKS_FORMATS = { AUDIT_PACKAGE: "ZIP", XAPI: "JSONL", ONE_ROSTER: "ZIP" } as const satisfies Record<BooksKind, string>
export type BooksFormat = (typeof BOOKS_FORMATS)[BooksKind]
export type ExportFormat = ReportFormat | BooksFormat

/** What an export was asked for with; `reports` are those of a package, in the order of their numbers, `homePage` is whose ids statements speak of. */
export type ExportParameters = ReportParameters & { reports?: readonly ReportKind[]; homePage?: string }

/** WAITING for its turn, RUNNING, READY to be fetched, FAILED, CANCELLED by whoever asked, EXPIRED: the file is gone, the row stays. */
export const EXPORT_STATES = ["WAITING", "RUNNING", "READY", "FAILED", "CANCELLED", "EXPIRED"] as const
export type ExportState = (typeof EXPORT_STATES)[number]

/**
 * What somebody asked for as a file. `rows` are those that were read, `total` how many there would be as of the request: near enough. Books are counted only
 * when their job begins, and have a total of 0 before that.
 */
export type Export = {
  id: string
  accountId: string
  accountName: string
  kind: ExportKind
  format: ExportFormat
  organisationId: string
  organisationPath: string
  parameters: ExportParameters
  purpose: string
  state: ExportState
  rows: number
  total: number
  /** Hexadecimal; of the report, of a package's manifest, or of the file's bytes. */
  digest: string | null
  watermark: string
  requestedAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  expiresAt: Date | null
  fileName: string | null
  bytes: number | null
  /** Hexadecimal; of the file. */
  sha256: string | null
  failure: string | null
}

/** Say whether it is a report that is exported, and not books as a whole. */
export function isReport(kind: ExportKind): kind is ReportKind {
  return (REPORT_KINDS as readonly string[]).includes(kind)
}

/** By which act it was asked for. */
export function mutationOf(kind: ExportKind): string {
  return isReport(kind) ? "startExport" : kind === "AUDIT_PACKAGE" ? "startAuditPackage" : "startDataExport"
}

const SHORTEST_PURPOSE = 2

/** Find what is wrong with a purpose (目的), which must be given, and say something. */
export function problemsOfPurpose(purpose: string): FieldProblem[] {
  const isShort = [...purpose.trim()].length === 1
  return [
    ...problemsOfText("purpose", purpose, LONGEST_TITLE),
    ...(isShort ? [{ path: "purpose", message: `Say in at least ${SHORTEST_PURPOSE} characters what it is for.` }] : []),
  ]
}

/** For how long a file can be fetched: a working day and the night after it. */
export const EXPORT_HOURS = 24

/** How far an export is, in per cent of its rows; all of it only when the file is there. */
export function progressOf({ state, rows, total }: Pick<Export, "state" | "rows" | "total">): number {
  if (state === "READY" || state === "EXPIRED") return 100
  return Math.min(99, Math.floor((rows * 100) / Math.max(total, 1)))
}

/** Name the file: what the report is, of whom, and as of which day. */
export function fileNameOf({ title, organisation }: { title: string; organisation: { name: string } }, day: string, ending: string): string {
  const plain = [title, organisation.name, day.replaceAll("-", "")].map((part) => part.replaceAll(/[\\/:*?"<>|\s]+/g, "_"))
  return `${plain.join("-")}.${ending}`
}

/** The watermarks' letters: base 32 without what is mistaken for something else (Crockford). */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Write a watermark's number from five random bytes: `WM-` and eight letters. */
export function watermarkOf(random: Uint8Array): string {
  let bits = random.slice(0, 5).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let text = ""
  for (let at = 0; at < 8; at += 1, bits /= 32n) text = `${LETTERS[Number(bits % 32n)]}${text}`
  return `WM-${text}`
}

/** Read a watermark's number as somebody copied it from paper; null for what is none. */
export function readWatermark(text: string): string | null {
  const plain = text.trim().toUpperCase().replace(/^WM-?/, "").replaceAll(/[IL]/g, "1").replaceAll("O", "0")
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? `WM-${plain}` : null
}
