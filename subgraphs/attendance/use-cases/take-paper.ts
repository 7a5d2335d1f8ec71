import { type InvalidState, type NotAllowed, type Result, done, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import type { PaperLine } from "../domain/paper-line.ts"
import type { SheetAct } from "../domain/sheet.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { takeSheet } from "./take-sheet.ts"

export type TakenPaper = { paperId: string; sheet: StoredSheet; lines: PaperLine[] }

/**
 * Take a paper sheet, with its lines, under the lock of its lesson's sheet: for those who record there.
 *
 * @throws {BadInput} when the id is none.
 */
export async function takePaper(
  context: Pick<AttendanceContext, "viewer">,
  writers: AttendanceWriters,
  paper: string,
  act: Extract<SheetAct, "FILE" | "RECORD">,
): Promise<Result<TakenPaper, NotAllowed | InvalidState>> {
  const paperId = requireId("input.paper", paper, "paper")
  const lesson = await writers.papers.findLesson(paperId)
  if (lesson === null) return notAllowed()
  const taken = await takeSheet(context, writers, { lesson, may: mayRecord, act })
  return taken.ok ? done({ paperId, sheet: taken.value, lines: await writers.papers.findLines(paperId) }) : taken
}
