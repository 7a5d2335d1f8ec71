import { type Cell, cleanCell, hasControlCharacters } from "./cell.ts"
import { readDay } from "./day.ts"
import { type Heading, namesOf } from "./heading.ts"
import { type RowProblem, type Severity, MOST_PROBLEMS } from "./row-problem.ts"
import type { TableRow } from "./rows.ts"

/** Reads the cells of one row by their fields, and gathers what is wrong with them. */
export type RowReader<Field extends string> = ReturnType<typeof rowReader<Field>>

/** Open a row: `text` gives a column's cleaned text (empty when absent), `say` adds a problem under the file's own heading. */
export function rowReader<Field extends string>(row: TableRow, heading: Heading<Field>, titles: Record<Field, readonly string[]>) {
  const problems: RowProblem[] = []
  const names = namesOf(heading, titles)
  const months: Field[] = []
  const say = (field: Field, code: string, message: string, severity: Severity = "ERROR", candidates: string[] = []) => {
    if (problems.length < MOST_PROBLEMS) problems.push({ column: names[field], code, message, severity, candidates })
  }
  const known = new Map([...heading.columns].map(([field, at]) => [at, field]))
  for (const { column, code, message } of row.faults ?? []) {
    const field = known.get(column)
    if (field !== undefined) say(field, code, message)
    else if (code === "RAGGED") problems.push({ column: "", code, message, severity: "ERROR", candidates: [] })
  }
  return {
    problems,
    months,
    nameOf: (field: Field) => names[field],
    say,
    text(field: Field, longest = 200): string {
      const text = cleanCell(row.cells[heading.columns.get(field) ?? -1] ?? "")
      if (hasControlCharacters(text)) {
        say(field, "CONTROL_CHARACTERS", "The cell holds control characters. Type it again.")
        return ""
      }
      if ([...text].length <= longest) return text
      say(field, "TOO_LONG", `At most ${longest} characters are kept here.`)
      return ""
    },
    /** Take what a reader made of a cell; what it refused becomes a problem. */
    take<Value>(field: Field, cell: Cell<Value>, severity: Severity = "ERROR"): Value | null {
      if (cell.ok) return cell.value
      say(field, cell.code, cell.message, severity)
      return null
    },
    day(field: Field, text: string, today: string): string | null {
      if (text === "") return null
      const read = readDay(text, today)
      if (!read.ok) say(field, read.code, read.message)
      else if (read.isMonth) {
        months.push(field)
        say(field, "MONTH_ONLY", `Only the month is given: ${read.day} is taken.`, "WARNING")
      }
      return read.ok ? read.day : null
    },
    word<Value>(field: Field, text: string, read: (text: string) => Value | null, words = "是 or 否"): Value | null {
      const value = text === "" ? null : read(text.replace(/\s/gu, ""))
      if (text !== "" && value === null) say(field, "UNKNOWN_WORD", `"${text.slice(0, 30)}" is no word that is known here. Write ${words}.`)
      return value
    },
  }
}
