import type { Ask } from "../../shared/ask.ts"
import { scopeOf } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, ancestorsAndSelf } from "../../shared/viewer.ts"
import type { CalendarOf, ClashFacts, ClashReport, Gathering, TakenTime, TeacherFacts, VenueFacts } from "../domain/clash.ts"
import { judgeClashes } from "../domain/clash.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import type { LocalOf } from "../domain/local-time.ts"
import type { Period } from "../domain/period.ts"
import { FACILITIES, GATHERINGS_OF_FEW, GATHERINGS_OF_MANY, TAKEN_TIMES } from "./clash.row.ts"

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

export type Calendar = { calendarOf: CalendarOf; localOf: LocalOf; timeZone: string }
type TakenRow = { resource_id: string; kind: "VENUE" | "TEACHER"; lesson_id: string; starts_at: Date; ends_at: Date; is_draft: boolean }
type GatheringRow = { lesson_id: string; starts_at: Date; ends_at: Date; minutes: number; count: number; members: string[] }
type Texts<Value> = { [Key in keyof Value]: Value[Key] extends Date ? string : Value[Key] extends (infer Item)[] ? Texts<Item>[] : Value[Key] }
type FacilitiesRow = { venues: Texts<VenueFacts>[] | null; teachers: Texts<TeacherFacts>[] | null; blocked: Texts<ClashFacts["blocked"][number]>[] | null }

/** Up to so many people are looked up one by one; more are looked for among all who are expected anywhere at that time. */
const FEW = 500

export type ClashRepository = ReturnType<typeof createClashRepository>

/**
 * Find what clashes with a lesson that may be, in three statements, whatever the number of periods, rooms, teachers and people.
 *
 * Lessons that the viewer does not see clash too: only their ids and times are given here, and the ids are followed within what the viewer
 * sees. People are counted wherever they belong, and named where the viewer may read them.
 */
export function createClashRepository(ask: Ask, viewer: Viewer, calendar: Calendar) {
  const times = (asked: AskedLesson) => [iso(asked.periods.map(({ startsAt }) => startsAt)), iso(asked.periods.map(({ endsAt }) => endsAt))]
  const itself = ({ lessonId }: AskedLesson) => lessonId && toUuid("lesson", lessonId)

  const readTaken = async (asked: AskedLesson): Promise<TakenTime[]> => {
    const resources = [...toUuids("venue", asked.venueIds), ...toUuids("teacher", asked.teacherIds)]
    const rows = await ask<TakenRow>("taken_times", TAKEN_TIMES, [...times(asked), resources, itself(asked)])
    return rows.map(({ resource_id, kind, lesson_id, starts_at, ends_at, is_draft }) => ({
      resourceId: toTypeId(kind === "VENUE" ? "venue" : "teacher", resource_id),
      kind,
      lessonId: toTypeId("lesson", lesson_id),
      startsAt: starts_at,
      endsAt: ends_at,
      isDraft: is_draft,
    }))
  }

  const readFacilities = async (asked: AskedLesson): Promise<Pick<ClashFacts, "venues" | "teachers" | "blocked">> => {
    const { startsAt, endsAt } = spanOf(asked.periods)
    const resources = [toUuids("venue", asked.venueIds), toUuids("teacher", asked.teacherIds)]
    const values = [startsAt.toISOString(), endsAt.toISOString(), ...resources, ancestorsAndSelf(asked.organiserPath), itself(asked), calendar.timeZone]
    const [row] = await ask<FacilitiesRow>("facilities", FACILITIES, values)
    return {
      venues: (row?.venues ?? []).map((venue) => ({ ...venue, id: toTypeId("venue", venue.id), closures: venue.closures.map(withDates) })),
      teachers: (row?.teachers ?? []).map((teacher) => ({ ...teacher, id: toTypeId("teacher", teacher.id), absences: teacher.absences.map(withDates) })),
      blocked: (row?.blocked ?? []).map(withDates),
    }
  }

  const readGatherings = async (asked: AskedLesson): Promise<Gathering[]> => {
    const { startsAt, endsAt } = spanOf(asked.periods)
    const teachers = toUuids("teacher", asked.teacherIds)
    if (asked.expected.length === 0 && teachers.length === 0) return []
    const [name, text] = asked.expected.length > FEW ? ["gatherings_of_many", GATHERINGS_OF_MANY] : ["gatherings_of_few", GATHERINGS_OF_FEW]
    const people = asked.expected.join(",")
    const rows = await ask<GatheringRow>(name, text, [
      ...times(asked),
      people,
      itself(asked),
      startsAt.toISOString(),
      endsAt.toISOString(),
      teachers,
      ...scopeOf(viewer),
    ])
    return rows.map(({ lesson_id, starts_at, ends_at, minutes, count, members }) => ({
      lessonId: toTypeId("lesson", lesson_id),
      startsAt: starts_at,
      endsAt: ends_at,
      minutes,
      count,
      memberIds: members.map((id) => toTypeId("member", id)),
    }))
  }

  return {
    async find(asked: AskedLesson): Promise<ClashReport> {
      // One after the other: within a change they share a connection.
      const taken = await readTaken(asked)
      const facilities = await readFacilities(asked)
      const gatherings = await readGatherings(asked)
      const { periods, venueIds, expected, capacity } = asked
      return judgeClashes({ periods, venueIds, expected: expected.length, capacity }, { taken, ...facilities, gatherings }, calendar)
    },
  }
}

function iso(instants: readonly Date[]): string[] {
  return instants.map((instant) => instant.toISOString())
}

function withDates<Value extends { startsAt: string; endsAt: string }>(value: Value): Omit<Value, "startsAt" | "endsAt"> & Period {
  return { ...value, startsAt: new Date(value.startsAt), endsAt: new Date(value.endsAt) }
}
