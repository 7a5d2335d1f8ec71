import type { Standing } from "./attendance-row.ts"
import { STANDING_WORDS } from "./mark-words.ts"

/** How somebody stood, with the times that say by how much: those of the lesson, and of the person's coming and going where they are known. */
export type Stood = { state: Standing; arrivedAt: Date | null; leftAt: Date | null; startsAt: Date; endsAt: Date }

/** Say in words how somebody stood: `缺席`, `迟到20分钟`; without the minutes where nobody wrote down when. */
export function wordsOfStanding({ state, arrivedAt, leftAt, startsAt, endsAt }: Stood): string {
  const minutes = state === "LATE" ? between(startsAt, arrivedAt) : state === "LEFT_EARLY" ? between(leftAt, endsAt) : 0
  return minutes > 0 ? `${STANDING_WORDS[state]}${minutes}分钟` : STANDING_WORDS[state]
}

/** Name the kind of a change as the customary log does: what it came from says more than that it came. */
export function wordsOfChange(kind: "CORRECTED" | "ADDED" | "LEAVE_ADDED", source: string): string {
  if (kind === "LEAVE_ADDED") return "补请假"
  if (source === "PAPER") return "纸质签到补录"
  return kind === "CORRECTED" ? "更正" : "补录"
}

/** Keep the first character of a name and hide the rest: `张*`, `阿*`. A character is a code point, however many bytes it takes. */
export function maskedName(name: string): string {
  return `${[...name][0] ?? ""}*`
}

/** Make the short number of a change: from its fact's id, so that it is the same in every report. */
export function changeNumber(entryId: string): string {
  return `C${entryId.slice(-8).toUpperCase()}`
}

function between(from: Date | null, to: Date | null): number {
  return from && to ? Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000)) : 0
}
