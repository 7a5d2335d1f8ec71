import { doorAt, type Hours } from "./check-in-code.ts"
import type { SheetState } from "./sheet.ts"

/** A lesson as far as its codes go. */
export type CodedDoor = Hours & { lessonId: string; organiserPath: string; isOn: boolean; sheetState: SheetState | null; codeRound: number }

/** 动态签到码: the code of this moment. */
export type CheckInCode = { code: string; expiresAt: Date; text: string }

/** Say whether codes of a lesson are given out at a moment: from an hour before it until half an hour after it, while its sheet is not closed. */
export function givesCodes({ isOn, sheetState, ...hours }: CodedDoor, moment: Date): boolean {
  return isOn && sheetState !== "CLOSED" && sheetState !== "APPROVED" && doorAt(moment, hours) === "OPEN"
}
