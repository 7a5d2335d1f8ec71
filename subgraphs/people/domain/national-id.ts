export type NationalId = { number: string; division: string; birthOn: string; sex: "MALE" | "FEMALE" }

export type NationalIdProblem = "OLD_FIFTEEN_DIGITS" | "WRONG_FORM" | "NO_SUCH_BIRTH_DATE" | "WRONG_CHECK_DIGIT"

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_CHARACTERS = "10X98765432"

/** Compute the last character of a citizen's number from the seventeen digits before it (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacterOf(seventeenDigits: string): string {
  let sum = 0
  for (let index = 0; index < 17; index += 1) sum += (seventeenDigits.charCodeAt(index) - 48) * (WEIGHTS[index] ?? 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

/**
 * Read a citizen's number (公民身份号码): where it was issued, the day of birth and the sex that it states.
 *
 * A small x is accepted for X. Numbers of fifteen digits ended in 2013 and get an answer of their own, because the holder
 * has a newer number and the roster does not.
 */
export function readNationalId(text: string): { ok: true; value: NationalId } | { ok: false; problem: NationalIdProblem } {
  const number = text.trim().toUpperCase()
  if (/^\d{15}$/.test(number)) return { ok: false, problem: "OLD_FIFTEEN_DIGITS" }
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return { ok: false, problem: "WRONG_FORM" }
  const birthOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDate(birthOn)) return { ok: false, problem: "NO_SUCH_BIRTH_DATE" }
  if (checkCharacterOf(number) !== number.charAt(17)) return { ok: false, problem: "WRONG_CHECK_DIGIT" }
  return { ok: true, value: { number, division: number.slice(0, 6), birthOn, sex: Number(number.charAt(16)) % 2 === 1 ? "MALE" : "FEMALE" } }
}

/** Hide the day of birth in a citizen's number: 999999********0045. */
export function maskNationalId(number: string): string {
  return `${number.slice(0, 6)}********${number.slice(-4)}`
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
