import { type PaperLine, saidBy } from "./paper-line.ts"

/** How many lines one paper sheet may have, how many pages, and how many sheets one lesson. */
export const MOST_LINES = 500
export const MOST_PAGES = 100
export const MOST_PAPERS = 20

/** 纸质签到表: the scan of a sheet with what was read from it. The counts are those of its foot; null where it says none. */
export type PaperSheet = {
  id: string
  lessonId: string
  pages: number
  evidence: readonly string[]
  expected: number | null
  present: number | null
  onLeave: number | null
  absent: number | null
  host: string | null
  recorder: string | null
  checkedOn: string | null
  recordedAt: Date
  recordedBy: string
  appliedAt: Date | null
  version: number
  /** Of the lesson, as its sheet froze them. */
  startsAt: Date
  endsAt: Date
}

/** What of a paper sheet does not add up. */
export type PaperWarning = { code: "COUNTS_DO_NOT_ADD_UP" | "LINES_DIFFER_FROM_FOOT"; message: string }

type Counts = Pick<PaperSheet, "expected" | "present" | "onLeave" | "absent">

/** Warn where 应到 ≠ 实到 + 请假 + 缺席, by what the sheet's foot says; null where it adds up or does not say it all. */
export function unbalanced({ expected, present, onLeave, absent }: Counts): PaperWarning | null {
  if (expected === null || present === null || onLeave === null || absent === null || expected === present + onLeave + absent) return null
  return {
    code: "COUNTS_DO_NOT_ADD_UP",
    message: `应到 ${expected} ≠ 实到 ${present} + 请假 ${onLeave} + 缺席 ${absent} = ${present + onLeave + absent}. Count the lines again.`,
  }
}

/** Find what does not add up: the foot by itself, and the foot against the lines. Nothing is refused for it: the paper says what it says. */
export function warningsOf(paper: Counts & Pick<PaperSheet, "startsAt" | "endsAt">, lines: readonly PaperLine[]): PaperWarning[] {
  const said = lines.map((line) => saidBy(line, paper))
  const counted = {
    present: said.filter((one) => one === "PRESENT" || one === "LATE" || one === "LEFT_EARLY").length,
    onLeave: said.filter((one) => one === "ON_LEAVE").length,
    absent: said.filter((one) => one === "ABSENT").length,
  }
  const parts = (
    [
      ["实到", "present"],
      ["请假", "onLeave"],
      ["缺席", "absent"],
    ] as const
  ).flatMap(([word, part]) => (paper[part] === null || paper[part] === counted[part] ? [] : [`${word} ${paper[part]}, lines say ${counted[part]}`]))
  const differs: PaperWarning[] =
    parts.length === 0 || lines.length === 0 ? [] : [{ code: "LINES_DIFFER_FROM_FOOT", message: `The foot says ${parts.join("; ")}.` }]
  const sum = unbalanced(paper)
  return sum ? [sum, ...differs] : differs
}
