import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { ancestorsAndSelf } from "../../shared/viewer.ts"
import type { TakenTime } from "../domain/clash.ts"
import type { Teacher, TeacherCategory, Venue, VenueKind } from "../domain/lesson.ts"
import type { Period } from "../domain/period.ts"
import type { TeacherChoice, VenueChoice } from "../domain/slot.ts"
import { FACILITIES_OF_ONE, TAKEN_TIMES_OF_ONE } from "./clash.row.ts"
import { BUSY_PEOPLE, LESSON_TO_MOVE, TEACHER_CHOICES, TEACHER_LOADS, VENUE_CHOICES } from "./slot.row.ts"

/** Whom and what slots are looked for. Ids are TypeIDs; `members` are uuids with commas between; without `venueIds`, any venue that the organiser may use. */
export type SlotSearch = {
  lessonId: string | null
  organiserPath: string
  from: Date
  to: Date
  venueIds: readonly string[]
  siteIds: readonly string[]
  teacherIds: readonly string[]
  subject: string | null
  members: string
  expected: number
}

/** A venue to choose, with the path of whoever keeps it and whether the organiser may use it without being asked. */
export type FoundVenue = VenueChoice & { path: string; isShared: boolean }
export type SlotFacts = {
  venues: FoundVenue[]
  teachers: TeacherChoice[]
  blocked: (Period & { reason: string })[]
  busyPeople: (Period & { count: number })[]
}

type Times = { startsAt: string; endsAt: string }
type VenueRow = {
  id: string
  organisation_id: string
  name: string
  kind: VenueKind
  capacity: number
  equipment: string[]
  organisation_path: string
  is_near: boolean
  priority: number | null
}
type TeacherRow = { id: string; name: string; category: TeacherCategory; unit: string; title: string | null; subjects: string[] }
type TakenRow = { resource_id: string; lesson_id: string; kind: "VENUE" | "TEACHER"; starts_at: Date; ends_at: Date; is_draft: boolean }
type LoadRow = { id: string; lessons_by_month: Record<string, number>; expected_elsewhere: Times[] }
type VenueFactsRow = { id: string; opening: VenueChoice["opening"]; closures: (Times & { reason: string })[] }
type TeacherFactsRow = { id: string; availability: TeacherChoice["availability"]; absences: Times[]; lessonsPerMonth: number | null }
type FacilitiesRow = { venues: VenueFactsRow[] | null; teachers: TeacherFactsRow[] | null; blocked: (Times & { reason: string })[] | null }

/** Read all that decides where a lesson can go, over a whole window of time: six statements, whatever its length and the number of rooms, teachers and people. */
export function createSlotRepository(ask: Ask, timeZone: string) {
  const { findVenues, findTeachers, findTaken, readBusy } = createSlotReads(ask)
  return {
    async find(search: SlotSearch): Promise<SlotFacts> {
      const { from, to, organiserPath, siteIds, lessonId } = search
      const itself = lessonId && toUuid("lesson", lessonId)
      const venues = await findVenues(search)
      const teachers = await findTeachers(search)
      const [venueIds, teacherIds] = [
        toUuids(
          "venue",
          venues.map(({ id }) => id),
        ),
        toUuids(
          "teacher",
          teachers.map(({ id }) => id),
        ),
      ]
      const path = ancestorsAndSelf(organiserPath)
      const window = [from.toISOString(), to.toISOString()]
      const [facts] = await ask<FacilitiesRow>("slot_facilities", FACILITIES_OF_ONE, [...window, venueIds, teacherIds, path, itself, timeZone])
      const taken = await findTaken(search, [...venueIds, ...toUuids("venue", siteIds), ...teacherIds])
      const loads = teacherIds.length > 0 ? await ask<LoadRow>("slot_loads", TEACHER_LOADS, [teacherIds, ...window, itself, timeZone]) : []
      return {
        venues: venues.map((venue) => {
          const { opening = [], closures = [] } = facts?.venues?.find(({ id }) => id === toUuid("venue", venue.id)) ?? {}
          return { ...venue, opening, closures: closures.map(withDates), taken: taken.get(venue.id) ?? [] }
        }),
        teachers: teachers.map((teacher) => {
          const isIt = ({ id }: { id: string }) => id === toUuid("teacher", teacher.id)
          const { availability = [], absences = [], lessonsPerMonth = null } = facts?.teachers?.find(isIt) ?? {}
          const { lessons_by_month: lessonsByMonth = {}, expected_elsewhere: elsewhere = [] } = loads.find(isIt) ?? {}
          const times = { absences: absences.map(withDates), expectedElsewhere: elsewhere.map(withDates), taken: taken.get(teacher.id) ?? [] }
          return { ...teacher, availability, lessonsPerMonth, lessonsByMonth, ...times }
        }),
        blocked: [
          ...(facts?.blocked ?? []).map((time) => ({ ...withDates(time), reason: `this time is kept free: ${time.reason}` })),
          ...siteIds
            .flatMap((id) => taken.get(id) ?? [])
            .filter(({ isDraft }) => !isDraft)
            .map((time) => ({ ...time, reason: "a further site of the lesson is taken" })),
        ],
        busyPeople: await readBusy(search),
      }
    },

    /** Read what a lesson takes along when it is moved. `members` are uuids with commas between. */
    async findLesson(lessonId: string): Promise<{ periods: Period[]; siteIds: string[]; members: string }> {
      const [row] = await ask<{ periods: Times[] | null; sites: string[]; members: string | null }>("slot_lesson", LESSON_TO_MOVE, [toUuid("lesson", lessonId)])
      return { periods: (row?.periods ?? []).map(withDates), siteIds: (row?.sites ?? []).map((id) => toTypeId("venue", id)), members: row?.members ?? "" }
    },
  }
}

function createSlotReads(ask: Ask) {
  const findVenues = async ({
    organiserPath,
    expected,
    venueIds,
  }: SlotSearch): Promise<(Venue & { path: string; isShared: boolean; priority: number | null })[]> => {
    const rows = await ask<VenueRow>("slot_venues", VENUE_CHOICES, [organiserPath, expected, toUuids("venue", venueIds)])
    return rows.map((row) => ({
      id: toTypeId("venue", row.id),
      organisationId: toTypeId("organisation", row.organisation_id),
      path: row.organisation_path,
      name: row.name,
      kind: row.kind,
      capacity: row.capacity,
      equipment: row.equipment,
      isShared: row.is_near || row.priority !== null,
      priority: row.is_near ? null : (row.priority ?? 9),
    }))
  }

  const findTeachers = async ({ organiserPath, subject, teacherIds }: SlotSearch): Promise<Teacher[]> => {
    if (teacherIds.length === 0 && subject === null) return []
    const rows = await ask<TeacherRow>("slot_teachers", TEACHER_CHOICES, [organiserPath, subject, toUuids("teacher", teacherIds)])
    return rows.map((row) => ({ ...row, id: toTypeId("teacher", row.id) }))
  }

  const findTaken = async ({ from, to, lessonId }: SlotSearch, resources: readonly string[]): Promise<Map<string, TakenTime[]>> => {
    const rows = await ask<TakenRow>("slot_taken_times", TAKEN_TIMES_OF_ONE, [
      [from.toISOString()],
      [to.toISOString()],
      resources,
      lessonId && toUuid("lesson", lessonId),
    ])
    const taken = new Map<string, TakenTime[]>()
    for (const { kind, resource_id, lesson_id, starts_at, ends_at, is_draft } of rows) {
      const resourceId = toTypeId(kind === "VENUE" ? "venue" : "teacher", resource_id)
      const time = { resourceId, kind, lessonId: toTypeId("lesson", lesson_id), startsAt: starts_at, endsAt: ends_at, isDraft: is_draft }
      taken.set(resourceId, [...(taken.get(resourceId) ?? []), time])
    }
    return taken
  }

  const readBusy = async ({ members, from, to, lessonId, teacherIds }: SlotSearch): Promise<SlotFacts["busyPeople"]> => {
    if (members === "") return []
    const values = [members, from.toISOString(), to.toISOString(), lessonId && toUuid("lesson", lessonId), toUuids("teacher", teacherIds)]
    const rows = await ask<{ starts_at: Date; ends_at: Date; count: number }>("busy_people", BUSY_PEOPLE, values)
    return rows.map(({ starts_at, ends_at, count }) => ({ startsAt: starts_at, endsAt: ends_at, count }))
  }
  return { findVenues, findTeachers, findTaken, readBusy }
}

function withDates<Value extends Times>(value: Value): Omit<Value, "startsAt" | "endsAt"> & Period {
  return { ...value, startsAt: new Date(value.startsAt), endsAt: new Date(value.endsAt) }
}
