import { PARAMETERS } from "./rule-parameters.ts"
import { randomUUID } from "node:crypto"
import type { Insert, Row } from "./insert.ts"
import type { Person, Place, Thing } from "./things.ts"

type Counts = { expected: number; present: number; onLeave: number; absent: number; state?: string }

/** What the lesson of a sheet was. */
const LESSON = {
  starts_at: new Date("2026-03-01T09:00:00+08:00"),
  ends_at: new Date("2026-03-01T11:00:00+08:00"),
  periods: JSON.stringify([{ startsAt: "2026-03-01T01:00:00Z", endsAt: "2026-03-01T03:00:00Z" }]),
  category: "PARTY_LECTURE",
  mode: "FACE_TO_FACE",
  planned_hours: 2,
}

/** A member's year of 32 hours required and 34.5 credited. */
const YEAR = {
  role: "MEMBER",
  is_required: true,
  required: 32,
  intensive: 8,
  collective: 20.5,
  online_raw: 6,
  online_counted: 6,
  make_up: 0,
  credited: 34.5,
  intensive_sessions: 1,
  required_intensive_sessions: 0,
  // One that was never reckoned would be, by whatever process works off what waits.
  computed_at: new Date("2026-11-01T00:00:00+08:00"),
}

/** What a world can add of attendance and hours. */
export function attendanceIn(insert: Insert) {
  return {
    async sheet(lesson: Thing, organiser: Place, counts: Counts): Promise<void> {
      const { expected, present, onLeave, absent, state = "CLOSED" } = counts
      const times = { opened_at: new Date("2026-03-01T08:00:00+08:00"), closed_at: state === "OPEN" ? null : new Date("2026-03-01T12:00:00+08:00") }
      const row = {
        lesson_id: lesson.uuid,
        organisation_id: organiser.uuid,
        organisation_path: organiser.path,
        state,
        held_on: "2026-03-01",
        ...LESSON,
        expected,
        present,
        on_leave: onLeave,
        absent,
        ...times,
      }
      await insert("attendance.sheet", row, false)
      // Whoever reads an open sheet counts its people.
      const states = [...Array<string>(present).fill("PRESENT"), ...Array<string>(onLeave).fill("ON_LEAVE"), ...Array<string>(absent).fill("ABSENT")]
      const fact = { lesson_id: lesson.uuid, category: "PARTY_LECTURE", minutes: 0, planned_hours: 2, held_on: "2026-03-01", source: "RECORDER" }
      for (let at = 0; at < (state === "OPEN" ? expected : 0); at += 1) {
        const member_id = randomUUID()
        await insert("attendance.sheet_place", { lesson_id: lesson.uuid, member_id }, false)
        if (states[at]) await insert("attendance.entry", { ...fact, member_id, state: states[at], occurred_at: times.opened_at, recorded_at: times.opened_at })
      }
    },

    async ruleSet(): Promise<string> {
      const row = {
        title: "试行规则",
        jurisdiction: "全国",
        source_document: "2019—2023年规划",
        status: "NATIONAL",
        effective_from: "2019-01-01",
        parameters: JSON.stringify(PARAMETERS),
      }
      return insert("attendance.rule_set", row)
    },

    async hours(person: Person, at: Place, year: number, ruleSetId: string, hours: Row = {}): Promise<void> {
      const place = { organisation_id: at.uuid, organisation_path: at.path }
      await insert("attendance.annual_hours", { member_id: person.uuid, year, ...place, ...YEAR, rule_set_id: ruleSetId, ...hours }, false)
    },
  }
}
