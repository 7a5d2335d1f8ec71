import type { FieldProblem } from "../../shared/result.ts"
import type { Audience } from "./audience.ts"
import type { PartOfDay } from "./part-of-day.ts"

/** What is asked of slots, as it was sent. Either a lesson to move, or an organiser and how long the new lesson is. */
export type AskedSlots = {
  organiser?: string | null
  lesson?: string | null
  durationMinutes?: number | null
  from: Date
  to: Date
  startsAt?: Date | null
  venue?: string | null
  venues?: readonly string[] | null
  needsVenue?: boolean | null
  teachers?: readonly string[] | null
  subject?: string | null
  audience?: Audience | null
  expectedCount?: number | null
  preferredWeekdays?: readonly number[] | null
  preferredParts?: readonly PartOfDay[] | null
  earliestHour?: number | null
  latestHour?: number | null
  first?: number | null
}

export const MOST_DAYS = 62
const MOST_CHOICES = 20
const MOST_SLOTS = 50
const LONGEST_MINUTES = 720
const MOST_PEOPLE = 100_000
const DAY_MS = 86_400_000

/** Find the first thing that is wrong with what is asked. */
export function problemOfSlots(asked: AskedSlots): FieldProblem | null {
  const { lesson, organiser, durationMinutes, from, to, first, expectedCount, preferredWeekdays } = asked
  const within = (path: string, value: number | null | undefined, least: number, most: number): FieldProblem[] =>
    value == null || (Number.isInteger(value) && value >= least && value <= most) ? [] : [{ path, message: `Give a whole number, ${least} to ${most}.` }]
  const most = (path: string, list: readonly unknown[] | null | undefined): FieldProblem[] =>
    (list?.length ?? 0) > MOST_CHOICES ? [{ path, message: `At most ${MOST_CHOICES}.` }] : []
  const [opens, closes] = [asked.earliestHour ?? 8, asked.latestHour ?? 20]
  const problems: FieldProblem[] = [
    ...(lesson == null && organiser == null ? [{ path: "organiser", message: "Say for whom: an organiser, or a lesson that is to be moved." }] : []),
    ...(lesson == null && durationMinutes == null
      ? [{ path: "durationMinutes", message: "Say how long the lesson is, or name a lesson that is to be moved." }]
      : []),
    ...within("durationMinutes", durationMinutes, 1, LONGEST_MINUTES),
    ...(to <= from ? [{ path: "to", message: "It must be later than `from`." }] : []),
    ...(to.getTime() - from.getTime() > MOST_DAYS * DAY_MS ? [{ path: "to", message: `It may be at most ${MOST_DAYS} days after \`from\`.` }] : []),
    ...within("first", first, 1, MOST_SLOTS),
    ...within("expectedCount", expectedCount, 0, MOST_PEOPLE),
    ...within("earliestHour", asked.earliestHour, 0, 23),
    ...within("latestHour", asked.latestHour, 1, 24),
    ...(opens >= closes ? [{ path: "latestHour", message: "It must be later than `earliestHour`." }] : []),
    ...(preferredWeekdays ?? []).flatMap((weekday, at) => within(`preferredWeekdays.${at}`, weekday, 1, 7)),
    ...(["venues", "teachers", "preferredWeekdays", "preferredParts"] as const).flatMap((path) => most(path, asked[path])),
    ...problemsOfAsked(asked),
  ]
  return problems[0] ?? null
}

function problemsOfAsked({ startsAt, from, to, subject }: AskedSlots): FieldProblem[] {
  const isFar = startsAt != null && (startsAt < new Date(from.getTime() - MOST_DAYS * DAY_MS) || startsAt > new Date(to.getTime() + MOST_DAYS * DAY_MS))
  return [
    ...(isFar ? [{ path: "startsAt", message: "It lies too far from the window." }] : []),
    ...((subject?.length ?? 0) > 64 || subject?.includes("\0") ? [{ path: "subject", message: "At most 64 characters of text." }] : []),
  ]
}

/** The window that is left of what was asked: nothing is proposed for the past. */
export function askedWindow({ from, to }: AskedSlots, now: Date): { from: Date; to: Date } {
  const begin = from < now ? now : from
  return { from: begin, to: to > begin ? to : new Date(begin.getTime() + 1) }
}
