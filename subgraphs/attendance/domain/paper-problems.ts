import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_TITLE, problemsOfOptionalText } from "../../shared/text.ts"
import type { PaperLine } from "./paper-line.ts"
import { MOST_LINES, MOST_PAGES } from "./paper-sheet.ts"

/** The lines and columns that a page can have. */
const MOST_ON_A_PAGE = 200
const MOST_COLUMNS = 4
const MOST_PEOPLE = 32_767
/** A time on a lesson's paper lies on the lesson's day; those who open the room come hours before. */
const AROUND_MS = 12 * 3_600_000

type Window = { startsAt: Date; endsAt: Date }
type WrittenLine = Omit<PaperLine, "appliedAt">
type Foot = {
  pages: number
  expected: number | null
  present: number | null
  onLeave: number | null
  absent: number | null
  host: string | null
  recorder: string | null
}

/** Find what cannot stand on a paper sheet, apart from its lines. */
export function problemsOfPaper(paper: Foot, lineCount: number): FieldProblem[] {
  const counts = (["expected", "present", "onLeave", "absent"] as const).flatMap((path) => {
    const count = paper[path]
    return count === null || (count >= 0 && count <= MOST_PEOPLE) ? [] : [{ path, message: `A number of people, 0 to ${MOST_PEOPLE}.` }]
  })
  return [
    ...(paper.pages >= 1 && paper.pages <= MOST_PAGES ? [] : [{ path: "pages", message: `A paper sheet has 1 to ${MOST_PAGES} pages.` }]),
    ...(lineCount <= MOST_LINES ? [] : [{ path: "lines", message: `At most ${MOST_LINES} lines. Add the rest as a sheet of its own.` }]),
    ...counts,
    ...problemsOfOptionalText("host", paper.host, LONGEST_NAME),
    ...problemsOfOptionalText("recorder", paper.recorder, LONGEST_NAME),
  ]
}

/** Find what cannot stand in a line: a place that no page has, a name that is none, times of another day or the wrong way round. `at` leads to the line. */
export function problemsOfLine(line: WrittenLine, pages: number, { startsAt, endsAt }: Window, at: string): FieldProblem[] {
  const path = (field: string) => (at === "" ? field : `${at}.${field}`)
  const within = (field: "page" | "line" | "column", most: number) =>
    line[field] >= 1 && line[field] <= most ? [] : [{ path: path(field), message: `1 to ${most}.` }]
  const ofTime = (field: "arrivedAt" | "leftAt") => {
    const time = line[field]?.getTime()
    const isNear = time === undefined || (time >= startsAt.getTime() - AROUND_MS && time <= endsAt.getTime() + AROUND_MS)
    return isNear ? [] : [{ path: path(field), message: "The time is not of the lesson's day." }]
  }
  const isTurned = line.arrivedAt !== null && line.leftAt !== null && line.leftAt < line.arrivedAt
  return [
    ...within("page", pages),
    ...within("line", MOST_ON_A_PAGE),
    ...within("column", MOST_COLUMNS),
    ...ofTime("arrivedAt"),
    ...ofTime("leftAt"),
    ...(isTurned ? [{ path: path("leftAt"), message: "Nobody leaves before they have come." }] : []),
    ...problemsOfOptionalText(path("writtenName"), line.writtenName, LONGEST_NAME),
    ...problemsOfOptionalText(path("remark"), line.remark, LONGEST_TITLE),
    ...(line.isIllegible || line.memberId !== null || line.writtenName !== null
      ? []
      : [{ path: path("writtenName"), message: "Write the name, or say that it is illegible." }]),
    ...(line.isIllegible && line.memberId !== null ? [{ path: path("isIllegible"), message: "Who is known is not illegible." }] : []),
  ]
}

/** Find places of the paper that are given twice. */
export function repeatedPlaces(lines: readonly WrittenLine[]): FieldProblem[] {
  const seen = new Set<string>()
  return lines.flatMap(({ page, line, column }, at) => {
    const place = `${page} ${line} ${column}`
    const isRepeated = seen.has(place)
    seen.add(place)
    return isRepeated ? [{ path: `lines.${at}.line`, message: `Page ${page}, line ${line}, column ${column} is given twice.` }] : []
  })
}
