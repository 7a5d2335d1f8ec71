import { readTime } from "../../shared/tables/clock-time.ts"
import { readDay } from "../../shared/tables/day.ts"
import type { RowProblem, Severity } from "../../shared/tables/row-problem.ts"
import { unbalanced } from "./paper-sheet.ts"
import type { PlannedSignIn } from "./sheet-import.ts"
import type { HeaderLabel, SheetHeader } from "./sign-in-layout.ts"

/** What the books say of the lesson; minutes are of its local day. */
export type LessonInBooks = { code: string | null; title: string; heldOn: string; fromMinute: number; toMinute: number }

const THERE = new Set(["PRESENT", "LATE", "LEFT_EARLY"])

/**
 * Compare what stands around the lines with the lesson: a sheet of another lesson or day is an error for the whole file, another time or title and counts that
 * do not add up are to be looked at.
 */
export function problemsOfHeader(header: SheetHeader, lesson: LessonInBooks, rows: readonly PlannedSignIn[]): RowProblem[] {
  return [...aboutLesson(header, lesson), ...aboutCounts(header, rows)]
}

function aboutLesson(header: SheetHeader, lesson: LessonInBooks): RowProblem[] {
  const { 课次编号: code, 课程: title, 时间: time } = header
  const problems: RowProblem[] = []
  if (code && lesson.code !== null && bare(code) !== bare(lesson.code))
    problems.push(said("课次编号", "OTHER_LESSON", `The sheet is of lesson ${code.slice(0, 60)}, not of ${lesson.code}.`))
  if (title && bare(title) !== bare(lesson.title))
    problems.push(said("课程", "OTHER_TITLE", `The sheet says ${title.slice(0, 60)}, the lesson is called ${lesson.title}.`, "WARNING"))
  if (!time) return problems
  const [day, from, to] = timesIn(time)
  if (day !== null && day !== lesson.heldOn) problems.push(said("时间", "OTHER_DAY", `The sheet is of ${day}, the lesson was held on ${lesson.heldOn}.`))
  else if ((from !== null && from !== lesson.fromMinute) || (to !== null && to !== lesson.toMinute))
    problems.push(said("时间", "OTHER_TIME", "The sheet has another time than the lesson. Late and early are told by the lesson's.", "WARNING"))
  return problems
}

/** 2025-03-14 14:00-17:00 in its parts, as far as they can be read. */
function timesIn(text: string): [day: string | null, from: number | null, to: number | null] {
  const parts = /^\s*(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)?\s*(.*)$/su.exec(text.normalize("NFKC"))
  const day = parts?.[1] ? readDay(parts[1], "9999-12-31") : null
  const clock = (parts?.[2] ?? "").replace(/[(（].*?[)）]|星期.|周[一二三四五六日]/gu, "").trim()
  const [from = "", to = ""] = clock.split(/\s*(?:-|—|–|~|至|到)+\s*/u)
  const minute = (one: string) => {
    const read = one === "" ? null : readTime(one)
    return read?.ok ? read.minute : null
  }
  return [day?.ok && !day.isMonth ? day.day : null, minute(from), minute(to)]
}

function aboutCounts(header: SheetHeader, rows: readonly PlannedSignIn[]): RowProblem[] {
  const number = (label: HeaderLabel) => {
    const text = header[label]?.normalize("NFKC").replace(/\s|人/gu, "")
    return text && /^\d{1,5}$/.test(text) ? Number(text) : null
  }
  const counts = { expected: number("应到"), present: number("实到"), onLeave: number("请假"), absent: number("缺席") }
  const sum = unbalanced(counts)
  const counted = (is: (says: string) => boolean) => rows.filter(({ says }) => says !== null && is(says)).length
  const differ = (
    [
      ["实到", counts.present, counted((says) => THERE.has(says))],
      ["请假", counts.onLeave, counted((says) => says === "ON_LEAVE")],
      ["缺席", counts.absent, counted((says) => says === "ABSENT")],
    ] as const
  )
    .filter(([, written, lines]) => written !== null && written !== lines)
    .map(([label, written, lines]) => said(label, "COUNTS_DIFFER", `The sheet says ${label} ${written}, its rows ${lines}.`, "WARNING"))
  return [...(sum ? [said("应到", sum.code, sum.message, "WARNING")] : []), ...differ]
}

function said(column: string, code: string, message: string, severity: Severity = "ERROR"): RowProblem {
  return { column, code, message, severity, candidates: [] }
}

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s《》"“”]/gu, "")
    .toLocaleLowerCase("en")
}
