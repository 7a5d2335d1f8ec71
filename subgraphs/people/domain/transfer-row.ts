import { readName, readYesNo } from "../../shared/tables/cell.ts"
import type { Heading } from "../../shared/tables/heading.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import { rowReader } from "../../shared/tables/row-reader.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import { readNumber } from "./roster-cell.ts"
import { TRANSFER_HEADINGS, type TransferField } from "./roster-headings.ts"

/** One letter of a transfer register (组织关系转接登记) as it was understood. `duesPaidTo` is the first day of the month. */
export type TransferRecord = {
  name: string
  nationalId: string | null
  code: string | null
  from: string | null
  to: string | null
  letterNumber: string
  startedOn: string | null
  validDays: number
  duesPaidTo: string | null
  hasReceipt: boolean
  remark: string | null
}

/** A letter is good for ninety days at most (中国共产党党员教育管理工作条例 and its letter's form). */
const LONGEST_LETTER = 90

/** Understand one row of a transfer register. A letter has a number; one that is missing is not made up. */
export function readTransferRow(row: TableRow, heading: Heading<TransferField>, today: string): UnderstoodRow<TransferRecord> {
  const { text, take, day, word, say, problems } = rowReader(row, heading, TRANSFER_HEADINGS)
  const name = take("name", readName(text("name")))
  if (name === null) say("name", "MISSING", "The name is missing.")
  const number = text("nationalId")
  const startedOn = day("startedOn", text("startedOn"), today)
  if (startedOn === null && !problems.some(({ severity }) => severity === "ERROR"))
    say("startedOn", "MISSING", "The day on which the letter was written is missing.")
  const letterNumber = text("letterNumber", 64)
  if (letterNumber === "") say("letterNumber", "MISSING", "The letter's number (介绍信编号) is missing. Add the column: a number is not made up.")
  const days = text("validDays").replace(/天$/u, "")
  const validDays = days === "" ? LONGEST_LETTER : Number(days)
  if (!Number.isInteger(validDays) || validDays < 1 || validDays > LONGEST_LETTER) {
    say("validDays", "WRONG_NUMBER", `A letter is good for 1 to ${LONGEST_LETTER} days.`)
  }
  const dues = text("duesPaidTo")
  const paid = dues === "" ? null : day("duesPaidTo", dues, today)
  if (paid) dropMonthWarning(problems)
  const record: TransferRecord = {
    name: name ?? "",
    nationalId: number === "" ? null : (take("nationalId", readNumber(number, today))?.number ?? null),
    code: text("code", 64) || null,
    from: text("from") || null,
    to: text("to") || text("toTitle") || null,
    letterNumber,
    startedOn,
    validDays,
    duesPaidTo: paid && `${paid.slice(0, 7)}-01`,
    hasReceipt: word("hasReceipt", text("hasReceipt"), readYesNo) ?? false,
    remark: text("remark", 2_000) || null,
  }
  return { line: row.line, record, problems }
}

/** Dues are paid by the month: that only the month is given is as it should be. */
function dropMonthWarning(problems: { code: string; column: string }[]): void {
  const at = problems.findIndex(({ code, column }) => code === "MONTH_ONLY" && column.includes("党费"))
  if (at >= 0) problems.splice(at, 1)
}
