import { isHoliday, weekdayOf, type Day, type Period } from "./calendar.ts"

/** Parts of a day that a lesson takes: morning 1, afternoon 2, evening 4, and their sums. */
export const MORNING = 1
export const AFTERNOON = 2
export const EVENING = 4
export const WHOLE_DAY = 7

/** Somebody or something that can be in one place at a time: a room, a teacher, an audience. */
export type Diary = Uint8Array

export type Bookings = {
  diary(): Diary
  isFree(diary: Diary, day: Day, parts: number): boolean
  book(diary: Diary, day: Day, parts: number): void
}

/** Keep the diaries of one period: a byte a day. */
export function createBookings({ start, end }: Period): Bookings {
  const length = end - start + 400
  return {
    diary: () => new Uint8Array(length),
    isFree: (diary, day, parts) => ((diary[day - start] ?? 0) & parts) === 0,
    book: (diary, day, parts) => {
      if (((diary[day - start] ?? 0) & parts) !== 0) throw new Error(`Booked twice on day ${day}.`)
      diary[day - start] = (diary[day - start] ?? 0) | parts
    },
  }
}

/** Find the first working day from `from` until `until` on which everyone is free, on one of the given weekdays (0 is Sunday). */
export function findDay(bookings: Bookings, diaries: readonly Diary[], parts: number, from: Day, until: Day, weekdays: readonly number[]): Day | null {
  for (let day = from; day <= until; day += 1) {
    if (!weekdays.includes(weekdayOf(day)) || isHoliday(day)) continue
    if (diaries.every((diary) => bookings.isFree(diary, day, parts))) return day
  }
  return null
}
