import type { SheetCounts } from "./attendance-row.ts"

export type SheetState = "OPEN" | "CLOSED" | "APPROVED" | "REOPENED"

/** 签到表: one lesson's sheet with its counts (persons): those of the closing, and while it is open those of this moment. */
export type Sheet = Omit<SheetCounts, "observers"> & {
  id: string
  lessonId: string
  organisationPath: string
  state: SheetState
  version: number
  openedAt: Date
  openedBy: string | null
  closedAt: Date | null
  closedBy: string | null
  approvedAt: Date | null
  approvedBy: string | null
  host: string | null
  recorder: string | null
  summary: string | null
}

export const SHEET_ACTS = ["RECORD", "DESCRIBE", "CLOSE", "APPROVE", "REOPEN", "CORRECT", "FILE"] as const
/** What is done to a sheet once it is there. */
export type SheetAct = (typeof SHEET_ACTS)[number]

/**
 * In which states each act may be done. Closing what is closed does nothing again; what was approved is described and recorded no more, and comes back by
 * reopening alone. A correction may be asked for at any time: who decides on it differs.
 */
export const ALLOWED_STATES: Readonly<Record<SheetAct, readonly SheetState[]>> = {
  RECORD: ["OPEN", "REOPENED"],
  DESCRIBE: ["OPEN", "CLOSED", "REOPENED"],
  CLOSE: ["OPEN", "CLOSED", "REOPENED"],
  APPROVE: ["CLOSED"],
  REOPEN: ["CLOSED", "APPROVED"],
  CORRECT: ["OPEN", "CLOSED", "APPROVED", "REOPENED"],
  // Paper turns up when it does: it is filed with what it says, and proves corrections.
  FILE: ["OPEN", "CLOSED", "APPROVED", "REOPENED"],
}

/** Say whether a sheet's counts stand: those of its closing. */
export function isClosed(state: SheetState): boolean {
  return state === "CLOSED" || state === "APPROVED"
}
