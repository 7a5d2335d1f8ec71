/** Arithmetic of calendar days, `YYYY-MM-DD`; days compare as text. */
export function addDays(day: string, days: number): string {
  return printed(new Date(Date.parse(day) + days * 86_400_000))
}

/** Give the same day so many months later, or the last of that month where it has no such day: 31 August + 6 is 28 February. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return printed(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))))
}

function printed(date: Date): string {
  return date.toISOString().slice(0, 10)
}
