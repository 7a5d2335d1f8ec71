import { randomUUID } from "node:crypto"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import type { Row } from "./insert.ts"
import { PARAMETERS } from "./rule-parameters.ts"
import type { Person, Place, Thing } from "./things.ts"
import type { World } from "./world.ts"

type Held = { category?: string; hours?: number; minutes?: number; state?: string; isCounted?: boolean; sheet?: string }
type Fact = { state?: string; minutes?: number; arrivedAt?: string; leftAt?: string; isMakeUp?: boolean; replaces?: string; recordedAt?: string }

/** What a world can add of rules, of lessons that were held, and of what the ledger says of people. */
export function hoursIn(world: World) {
  const { insert } = world
  const held = new Map<string, { heldOn: string; category: string; hours: number; startsAt: Date; minutes: number }>()
  return {
    async rules(parameters: object = {}, row: Row = {}, at: Place | null = null): Promise<Thing> {
      const place = at ? { organisation_id: at.uuid, organisation_path: at.path } : {}
      const words = { title: "试行规则", jurisdiction: "全国", source_document: "2019—2023年规划", status: "NATIONAL", effective_from: "2019-01-01" }
      const uuid = await insert("attendance.rule_set", { ...words, ...place, parameters: JSON.stringify({ ...PARAMETERS, ...parameters }), ...row })
      return { uuid, id: toTypeId("rules", uuid) }
    },

    /** A lesson that was held, with its sheet. */
    async heldLesson(
      organiser: Place,
      startsAt: string,
      { category = "PARTY_LECTURE", hours = 2, minutes = hours * 60, isCounted = true, sheet = "CLOSED" }: Held = {},
    ): Promise<Thing> {
      const lesson = await world.lesson(organiser, startsAt, { category, hours, status: "HELD" })
      const [from, to] = [new Date(startsAt), new Date(Date.parse(startsAt) + minutes * 60_000)]
      const heldOn = startsAt.slice(0, 10)
      const periods = JSON.stringify([{ startsAt: from.toISOString(), endsAt: to.toISOString() }])
      const counts = { expected: 0, present: 0, on_leave: 0, absent: 0, opened_at: from, closed_at: to }
      const frozen = { held_on: heldOn, starts_at: from, ends_at: to, periods, category, mode: "FACE_TO_FACE", planned_hours: hours, is_counted: isCounted }
      const place = { organisation_id: organiser.uuid, organisation_path: organiser.path }
      await insert("attendance.sheet", { lesson_id: lesson.uuid, ...place, state: sheet, ...frozen, ...counts }, false)
      held.set(lesson.uuid, { heldOn, category, hours, startsAt: from, minutes })
      return lesson
    },

    /** What the ledger says of somebody at such a lesson; gives the entry's uuid. */
    async fact(
      person: Person,
      lesson: Thing,
      { state = "PRESENT", minutes, arrivedAt, leftAt, isMakeUp = false, replaces, recordedAt }: Fact = {},
    ): Promise<string> {
      const of = held.get(lesson.uuid)
      if (!of) throw new Error("Such a lesson was not held.")
      const took = minutes ?? (["ABSENT", "ON_LEAVE"].includes(state) ? 0 : of.minutes)
      return insert("attendance.entry", {
        id: randomUUID(),
        lesson_id: lesson.uuid,
        member_id: person.uuid,
        state,
        category: of.category,
        minutes: took,
        planned_hours: of.hours,
        held_on: of.heldOn,
        occurred_at: of.startsAt,
        recorded_at: recordedAt ? new Date(recordedAt) : of.startsAt,
        source: "RECORDER",
        is_make_up: isMakeUp,
        replaces_id: replaces ?? null,
        arrived_at: arrivedAt ?? null,
        left_at: leftAt ?? null,
      })
    },
  }
}
