import { readName } from "../../shared/tables/cell.ts"
import type { Heading } from "../../shared/tables/heading.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import { rowReader } from "../../shared/tables/row-reader.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import type { TeacherCategory } from "./lesson.ts"
import type { WeeklyTime } from "./local-time.ts"
import { TEACHER_LIST_HEADINGS, type TeacherListField } from "./plan-headings.ts"
import { listed, planChoices, readTeacherCategory } from "./plan-words.ts"
import { readWeeklyWords } from "./weekly-words.ts"

/** One row of a list of teachers (师资库) as it was understood. Null is "not given". An empty list of times is "any time". */
export type TeacherRecord = {
  name: string
  category: TeacherCategory | null
  unit: string | null
  title: string | null
  subjects: string[]
  times: WeeklyTime[] | null
}

/** How a time must be written to be read. */
export const UNCLEAR_TIMES = "cannot be read for certain. Write it like 周一至周五 上午、下午; 周六 9:00-12:00, or 不限."

/** Understand one row of a list of teachers. A way to reach somebody (联系方式) is not read, not kept, and not repeated in any answer. */
export function readTeacherRow(row: TableRow, heading: Heading<TeacherListField>): UnderstoodRow<TeacherRecord> {
  const { text, take, word, say, problems } = rowReader(row, heading, TEACHER_LIST_HEADINGS)
  const name = take("name", readName(text("name", 64)))
  if (name === null && problems.length === 0) say("name", "MISSING", "The name is missing.")
  const unit = text("unit") || null
  if (unit === null) say("unit", "MISSING", "The unit is missing: namesakes are told apart by it.")
  const written = text("times")
  const times = written === "" ? null : readWeeklyWords(written)
  if (written !== "" && !times) say("times", "UNCLEAR_TIMES", `"${written.slice(0, 60)}" ${UNCLEAR_TIMES}`)
  if (text("contact", 2_000) !== "") say("contact", "NOT_KEPT", "Ways to reach teachers are not kept here.", "WARNING")
  const record: TeacherRecord = {
    name: name ?? "",
    category: word("category", text("category"), readTeacherCategory, planChoices.teacher),
    unit,
    title: text("title") || null,
    subjects: listed(text("subjects")),
    times,
  }
  return { line: row.line, record, problems }
}
