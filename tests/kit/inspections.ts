import { randomBytes, randomUUID } from "node:crypto"
import type { Person, Place, Thing } from "./things.ts"
import type { World } from "./world.ts"

type Held = {
  people: Person[]
  at: Place
  category?: string
  host?: string | null
  summary?: string | null
  paper?: boolean
  closedAt?: string | null
  teachers?: Thing[]
  venue?: Thing
}
type Mark = {
  state?: string
  source?: string
  minutes?: number
  arrivedAt?: string
  leftAt?: string
  recordedAt?: string
  replaces?: string
  reason?: string
  isAfterLock?: boolean
}

const HOUR_MS = 3_600_000
const SUMMARY = "传达上级文件精神，党员逐个谈体会，讨论下月服务事项并分工到人。"

/** What tests of inspections add to a world: lessons of two hours with everything that inspectors look for, and what they must not find. */
export function inspectionsIn(world: World) {
  const { insert } = world
  const days = new Map<string, string>()
  return {
    /** A lesson that was held, closed on its day, with host, recorder, minutes and a paper sheet. */
    async held(
      organiser: Place,
      startsAt: string,
      { people, at, category = "PARTY_LECTURE", host = "王春梅", summary = SUMMARY, paper = true, ...more }: Held,
    ): Promise<Thing> {
      const { teachers = [], venue } = more
      const lesson = await world.lesson(organiser, startsAt, { status: "HELD", category, expected: people, teachers, ...(venue && { venue }) })
      await world.client.query(
        "UPDATE courses.lesson SET created_at = starts_at - interval '9 days', published_at = starts_at - interval '7 days' WHERE id = $1",
        [lesson.uuid],
      )
      const begin = new Date(startsAt)
      const end = new Date(begin.getTime() + 2 * HOUR_MS)
      const closed = more.closedAt === undefined ? end.toISOString() : more.closedAt
      const heldOn = startsAt.slice(0, 10)
      days.set(lesson.uuid, heldOn)
      const place = { organisation_id: organiser.uuid, organisation_path: organiser.path }
      const what = {
        held_on: heldOn,
        starts_at: begin,
        ends_at: end,
        category,
        mode: "FACE_TO_FACE",
        planned_hours: 2,
        periods: JSON.stringify([{ startsAt: begin, endsAt: end }]),
      }
      const counts = { expected: 0, present: 0, on_leave: 0, absent: 0, opened_at: begin, closed_at: closed }
      const state = closed === null ? "OPEN" : "CLOSED"
      await insert("attendance.sheet", { lesson_id: lesson.uuid, ...place, state, ...what, ...counts, host, recorder: "李建国", summary }, false)
      for (const person of people) await insert("attendance.sheet_place", { lesson_id: lesson.uuid, member_id: person.uuid, branch_id: at.uuid }, false)
      const scan = { pages: 1, evidence: [randomUUID()], recorded_at: end, recorded_by_id: randomUUID(), recorded_by: "记录人" }
      if (paper) await insert("attendance.paper_sheet", { lesson_id: lesson.uuid, ...scan })
      return lesson
    },

    ...marksIn(insert, days),
    ...devicesIn(insert),
  }
}

function devicesIn(insert: World["insert"]) {
  return {
    async device(lesson: Thing, person: Person, device: Buffer): Promise<void> {
      await insert("attendance.door_device", { lesson_id: lesson.uuid, device, member_id: person.uuid }, false)
    },

    newDevice: () => randomBytes(16),
  }
}

function marksIn(insert: World["insert"], days: ReadonlyMap<string, string>) {
  return {
    /** A fact about somebody there: scanned at seven minutes to, unless said otherwise. */
    async mark(lesson: Thing, person: Person, at: Place, mark: Mark = {}): Promise<string> {
      const {
        state = "PRESENT",
        source = "CODE",
        minutes = ["ABSENT", "ON_LEAVE"].includes(state) ? 0 : 120,
        replaces = null,
        reason = null,
        isAfterLock = false,
      } = mark
      const heldOn = days.get(lesson.uuid) ?? ""
      const when = `${heldOn}T09:00:00+08:00`
      return insert("attendance.entry", {
        lesson_id: lesson.uuid,
        member_id: person.uuid,
        branch_id: at.uuid,
        state,
        source,
        minutes,
        category: "PARTY_LECTURE",
        planned_hours: 2,
        held_on: heldOn,
        occurred_at: when,
        recorded_at: mark.recordedAt ?? when,
        arrived_at: mark.arrivedAt ?? null,
        left_at: mark.leftAt ?? null,
        replaces_id: replaces,
        reason,
        is_after_lock: isAfterLock,
        recorder_name: "记录人",
      })
    },
  }
}
