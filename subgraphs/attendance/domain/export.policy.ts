import { type Role, type Viewer, holds, waysUp } from "../../shared/viewer.ts"
import { type ExportKind, isReport } from "./export.ts"
import { mayVerify } from "./ledger.policy.ts"
import type { ReportKind, ReportParameters } from "./report.ts"

type RowLimit = { roles: readonly Role[]; kinds: readonly ReportKind[] | null; rows: number; reason: string }

/** How much of its subtree each role may take away at once, the widest first; `kinds` null is everything. */
export const ROW_LIMITS: readonly RowLimit[] = [
  { roles: ["AUDITOR", "ADMIN"], kinds: null, rows: Number.POSITIVE_INFINITY, reason: "Audits are of whole cities." },
  {
    roles: ["SECRETARY", "COORDINATOR"],
    kinds: null,
    rows: 100_000,
    reason: "A district has fewer people; more at once is a copy of the register, and no report.",
  },
  { roles: ["RECORDER"], kinds: ["ATTENDANCE_SHEET"], rows: 5_000, reason: "Whoever takes attendance prints the sheets of lessons, and keeps no books." },
]

/** 个人学习档案: what a person may have of themselves (个人信息保护法 Art. 45). */
const OWN_ROWS = 5_000

/** A page of paper has thirty rows: whoever wants more than this wants a table. */
export const LARGEST_PDF = 2_000

/** So many exports of one account are under way at once: whoever asks for hundreds would keep all others waiting. */
export const MOST_UNDER_WAY = 5

/** How people talk about who pulled what: these read it. */
const LOG_READERS: readonly Role[] = ["AUDITOR", "SECRETARY", "ADMIN"]
const WATERMARK_READERS: readonly Role[] = ["AUDITOR", "ADMIN"]

/** What is exported, as far as it decides who may. */
export type ExportSubject = { kind: ExportKind; parameters: Pick<ReportParameters, "memberId"> }

/** Say how many rows of a report, or of books that are handed out whole, the viewer may take away from the organisation at this path; null where they may not have it as a file at all. */
export function exportLimitOf(viewer: Viewer, { kind, parameters }: ExportSubject, path: string): number | null {
  if (kind === "ACCESS_LOG" && !mayReadAccessLog(viewer, path)) return null
  if (!isReport(kind) && !mayVerify(viewer, path)) return null
  const limits = ROW_LIMITS.filter(({ roles, kinds }) => holds(viewer, roles, path) && (kinds === null || kinds.some((one) => one === kind))).map(
    ({ rows }) => rows,
  )
  const isOwnFile = kind === "PERSONAL_FILE" && viewer.memberId !== null && parameters.memberId === viewer.memberId && waysUp(viewer).includes(path)
  const all = isOwnFile ? [...limits, OWN_ROWS] : limits
  return all.length > 0 ? Math.max(...all) : null
}

/** Say whether the viewer may read who pulled what of the organisation at this path. */
export function mayReadAccessLog(viewer: Viewer, path: string): boolean {
  return holds(viewer, LOG_READERS, path)
}

/** Say whether the viewer may find out whose file a watermark is on, of the organisation at this path. */
export function mayTraceWatermark(viewer: Viewer, path: string): boolean {
  return holds(viewer, WATERMARK_READERS, path)
}
