import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import type { Insert } from "./insert.ts"
import type { Person, Place, Thing } from "./things.ts"

type LessonOverrides = {
  title?: string
  status?: string
  category?: string
  hours?: number
  venue?: Thing
  school?: Thing
  teachers?: Thing[]
  expected?: Person[]
  waiting?: Person[]
}

const HOUR_MS = 3_600_000

/** What a world can add of schools, rooms and teachers. */
export function schoolsIn(insert: Insert) {
  return {
    async venue(at: Place, name = "一号教室", capacity = 60): Promise<Thing> {
      const uuid = await insert("courses.venue", {
        organisation_id: at.uuid,
        organisation_path: at.path,
        name,
        kind: "CLASSROOM",
        capacity,
        equipment: ["投影仪"],
      })
      return { uuid, id: toTypeId("venue", uuid) }
    },

    async school(at: Place, overrides: { name?: string; isDemonstration?: boolean } = {}): Promise<Thing> {
      const { name = "社区党校", isDemonstration = false } = overrides
      const row = {
        organisation_id: at.uuid,
        organisation_path: at.path,
        name,
        level: "COMMUNITY",
        is_demonstration: isDemonstration,
        established_on: "2010-01-01",
      }
      const uuid = await insert("courses.party_school", row)
      return { uuid, id: toTypeId("school", uuid) }
    },

    async teacher(at: Place, name = "赵老师"): Promise<Thing> {
      const row = {
        organisation_id: at.uuid,
        organisation_path: at.path,
        name,
        category: "PARTY_SCHOOL_LECTURER",
        unit: "区委党校",
        title: "讲师",
        subjects: ["党史"],
      }
      const uuid = await insert("courses.teacher", row)
      return { uuid, id: toTypeId("teacher", uuid) }
    },
  }
}

/** What a world can add of lessons. */
export function lessonsIn(insert: Insert) {
  return {
    /** A lesson of two hours, with the people expected at it and those who wait. */
    async lesson(organiser: Place, startsAt: string, overrides: LessonOverrides = {}): Promise<Thing> {
      const {
        title = "党章专题辅导",
        status = "PUBLISHED",
        category = "PARTY_LECTURE",
        hours = 2,
        venue,
        school,
        teachers = [],
        expected = [],
        waiting = [],
      } = overrides
      const begin = new Date(startsAt)
      const uuid = await insert("courses.lesson", {
        title,
        category,
        mode: "FACE_TO_FACE",
        status,
        starts_at: begin,
        ends_at: new Date(begin.getTime() + 2 * HOUR_MS),
        planned_hours: hours,
        capacity: 60,
        school_id: school?.uuid ?? null,
        venue_id: venue?.uuid ?? null,
        organiser_id: organiser.uuid,
        organiser_path: organiser.path,
      })
      const times = { starts_at: begin, ends_at: new Date(begin.getTime() + 2 * HOUR_MS) }
      await insert("courses.lesson_period", { lesson_id: uuid, number: 1, ...times }, false)
      const is_firm = status === "PUBLISHED" || status === "HELD"
      const book = (kind: string, thing: Thing) =>
        insert("courses.booking", { lesson_id: uuid, period: 1, resource_id: thing.uuid, kind, ...times, is_firm }, false)
      if (venue && status !== "CANCELLED") await book("VENUE", venue)
      for (const [position, teacher] of teachers.entries())
        await insert("courses.lesson_teacher", { lesson_id: uuid, teacher_id: teacher.uuid, position }, false)
      if (status !== "CANCELLED") for (const teacher of teachers) await book("TEACHER", teacher)
      const enrol = (person: Person, state: string) => insert("courses.enrolment", { lesson_id: uuid, member_id: person.uuid, starts_at: begin, state }, false)
      for (const person of expected) await enrol(person, "EXPECTED")
      for (const person of waiting) await enrol(person, "WAITLISTED")
      return { uuid, id: toTypeId("lesson", uuid) }
    },
  }
}
