import type { Cell } from "../../shared/tables/cell.ts"
import { readNationalId } from "./national-id.ts"

/**
 * Read a citizen's number (公民身份号码), by GB 11643-1999. A masked one counts as not given.
 *
 * A spreadsheet that took it for a number has lost its last digits for good: that is said, because the roster looks right.
 */
export function readNumber(typed: string, today: string): Cell<{ number: string; birthOn: string; sex: "MALE" | "FEMALE" }> {
  const text = typed
    .normalize("NFKC")
    .replace(/[\s'’]/gu, "")
    .toUpperCase()
  if (text.includes("*")) return { ok: true, value: null }
  if (/^\d(\.\d+)?E\+?\d+$/.test(text)) {
    const message = "The spreadsheet took the number for a quantity and lost its last digits. Format the column as text and enter the number again."
    return { ok: false, code: "LOST_DIGITS", message }
  }
  const read = readNationalId(text)
  if (read.ok) {
    const { number, birthOn, sex } = read.value
    if (birthOn > today || birthOn < "1900") return { ok: false, code: "NO_SUCH_BIRTH_DATE", message: `The number says a birth on ${birthOn}.` }
    return { ok: true, value: { number, birthOn, sex } }
  }
  return { ok: false, code: read.problem, message: NUMBER_PROBLEMS[read.problem] }
}

const NUMBER_PROBLEMS = {
  OLD_FIFTEEN_DIGITS: "Numbers of 15 digits ended in 2013: enter the number of 18 that the person has now.",
  WRONG_FORM: "A citizen's number has 18 characters: 17 digits, then a digit or X.",
  NO_SUCH_BIRTH_DATE: "The number holds a day of birth that does not exist.",
  WRONG_CHECK_DIGIT: "The last character does not fit the others: a digit is wrong.",
}

/** Read a mobile as its eleven digits; +86 and spaces are taken off. A masked one counts as not given. */
export function readMobile(typed: string): Cell<string> {
  const text = typed
    .normalize("NFKC")
    .replace(/[\s()-]/gu, "")
    .replace(/^(\+|00)?86(?=1\d{10}$)/u, "")
  if (text.includes("*")) return { ok: true, value: null }
  if (/^1[3-9]\d{9}$/.test(text)) return { ok: true, value: text }
  return { ok: false, code: "NOT_A_MOBILE", message: "This is no mobile number of eleven digits; it is left out." }
}
