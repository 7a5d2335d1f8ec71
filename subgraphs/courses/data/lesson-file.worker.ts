import { answerJob, openTable, rowsOf, writeFailing } from "../../shared/table-files/table-job.ts"
import { Unreadable } from "../../shared/table-files/table.reader.ts"
import { type Heading, namesOf } from "../../shared/tables/heading.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import { MOST_ROWS, type Understood } from "../domain/lesson-import.ts"
import { LESSON_PLAN_HEADINGS, TEACHER_LIST_HEADINGS, VENUE_LIST_HEADINGS } from "../domain/plan-headings.ts"
import { readPlanRow } from "../domain/plan-row.ts"
import { readTeacherRow } from "../domain/teacher-row.ts"
import { readVenueRow } from "../domain/venue-row.ts"
import type { LessonFileAnswer, LessonFileJob } from "./lesson-file.reader.ts"

await answerJob(run)

async function run(job: LessonFileJob): Promise<LessonFileAnswer> {
  if (job.kind === "TEACHERS") return understand(job, TEACHER_LIST_HEADINGS, readTeacherRow, (names, rows) => ({ kind: "TEACHERS", names, rows }))
  if (job.kind === "VENUES") return understand(job, VENUE_LIST_HEADINGS, readVenueRow, (names, rows) => ({ kind: "VENUES", names, rows }))
  const readRow = (row: TableRow, heading: Heading<keyof typeof LESSON_PLAN_HEADINGS>) => readPlanRow(row, heading, job.today)
  return understand(job, LESSON_PLAN_HEADINGS, readRow, (names, rows) => ({ kind: "LESSON_PLAN", names, rows }))
}

async function understand<Field extends string, Read>(
  { content, reasons }: LessonFileJob,
  known: Record<Field, readonly string[]>,
  readRow: (row: TableRow, heading: Heading<Field>) => UnderstoodRow<Read>,
  toUnderstood: (names: Record<Field, string>, rows: UnderstoodRow<Read>[]) => Understood,
): Promise<LessonFileAnswer> {
  const opened = await openTable(Buffer.from(content), known)
  if (reasons) return { ok: true, file: await writeFailing(opened, reasons) }
  const { heading, table } = opened
  const rows = rowsOf(opened)
  if (rows.length > MOST_ROWS) throw new Unreadable(`The table has ${rows.length} rows; at most ${MOST_ROWS} are taken at once. Send it in parts.`)
  const read = rows.map((row) => readRow(row, heading))
  return { ok: true, encoding: table.encoding, ignored: heading.ignored, understood: toUnderstood(namesOf(heading, known), read) }
}
