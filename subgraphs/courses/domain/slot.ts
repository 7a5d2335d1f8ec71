import type { CalendarOf } from "./calendar-day.ts"
import type { TakenTime, TeacherFacts, VenueFacts } from "./clash.ts"
import type { Teacher, Venue } from "./lesson.ts"
import type { LocalOf } from "./local-time.ts"
import type { PartOfDay } from "./part-of-day.ts"
import type { Period } from "./period.ts"

/** A venue that may be chosen, with what takes it. `priority` is that of the sharing (1 chooses first); null for a venue kept at or above the organiser. */
export type VenueChoice = Venue & Pick<VenueFacts, "opening" | "closures"> & { priority: number | null; taken: TakenTime[] }

/** A teacher who may be chosen, with what takes them. `lessonsByMonth` counts, by `2026-11`, the lessons that stand already. */
export type TeacherChoice = Teacher &
  Pick<TeacherFacts, "availability" | "absences" | "lessonsPerMonth"> & {
    lessonsByMonth: Record<string, number>
    taken: TakenTime[]
    expectedElsewhere: Period[]
  }

/** What is wished, beside what must be. Weekdays from 1 (Monday) to 7 (Sunday). */
export type SlotWishes = { askedStart: Date | null; askedVenueId: string | null; weekdays: readonly number[]; parts: readonly PartOfDay[] }

/**
 * What is asked, and all that is needed to answer it.
 *
 * `shape` are the periods of the lesson, in minutes after its start. `teaching` says whether all the teachers are needed, one of them, or none.
 * `busyPeople` are the times at which so many of the `expected` people are elsewhere. `opensMinute` and `closesMinute` bound the day.
 */
export type SlotQuestion = {
  from: Date
  to: Date
  shape: readonly { afterMinutes: number; minutes: number }[]
  opensMinute: number
  closesMinute: number
  venues: readonly VenueChoice[]
  needsVenue: boolean
  teachers: readonly TeacherChoice[]
  teaching: "ALL" | "ONE" | "NONE"
  expected: number
  busyPeople: readonly (Period & { count: number })[]
  blocked: readonly (Period & { reason: string })[]
  wishes: SlotWishes
  first: number
}

/** A proposal: when, where, with whom, how good out of 100, and why. */
export type Slot = { startsAt: Date; endsAt: Date; venue: Venue | null; teachers: Teacher[]; score: number; reasons: string[] }
export type RejectedSlot = { startsAt: Date; reason: string }
export type Slots = { slots: Slot[]; rejected: RejectedSlot[] }

/** The city's clock and calendar, and the present. */
export type CityTime = { localOf: LocalOf; instantOf(day: string, minute: number): Date; calendarOf: CalendarOf; now: Date }
