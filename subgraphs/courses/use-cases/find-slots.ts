import type { CoursesContext } from "../context.ts"
import type { SlotSearch } from "../data/slot.repository.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Period } from "../domain/period.ts"
import type { SlotQuestion, SlotWishes, Slots } from "../domain/slot.ts"
import { rankSlots } from "../domain/slots.ts"

export type WantedSlots = Omit<SlotSearch, "expected"> & {
  /** The periods of the lesson wherever they lie now: their shape is what a place is looked for. */
  periods: readonly Period[]
  expected: number
  needsVenue: boolean
  opensMinute?: number
  closesMinute?: number
  wishes: SlotWishes
  first: number
}

const OPENS_MINUTE = 8 * 60
const CLOSES_MINUTE = 20 * 60
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

type Context = Pick<CoursesContext, "viewer" | "now" | "localOf" | "instantOf" | "calendarOf" | "slots">

/**
 * Find times, venues and teachers for a lesson, by day between 08:00 and 20:00 unless told otherwise. Gives null when one of the venues or teachers that were
 * named is not there to choose: venues are those shared with the organiser, or kept where the viewer plans.
 */
export async function findSlots({ viewer, now, localOf, instantOf, calendarOf, slots }: Context, wanted: WantedSlots): Promise<Slots | null> {
  const { wishes, from, to, periods, venueIds, teacherIds, subject, needsVenue } = wanted
  // What is asked may lie outside the window, and is judged all the same.
  const asked = wishes.askedStart
  const reach = { from: asked && asked < from ? asked : from, to: asked && asked >= to ? new Date(asked.getTime() + 7 * DAY_MS) : to }
  const facts = await slots.find({ ...wanted, ...reach })
  const venues = facts.venues.filter(({ path, isShared }) => isShared || mayPlan(viewer, path))
  const isMissing =
    venueIds.some((id) => !venues.some((venue) => venue.id === id)) || teacherIds.some((id) => !facts.teachers.some((teacher) => teacher.id === id))
  if (isMissing) return null

  const begin = Math.min(...periods.map(({ startsAt }) => startsAt.getTime()))
  const question: SlotQuestion = {
    ...{ from, to, needsVenue, wishes, first: wanted.first, expected: wanted.expected },
    ...{ opensMinute: wanted.opensMinute ?? OPENS_MINUTE, closesMinute: wanted.closesMinute ?? CLOSES_MINUTE },
    ...{ venues, teachers: facts.teachers, blocked: facts.blocked, busyPeople: facts.busyPeople },
    shape: periods.map(({ startsAt, endsAt }) => ({
      afterMinutes: (startsAt.getTime() - begin) / MINUTE_MS,
      minutes: (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS,
    })),
    teaching: teacherIds.length > 0 ? "ALL" : subject === null ? "NONE" : "ONE",
  }
  return rankSlots(question, { localOf, instantOf, calendarOf, now: now() })
}
