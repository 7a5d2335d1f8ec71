import type { Ask } from "../../shared/ask.ts"
import { scopeOf } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, ancestorsAndSelf } from "../../shared/viewer.ts"
import type { AskedTimes, CalendarOf, ClashFacts, ClashReport, Gathering, TakenTime, TeacherFacts, VenueFacts } from "../domain/clash.ts"
import { judgeClashes } from "../domain/clash.ts"
import { type LessonAmong, meetingsAmong, withEarlier } from "../domain/clash-together.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import type { LocalOf } from "../domain/local-time.ts"
import type { Period } from "../domain/period.ts"
import { FACILITIES, GATHERINGS_OF_FEW, GATHERINGS_OF_MANY, READABLE, TAKEN_TIMES } from "./clash.row.ts"

/** A lesson that may be: when, where, by whom, for whom. `expected` are uuids; `lessonId` is itself, when it is written already. */
export type AskedLesson = {
  lessonId: string | null
  organiserPath: string
  periods: readonly Period[]
  venueIds: readonly string[]
  teacherIds: readonly string[]
  expected: readonly string[]
  capacity: number | null
}

/** A lesson that is written together with others: `newId` is what it will be called, `memberOf` gives the uuids of its teachers who are members. */
export type AskedTogether = AskedLesson & Pick<LessonAmong, "memberOf"> & { newId: string }

export type Calendar = { calendarOf: CalendarOf; localOf: LocalOf; timeZone: string }
type Numbered = { n: number }
type Facilities = Pick<ClashFacts, "venues" | "teachers" | "blocked">
type TakenRow = Numbered & { resource_id: string; kind: "VENUE" | "TEACHER"; lesson_id: string; starts_at: Date; ends_at: Date; is_draft: boolean }
type GatheringRow = Numbered & { lesson_id: string; starts_at: Date; ends_at: Date; minutes: number; count: number; members: string[] }
type Texts<Value> = { [Key in keyof Value]: Value[Key] extends Date ? string : Value[Key] extends (infer Item)[] ? Texts<Item>[] : Value[Key] }
type FacilitiesRow = { venues: Texts<VenueFacts>[] | null; teachers: Texts<TeacherFacts>[] | null; blocked: Texts<ClashFacts["blocked"][number]>[] | null }

/** Up to so many people are looked up one by one; more are looked for among all who are expected anywhere at that time. */
const FEW = 500

/**
 * Find what clashes with lessons that may be, in three statements (four, where some expect few people and some many), whatever the number of lessons, periods,
 * rooms, teachers and people.
 *
 * Lessons that the viewer does not see clash too: only their ids and times are given here, and the ids are followed within what the viewer
 * sees. People are counted wherever they belong, and named where the viewer may read them.
 */
export function createClashRepository(ask: Ask, viewer: Viewer, calendar: Calendar) {
  const { readFacts, nameReadable } = createClashReader(ask, viewer, calendar.timeZone)

  return {
    async find(asked: AskedLesson): Promise<ClashReport> {
      const [facts] = await readFacts([asked])
      if (!facts) throw new Error("the clashes of a lesson were not read")
      return judgeClashes(timesOf(asked), facts, calendar)
    },

    /**
     * Find what clashes with each of many lessons that are written together in this order: what stands already, and those before it in the list, of which
     * one that clashes stands all the same where that is `accepted`.
     */
    async findTogether(lessons: readonly AskedTogether[], { arePublished, accepted }: { arePublished: boolean; accepted: boolean }): Promise<ClashReport[]> {
      const facts = await readFacts(lessons)
      const among = lessons.map((lesson): LessonAmong => ({ ...lesson, lessonId: lesson.newId, people: lesson.expected }))
      const meetings = arePublished ? meetingsAmong(among) : []
      const names = await nameReadable(meetings.map(({ people }) => people))
      const standing = new Set<number>()
      return lessons.map((lesson, at) => {
        const [own, known] = [among[at], facts[at]]
        if (!own || !known) throw new Error("the clashes of a lesson were not read")
        const gatherings = meetings.flatMap(({ of, with: other, minutes, people }, number): Gathering[] => {
          const there = among[other]
          if (of !== at || !there || !standing.has(other)) return []
          return [{ lessonId: there.lessonId, ...spanOf(there.periods), minutes, count: people.length, memberIds: names[number] ?? [] }]
        })
        const earlier = among.slice(0, at).filter((_, other) => standing.has(other))
        const all = withEarlier(own, earlier, known, { arePublished, gatherings, localOf: calendar.localOf })
        const report = judgeClashes(timesOf(lesson), all, calendar)
        if (!arePublished || accepted || report.clashes.length === 0) standing.add(at)
        return report
      })
    },
  }
}

/** Read what clashes are judged by. Within a change all of it goes over one connection. */
function createClashReader(ask: Ask, viewer: Viewer, timeZone: string) {
  const readTaken = async (wanted: readonly object[]): Promise<(TakenTime & Numbered)[]> => {
    const rows = await ask<TakenRow>("taken_times", TAKEN_TIMES, [JSON.stringify(wanted)])
    return rows.map(({ n, resource_id, kind, lesson_id, starts_at, ends_at, is_draft }) => ({
      n,
      resourceId: toTypeId(kind === "VENUE" ? "venue" : "teacher", resource_id),
      kind,
      lessonId: toTypeId("lesson", lesson_id),
      startsAt: starts_at,
      endsAt: ends_at,
      isDraft: is_draft,
    }))
  }

  const readFacilities = async (wanted: readonly object[]): Promise<Facilities[]> => {
    const rows = await ask<FacilitiesRow>("facilities", FACILITIES, [JSON.stringify(wanted), timeZone])
    return rows.map((row) => ({
      venues: (row.venues ?? []).map((venue) => ({ ...venue, id: toTypeId("venue", venue.id), closures: venue.closures.map(withDates) })),
      teachers: (row.teachers ?? []).map((teacher) => ({ ...teacher, id: toTypeId("teacher", teacher.id), absences: teacher.absences.map(withDates) })),
      blocked: (row.blocked ?? []).map(withDates),
    }))
  }

  const readGatherings = async (asked: readonly AskedLesson[], wanted: readonly object[]): Promise<(Gathering & Numbered)[]> => {
    const numbered = asked
      .map(({ expected, teacherIds }, n) => ({ n, expected, isAsked: expected.length > 0 || teacherIds.length > 0 }))
      .filter(({ isAsked }) => isAsked)
    const lists = [...new Set(numbered.map(({ expected }) => expected))]
    const listOf = new Map(lists.map((people, at) => [people, at + 1]))
    const texts = lists.map((people) => people.join(","))
    const found: (Gathering & Numbered)[] = []
    for (const [name, text, some] of [
      ["gatherings_of_few", GATHERINGS_OF_FEW, numbered.filter(({ expected }) => expected.length <= FEW)],
      ["gatherings_of_many", GATHERINGS_OF_MANY, numbered.filter(({ expected }) => expected.length > FEW)],
    ] as const) {
      if (some.length === 0) continue
      const parts = some.map(({ n, expected }) => ({ ...wanted[n], people: listOf.get(expected) }))
      const rows = await ask<GatheringRow>(name, text, [JSON.stringify(parts), texts, ...scopeOf(viewer)])
      found.push(...rows.map(toGathering))
    }
    return found
  }

  const readFacts = async (asked: readonly AskedLesson[]): Promise<ClashFacts[]> => {
    if (asked.length === 0) return []
    const wanted = asked.map(toWanted)
    // One after the other: within a change they share a connection.
    const taken = await readTaken(wanted)
    const facilities = await readFacilities(wanted)
    const gatherings = await readGatherings(asked, wanted)
    const of = <Row extends Numbered>(rows: readonly Row[], number: number) => rows.filter(({ n }) => n === number)
    const none: Facilities = { venues: [], teachers: [], blocked: [] }
    return asked.map((_, n) => ({ taken: of(taken, n), ...(facilities[n] ?? none), gatherings: of(gatherings, n) }))
  }

  /** Name of each list of people at most 20 whom the viewer may read. */
  const nameReadable = async (lists: readonly (readonly string[])[]): Promise<string[][]> => {
    if (lists.length === 0) return []
    const texts = lists.map((people) => people.join(","))
    const rows = await ask<{ n: number; members: string[] }>("readable_people", READABLE, [...scopeOf(viewer), texts])
    const byNumber = new Map(rows.map(({ n, members }) => [n - 1, members]))
    return lists.map((_, n) => (byNumber.get(n) ?? []).map((id) => toTypeId("member", id)))
  }

  return { readFacts, nameReadable }
}

function timesOf({ periods, venueIds, expected, capacity }: AskedLesson): AskedTimes {
  return { periods, venueIds, expected: expected.length, capacity }
}

function toWanted({ lessonId, organiserPath, periods, venueIds, teacherIds }: AskedLesson, n: number) {
  const { startsAt, endsAt } = spanOf(periods)
  const [venues, teachers] = [toUuids("venue", venueIds), toUuids("teacher", teacherIds)]
  return {
    n,
    starts: periods.map((period) => period.startsAt),
    ends: periods.map((period) => period.endsAt),
    begin: startsAt,
    end: endsAt,
    venues,
    teachers,
    resources: [...venues, ...teachers],
    paths: ancestorsAndSelf(organiserPath),
    itself: lessonId && toUuid("lesson", lessonId),
  }
}

function toGathering({ n, lesson_id, starts_at, ends_at, minutes, count, members }: GatheringRow): Gathering & Numbered {
  const memberIds = members.map((id) => toTypeId("member", id))
  return { n, lessonId: toTypeId("lesson", lesson_id), startsAt: starts_at, endsAt: ends_at, minutes, count, memberIds }
}

function withDates<Value extends { startsAt: string; endsAt: string }>(value: Value): Omit<Value, "startsAt" | "endsAt"> & Period {
  return { ...value, startsAt: new Date(value.startsAt), endsAt: new Date(value.endsAt) }
}
