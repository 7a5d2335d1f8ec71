import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import type { Person, Place, Thing } from "./things.ts"
import { hoursIn } from "./world-hours.ts"
import type { World } from "./world.ts"

type Held = NonNullable<Parameters<ReturnType<typeof hoursIn>["heldLesson"]>[2]>

/** What reports about classes, people, teachers and venues need of a world: lessons that were held, with who was on their lists and what became of it. */
export function registersIn(world: World) {
  const { client, insert } = world
  const hours = hoursIn(world)
  const change = (table: string, key: string, uuid: string, columns: string, values: unknown[] = []) =>
    client.query(`UPDATE ${table} SET ${columns} WHERE ${key} = $1`, [uuid, ...values])
  return {
    ...hours,
    change,

    async trainingClass(at: Place, name = "2025年支部书记培训班"): Promise<Thing> {
      const place = { organisation_id: at.uuid, organisation_path: at.path, level: "STREET", year: 2025, name }
      const uuid = await insert("courses.training_class", { ...place, starts_on: "2025-03-14", ends_on: "2025-03-15", planned_places: 40, hours: 12 })
      return { uuid, id: toTypeId("class", uuid) }
    },

    /** A lesson that was held, of a class, with a venue and teachers, and its list. */
    async held(organiser: Place, startsAt: string, options: Held & Related = {}): Promise<Thing> {
      const { of, venue, teachers = [], expected = [], at = organiser } = options
      const lesson = await hours.heldLesson(organiser, startsAt, options)
      if (of) await change("courses.lesson", "id", lesson.uuid, "training_class_id = $2", [of.uuid])
      const lasted = (options.minutes ?? (options.hours ?? 2) * 60) * 60_000
      const times = { starts_at: new Date(startsAt), ends_at: new Date(Date.parse(startsAt) + lasted) }
      const book = (thing: Thing, kind: string) =>
        insert(
          "courses.booking",
          { lesson_id: lesson.uuid, period: 1, resource_id: thing.uuid, kind, ...times, is_firm: kind === "VENUE" && !options.isOver },
          false,
        )
      if (venue) await book(venue, "VENUE")
      for (const [position, teacher] of teachers.entries())
        await insert("courses.lesson_teacher", { lesson_id: lesson.uuid, teacher_id: teacher.uuid, position }, false)
      for (const person of expected)
        await insert("attendance.sheet_place", { lesson_id: lesson.uuid, member_id: person.uuid, branch_id: at.uuid, is_expected: true }, false)
      return lesson
    },

    /** What was recorded of people at a lesson, each by the letters of the matrix. */
    async marks(lesson: Thing, marks: readonly (readonly [Person, string, number?])[]): Promise<string[]> {
      const ids: string[] = []
      for (const [person, mark, missed = 0] of marks) {
        const state = STATES[mark]
        if (!state) continue
        const minutes = missed === 0 ? {} : { minutes: 240 - missed }
        ids.push(await hours.fact(person, lesson, { state, ...minutes }))
      }
      return ids
    },

    /** An account that was made at that moment. */
    account: (person: Person, at: Place, year: number, rules: Thing, computedAt: string, row: object = {}) =>
      world.hours(person, at, year, rules.uuid, { computed_at: new Date(computedAt), ...row }),
  }
}

type Related = { of?: Thing; venue?: Thing; teachers?: Thing[]; expected?: Person[]; at?: Place; isOver?: boolean }

const STATES: Record<string, string> = { "√": "PRESENT", 迟: "LATE", 退: "LEFT_EARLY", 假: "ON_LEAVE", 缺: "ABSENT", 线: "ONLINE", 列: "OBSERVER" }

export type Registers = ReturnType<typeof registersIn>
