import { readYesNo } from "../../shared/tables/cell.ts"
import { readDay } from "../../shared/tables/day.ts"
import type { Heading } from "../../shared/tables/heading.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import { type RowReader, rowReader } from "../../shared/tables/row-reader.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import { type AudienceWords, readAudienceWords } from "./audience-words.ts"
import { readTime } from "../../shared/tables/clock-time.ts"
import type { Category, Mode } from "./lesson.ts"
import { LESSON_PLAN_HEADINGS, type LessonPlanField } from "./plan-headings.ts"
import { listed, planChoices, readCategory, readMode } from "./plan-words.ts"

/** One row of a lesson plan as it was understood. Null is "not given". Minutes are of the local day, 0 to 1440. */
export type PlanRecord = {
  name: string
  code: string | null
  className: string | null
  category: Category | null
  mode: Mode | null
  teachers: string[]
  teacherUnit: string | null
  day: string | null
  fromMinute: number | null
  toMinute: number | null
  hours: number | null
  venue: string | null
  capacity: number | null
  audience: AudienceWords | null
  expected: number | null
  organiser: string | null
  coOrganisers: string[]
  isCounted: boolean | null
  remark: string | null
}

const LONGEST: Partial<Record<LessonPlanField, number>> = { code: 64, remark: 2_000 }
/** A plan may look ahead, but not further than anybody plans: a slip in the year is found. */
const YEARS_AHEAD = 3
const WHOLE_DAY = 1440

/**
 * Understand one row of a lesson plan (课程安排表), each cell by itself. What is looked up in the books comes later.
 *
 * Without times an online lesson is open all day, 00:00 to 24:00; any other is asked for them.
 */
export function readPlanRow(row: TableRow, heading: Heading<LessonPlanField>, today: string): UnderstoodRow<PlanRecord> {
  const reader = rowReader(row, heading, LESSON_PLAN_HEADINGS)
  const { say, word, problems } = reader
  const text = (field: LessonPlanField) => reader.text(field, LONGEST[field])
  const name = text("name")
  if (name === "") say("name", "MISSING", "What the lesson is called is missing.")
  const wroteMode = text("mode") !== ""
  const venue = text("venue") || null
  // A place without a word on the form is a lesson there; without either, it could be anything.
  const mode = wroteMode || venue === null ? word("mode", text("mode"), readMode, planChoices.mode) : "FACE_TO_FACE"
  const category = word("category", text("category"), readCategory, planChoices.category)
  const wanted = text("audience")
  const audience = wanted === "" ? null : readAudienceWords(wanted)
  if (wanted !== "" && !audience) {
    say(
      "audience",
      "UNCLEAR_AUDIENCE",
      `"${wanted.slice(0, 60)}" could mean several things. Write 全体党员, stages such as 发展对象, posts such as 支部书记, or branches.`,
    )
  }
  const record: PlanRecord = {
    name,
    code: text("code") || null,
    className: text("className") || null,
    category,
    mode,
    teachers: listed(text("teachers")),
    teacherUnit: text("teacherUnit") || null,
    day: readLessonDay(reader, text("day"), today),
    ...readTimes(reader, text("from"), text("to"), mode),
    hours: readHours(reader, text("hours")),
    venue,
    capacity: readCount(reader, "capacity", text("capacity"), 1),
    audience,
    expected: readCount(reader, "expected", text("expected"), 0),
    organiser: text("organiser") || null,
    coOrganisers: listed(text("coOrganisers")),
    isCounted: word("isCounted", text("isCounted"), readYesNo),
    remark: text("remark") || null,
  }
  if (!category && text("category") === "") say("category", "MISSING", `What the lesson counts as is missing. Write ${planChoices.category}.`)
  if (!mode && !wroteMode) say("mode", "MISSING", `How it is taught is missing. Write ${planChoices.mode}.`)
  return { line: row.line, record, problems }
}

type Reader = RowReader<LessonPlanField>

function readLessonDay({ say }: Reader, text: string, today: string): string | null {
  if (text === "") {
    say("day", "MISSING", "The day is missing.")
    return null
  }
  const read = readDay(text, `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31`)
  if (!read.ok) say("day", read.code, read.code === "IN_FUTURE" ? `"${text}" lies more than ${YEARS_AHEAD} years ahead.` : read.message)
  else if (read.isMonth) say("day", "MONTH_ONLY", `"${text}" is a month alone. Write year, month and day.`)
  else return read.day
  return null
}

function readTimes({ say }: Reader, from: string, to: string, mode: Mode | null): Pick<PlanRecord, "fromMinute" | "toMinute"> {
  const nothing = { fromMinute: null, toMinute: null }
  if (from === "" && to === "" && mode === "ONLINE") return { fromMinute: 0, toMinute: WHOLE_DAY }
  // Plans also write both into one cell: 14:00-17:00.
  const both = to === "" ? /^(.+?)\s*(?:-|—|–|~|～|至|到)+\s*(.+)$/u.exec(from) : null
  const [begin, end] = both ? [both[1] ?? "", both[2] ?? ""] : [from, to]
  const one = (field: "from" | "to", text: string): number | null => {
    const read = text === "" ? null : readTime(text)
    if (!read) say(field, "MISSING", "The time is missing. Only a lesson online may have none.")
    else if (!read.ok) say(field, read.code, read.message)
    return read?.ok ? read.minute : null
  }
  const [fromMinute, toMinute] = [one("from", begin), one(both ? "from" : "to", end)]
  if (fromMinute === null || toMinute === null) return nothing
  if (toMinute > fromMinute) return { fromMinute, toMinute }
  say("to", "ENDS_BEFORE_IT_BEGINS", "The lesson ends before it begins.")
  return nothing
}

/** 课时 come in halves; 4学时 and 1.5 are read. What an hour is worth is the city's rule: it is not counted from the times. */
function readHours({ say }: Reader, text: string): number | null {
  const bare = text
    .normalize("NFKC")
    .replace(/(个)?(学时|课时|小时)$/u, "")
    .trim()
  if (bare === "") {
    say("hours", "MISSING", "The study hours are missing; 0 where none are given.")
    return null
  }
  const hours = Number(bare)
  if (/^\d{1,2}(\.\d+)?$/.test(bare) && Number.isInteger(hours * 2) && hours <= 99.5) return hours
  say("hours", "WRONG_NUMBER", `"${text.slice(0, 20)}" are no study hours: they come in halves, 0 to 99.5.`)
  return null
}

function readCount({ say }: Reader, field: "capacity" | "expected", text: string, least: number): number | null {
  const bare = text
    .normalize("NFKC")
    .replace(/(人|名|座)$/u, "")
    .trim()
  if (bare === "") return null
  const count = Number(bare)
  if (/^\d{1,6}(\.0+)?$/.test(bare) && count >= least && count <= 100_000) return count
  say(field, "WRONG_NUMBER", `"${text.slice(0, 20)}" is no number of people.`)
  return null
}
