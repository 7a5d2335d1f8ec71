import type { Clash, ClashFacts, Gathering, TakenTime } from "./clash.ts"
import { minutesAmong } from "./clash.ts"
import { spanOf } from "./lesson-to-place.ts"
import type { LocalOf } from "./local-time.ts"
import { type Period, overlaps } from "./period.ts"

/**
 * A lesson that is written together with others, as far as they clash with each other. `people` are uuids of all who are meant, in the order in which
 * places are given; `memberOf` says which of its teachers are members.
 */
export type LessonAmong = {
  lessonId: string
  periods: readonly Period[]
  venueIds: readonly string[]
  teacherIds: readonly string[]
  people: readonly string[]
  capacity: number | null
  memberOf: ReadonlyMap<string, string>
}

/** People whom two lessons written together both want, as uuids; `of` and `with` are their places in the list. */
export type Meeting = { of: number; with: number; minutes: number; people: string[] }

const MOST_GATHERINGS = 100

/** Find whom each lesson of a list wants at the same time as one before it: those expected there, and those who teach there. */
export function meetingsAmong(lessons: readonly LessonAmong[]): Meeting[] {
  const sets = new Map<readonly string[], Set<string>>()
  const setOf = (people: readonly string[]) => {
    const set = sets.get(people) ?? new Set(people)
    sets.set(people, set)
    return set
  }
  return lessons.flatMap((lesson, of) =>
    lessons.slice(0, of).flatMap((other, at) => {
      const minutes = other.periods.reduce((sum, period) => sum + minutesAmong(lesson.periods, period), 0)
      if (minutes === 0) return []
      const own = [...lesson.memberOf.values()]
      const wanted = setOf(lesson.people)
      const teaching = [...other.memberOf].filter(([teacherId]) => !lesson.teacherIds.includes(teacherId)).map(([, member]) => member)
      const there = [...other.people.slice(0, other.capacity ?? undefined), ...teaching]
      const people = [...new Set(there.filter((person) => wanted.has(person) || own.includes(person)))]
      return people.length > 0 ? [{ of, with: at, minutes, people }] : []
    }),
  )
}

/** Add to what is known about one lesson of a list those before it that are written, as if they had been written before it was asked about. */
export function withEarlier(
  lesson: LessonAmong,
  earlier: readonly LessonAmong[],
  facts: ClashFacts,
  { arePublished, gatherings, localOf }: { arePublished: boolean; gatherings: readonly Gathering[]; localOf: LocalOf },
): ClashFacts {
  const taken = earlier.flatMap((other) => takenBy(other, lesson, !arePublished))
  const month = monthOf(spanOf(lesson.periods), localOf)
  const teaches = (id: string) =>
    earlier.filter(({ teacherIds, periods }) => teacherIds.includes(id) && periods.some((period) => monthOf(period, localOf) === month)).length
  return {
    ...facts,
    taken: taken.length > 0 ? [...facts.taken, ...taken].sort(asTaken) : facts.taken,
    teachers: facts.teachers.map((teacher) =>
      teacher.lessonsPerMonth === null ? teacher : { ...teacher, lessonsThatMonth: teacher.lessonsThatMonth + teaches(teacher.id) },
    ),
    gatherings: gatherings.length > 0 ? [...facts.gatherings, ...gatherings].sort(asGathered).slice(0, MOST_GATHERINGS) : facts.gatherings,
  }
}

function takenBy(other: LessonAmong, lesson: LessonAmong, isDraft: boolean): TakenTime[] {
  const periods = other.periods.filter((period) => lesson.periods.some((own) => overlaps(own, period)))
  if (periods.length === 0) return []
  const resources: Pick<TakenTime, "resourceId" | "kind">[] = [
    ...other.venueIds.filter((id) => lesson.venueIds.includes(id)).map((resourceId) => ({ resourceId, kind: "VENUE" as const })),
    ...other.teacherIds.filter((id) => lesson.teacherIds.includes(id)).map((resourceId) => ({ resourceId, kind: "TEACHER" as const })),
  ]
  return periods.flatMap((period) => resources.map((resource) => ({ ...resource, ...period, lessonId: other.lessonId, isDraft })))
}

function monthOf({ startsAt }: Period, localOf: LocalOf): string {
  return localOf(startsAt).day.slice(0, 7)
}

function asTaken(a: TakenTime, b: TakenTime): number {
  return asText(b.kind, a.kind) || a.startsAt.getTime() - b.startsAt.getTime() || asText(a.lessonId, b.lessonId) || asText(a.resourceId, b.resourceId)
}

function asGathered(a: Gathering, b: Gathering): number {
  return b.count - a.count || asText(a.lessonId, b.lessonId)
}

function asText(a: Clash["kind"] | string, b: Clash["kind"] | string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
