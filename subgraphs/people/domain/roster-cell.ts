import { readNationalId } from "./national-id.ts"

/** What a cell gave: a value, nothing, or what is wrong with it. */
export type Cell<Value> = { ok: true; value: Value | null } | { ok: false; code: string; message: string }

/** What stands in a cell for "nothing": paper forms ask for a stroke. */
const NOTHING = /^(无|没有|空|暂无|不详|[-—－–_／/\\]+|n\/?a|null)$/iu
/** Dots that people type inside names; names are stored with U+00B7. */
const MIDDLE_DOTS = /[•・‧∙⋅･.．]/gu
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u

/** Bring a cell to its text: composed, trimmed (full-width spaces too), without the mark that keeps a text from being a formula; empty for 无, — and /. */
export function cleanCell(raw: string): string {
  const text = unguarded(raw)
    .normalize("NFC")
    .replace(/[\u200b\ufeff]/gu, "")
    .trim()
  return NOTHING.test(text) ? "" : text
}

/** Take off the ' before = + - @ and the like: what exports put there, and people to keep digits as they are. */
export function unguarded(raw: string): string {
  return /^['’](?=['’]?[=+\-@\t\r＝＋－＠]|\d)/u.test(raw) ? raw.slice(1) : raw
}

/** Put a ' before what a spreadsheet would take for a formula. */
export function guarded(text: string): string {
  return /^['’]?[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text
}

export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text)
}

/**
 * Read a name: one kind of middle dot, no spaces between Chinese characters (paper lists pad 张 伟), single ones between Latin
 * words. Rare characters are kept as they are; the length is counted in characters, at most 64.
 */
export function readName(text: string): Cell<string> {
  const isLatin = /^[\p{Script=Latin}\s.'’-]+$/u.test(text)
  const name = isLatin ? text.replace(/\s+/gu, " ") : text.replace(/\s+/gu, "").replace(MIDDLE_DOTS, "·")
  if (name === "") return { ok: true, value: null }
  if ([...name].length > 64) return { ok: false, code: "TOO_LONG", message: "A name has at most 64 characters." }
  if (/[\d\uFFFD?？*]/u.test(name)) return { ok: false, code: "NOT_A_NAME", message: `"${name}" holds what no name does: digits, question marks or stars.` }
  return { ok: true, value: name }
}

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
