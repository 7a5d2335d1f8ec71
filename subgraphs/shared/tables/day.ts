/** A day as it was read; `isMonth` when only the month was given, and the day stands for it as its first. */
export type ReadDay = { ok: true; day: string; isMonth: boolean } | { ok: false; code: string; message: string }

/** The 1900 system of spreadsheets takes 1900 for a leap year: serial 60 is the day that never was. */
const SERIAL_OF_NO_DAY = 60

/**
 * Read a day in the many ways in which tables write one: 2011-4-11, 2011/4/11, 2011.4.11, 2011年4月11日, 20110411, the serial of
 * a spreadsheet (43464), or a month alone (2017.6), which stands for its first day.
 *
 * What could be more than one day is asked about and not guessed. Days before 1900 and after today are refused.
 */
export function readDay(typed: string, today: string): ReadDay {
  const text = typed
    .normalize("NFKC")
    .replace(/\s+(00?:00(:00)?)?$/u, "")
    .replace(/\s/gu, "")
  const asked = /^(\d{1,2})(\d{2})[日号]$/.exec(text)
  if (asked) return wrong("UNCLEAR_DATE", `"${text}" is no whole date. ${Number(asked[1])}月${Number(asked[2])}日? Write year, month and day.`)
  if (/^\d{5}(\.0+)?$/.test(text)) return ofSerial(Number(text), today)
  const whole = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})[日号]?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (whole) return checked(text, Number(whole[1]), Number(whole[2]), Number(whole[3]), false, today)
  const month = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})月?$/.exec(text) ?? /^((?:19|20)\d{2})(\d{2})$/.exec(text)
  if (month) return checked(text, Number(month[1]), Number(month[2]), 1, true, today)
  if (/^\d{4}年?$/.test(text)) return wrong("UNCLEAR_DATE", `"${text}" is a year alone. Write year, month and day.`)
  return wrong("UNCLEAR_DATE", `"${text.slice(0, 30)}" is no date that can be read for certain. Write it like 2011-04-11.`)
}

/** Print a year, month and day; null when there is no such day. */
export function dayFrom(year: number, month: number, day: number): string | null {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (days === undefined || day < 1 || day > days) return null
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}

/** The day behind a serial of the 1900 system; null for 0 and for 60, the 29 February 1900 that never was. */
export function dayOfSerial(serial: number): string | null {
  if (serial < 1 || serial === SERIAL_OF_NO_DAY || serial > 2_958_465) return null
  const date = new Date(Date.UTC(1899, 11, serial < SERIAL_OF_NO_DAY ? 31 : 30) + serial * 86_400_000)
  return dayFrom(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** The same day one year on; 29 February becomes 1 March. */
export function oneYearAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number)
  return dayFrom(year + 1, month, date) ?? `${year + 1}-03-01`
}

function ofSerial(serial: number, today: string): ReadDay {
  const day = dayOfSerial(serial)
  if (day === null) return wrong("NO_SUCH_DAY", `${serial} is no day of a spreadsheet.`)
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number)
  return checked(String(serial), year, month, date, false, today)
}

function checked(text: string, year: number, month: number, date: number, isMonth: boolean, today: string): ReadDay {
  const day = dayFrom(year, month, date)
  if (day === null) return wrong("NO_SUCH_DAY", `There is no day "${text}".`)
  if (year < 1900) return wrong("TOO_EARLY", `"${text}" lies before 1900.`)
  if (day > today) return wrong("IN_FUTURE", `"${text}" lies in the future.`)
  return { ok: true, day, isMonth }
}

function wrong(code: string, message: string): ReadDay {
  return { ok: false, code, message }
}
