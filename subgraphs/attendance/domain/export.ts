import type { ReportFormat } from "./report-file.ts"
import type { ReportKind, ReportParameters } from "./report.ts"

/** WAITING for its turn, RUNNING, READY to be fetched, FAILED, CANCELLED by whoever asked, EXPIRED: the file is gone, the row stays. */
export const EXPORT_STATES = ["WAITING", "RUNNING", "READY", "FAILED", "CANCELLED", "EXPIRED"] as const
export type ExportState = (typeof EXPORT_STATES)[number]

/** A report that somebody asked for as a file. `rows` are those that were read, `total` how many there would be as of the request: near enough. */
export type Export = {
  id: string
  accountId: string
  accountName: string
  kind: ReportKind
  format: ReportFormat
  organisationId: string
  organisationPath: string
  parameters: ReportParameters
  purpose: string
  state: ExportState
  rows: number
  total: number
  /** Hexadecimal; of the report. */
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
