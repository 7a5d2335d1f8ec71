import { type AskedTimes, type ClashFacts, judgeClashes } from "./clash.ts"
import { localSpans } from "./local-time.ts"
import { type Period, overlaps } from "./period.ts"
import type { CityTime, TeacherChoice, VenueChoice } from "./slot.ts"
import { prefers } from "./teacher-hours.ts"

/** What speaks for a choice, in points and words; or, in `refusal`, why it cannot be. */
export type Judgement = { points: number; reasons: string[]; refusal: null } | { refusal: string }

// What a teacher would rather avoid weighs more than anything else: it is used only when nothing else is left.
const PREFERRED = 10
const AVOIDED = -60
const OVER_LOAD = -25
const DRAFT_THERE = -5

const NOTHING: ClashFacts = { taken: [], venues: [], teachers: [], gatherings: [], blocked: [] }
/** Days are judged once a start, not once a room. */
const plainDay = () => ({ isWorkday: true, isHoliday: false, name: null, isKnown: true })

/** Judge a venue for the periods of a lesson at which so many are expected, by the rule of clashes. */
export function judgeVenueChoice(venue: VenueChoice, periods: readonly Period[], expected: number, { localOf }: CityTime): Judgement {
  const asked: AskedTimes = { periods, venueIds: [venue.id], expected, capacity: null }
  const { clashes, warnings } = judgeClashes(asked, { ...NOTHING, venues: [venue], taken: near(venue.taken, periods) }, { localOf, calendarOf: plainDay })
  if (clashes[0]) return { refusal: clashes[0].message }

  const share = expected > 0 ? expected / venue.capacity : 1
  const isShared = venue.priority !== null
  return {
    points: (venue.priority === null ? 5 : Math.max(0, 4 - venue.priority)) + (share >= 0.5 ? 5 : Math.round(share * 10)) + warnings.length * DRAFT_THERE,
    reasons: [
      ...(expected > 0 ? [`room holds ${venue.capacity} for ${expected}`] : []),
      ...(isShared ? [`${venue.name} is shared with the organiser, priority ${venue.priority}`] : []),
      ...warnings.map(({ message }) => lowered(message)),
    ],
    refusal: null,
  }
}

/** Judge a teacher for the periods of a lesson, by the rule of clashes and the teacher's wishes. */
export function judgeTeacherChoice(teacher: TeacherChoice, periods: readonly Period[], { localOf }: Pick<CityTime, "localOf">): Judgement {
  const month = periods[0] ? localOf(periods[0].startsAt).day.slice(0, 7) : ""
  const lessonsThatMonth = teacher.lessonsByMonth[month] ?? 0
  const asked: AskedTimes = { periods, venueIds: [], expected: 0, capacity: null }
  const facts = { ...NOTHING, teachers: [{ ...teacher, lessonsThatMonth }], taken: near(teacher.taken, periods) }
  const { clashes, warnings } = judgeClashes(asked, facts, { localOf, calendarOf: plainDay })
  if (clashes[0]) return { refusal: clashes[0].message }
  if (teacher.expectedElsewhere.some((other) => periods.some((period) => overlaps(period, other)))) {
    return { refusal: `${teacher.name} is expected at another lesson.` }
  }

  const spans = periods.flatMap((period) => localSpans(period, localOf))
  const isPreferred = prefers(teacher.availability, spans)
  const isWarned = (code: string) => warnings.some((warning) => warning.code === code)
  return {
    points:
      (isPreferred ? PREFERRED : 0) + (isWarned("TEACHER_AVOIDS") ? AVOIDED : 0) + (isWarned("TEACHER_LOAD") ? OVER_LOAD : 0) - Math.min(lessonsThatMonth, 5),
    reasons: [...(isPreferred ? [`${teacher.name} prefers this time`] : []), ...warnings.map(({ message }) => lowered(message))],
    refusal: null,
  }
}

/** What began within the day before the periods, or during them: no booking is longer than a day. */
function near<Time extends Period>(times: readonly Time[], periods: readonly Period[]): Time[] {
  return times.filter((time) => periods.some((period) => overlaps(period, time)))
}

/** Put a sentence among others: `赵老师 would have …` stays, the full stop goes. */
function lowered(sentence: string): string {
  return sentence.replace(/\.$/, "").replace(/^A draft/, "a draft")
}
