/** The answer to what a lock stands against, and the lock itself. */
export type PeriodLocked = { kind: "PeriodLocked"; message: string; lockedAt: Date }

/** 锁定: days whose facts change by an approved correction only, in a subtree. `month` is null for a whole year; `untilOn` is the last of the days. */
export type PeriodLock = {
  id: string
  organisationId: string
  year: number
  month: number | null
  fromOn: string
  untilOn: string
  lockedAt: Date
  lockedBy: string
  reason: string | null
}

/** Give the days of a month, or of a year: from the first to before `toOn`. */
export function daysOf(year: number, month: number | null): { fromOn: string; toOn: string } {
  const first = (y: number, m: number) => `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-01`
  if (month === null) return { fromOn: first(year, 1), toOn: first(year + 1, 1) }
  return { fromOn: first(year, month), toOn: month === 12 ? first(year + 1, 1) : first(year, month + 1) }
}
