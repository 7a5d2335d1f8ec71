import type { Teacher, Venue } from "./lesson.ts"
import type { Period } from "./period.ts"

/** Minutes of a local day on a weekday, 1 Monday to 7 Sunday. */
export type WeeklyMinutes = { weekday: number; fromMinute: number; toMinute: number }

/** A time at which something is taken; `isDraft` where only a draft takes it, which may yet go elsewhere. */
export type Taken = Period & { isDraft: boolean }

/** A venue that may be chosen, with what keeps it from being chosen. `priority` is that of the sharing (1 chooses first); null for a venue of one's own. */
export type VenueChoice = Venue & { priority: number | null; opening: WeeklyMinutes[]; closures: (Period & { reason: string })[]; taken: Taken[] }

/** A teacher who may be chosen. `lessonsByMonth` counts, by `2026-11`, the lessons that stand already. */
export type TeacherChoice = Teacher & {
  availability: (WeeklyMinutes & { kind: "AVAILABLE" | "PREFERRED" | "AVOIDED" })[]
  absences: Period[]
  taken: Taken[]
  lessonsPerMonth: number | null
  lessonsByMonth: Record<string, number>
}

export type DayPart = "MORNING" | "AFTERNOON" | "EVENING"

/**
 * What is asked, and all that is needed to answer it.
 *
 * `shape` are the periods of the lesson, in minutes after its start. `teaching` says whether all the teachers are needed, one of them, or none.
 * `busyPeople` are the times at which so many of the `expected` people are elsewhere. `opensMinute` and `closesMinute` bound the day.
 */
export type SlotQuestion = {
  from: Date
  to: Date
  askedStart: Date | null
  shape: { afterMinutes: number; minutes: number }[]
  opensMinute: number
  closesMinute: number
  venues: VenueChoice[]
  needsVenue: boolean
  teachers: TeacherChoice[]
  teaching: "ALL" | "ONE" | "NONE"
  expected: number
  busyPeople: (Period & { count: number })[]
  blocked: (Period & { reason: string })[]
  preferredWeekdays: number[]
  preferredParts: DayPart[]
  first: number
}

/** A proposal: when, where, with whom, how good out of 100, and why. */
export type Slot = { startsAt: Date; endsAt: Date; venue: Venue | null; teachers: Teacher[]; score: number; reasons: string[] }
export type RejectedSlot = { startsAt: Date; reason: string }
export type Slots = { slots: Slot[]; rejected: RejectedSlot[] }

/** The city's clock, as rules need it. */
export type CityClock = { dayOf(instant: Date): string; instantOf(day: string, minute: number): Date }
