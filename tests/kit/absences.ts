import { randomUUID } from "node:crypto"
import type { Person, Place, Thing } from "./things.ts"
import type { World } from "./world.ts"

type SheetOptions = { state?: string; heldOn?: string; expected?: Person[]; hours?: number; category?: string }

/** What tests of absence add to a world besides what acts do: sheets as they stand, and what the ledger says of people. */
export function absencesIn({ client, insert }: World) {
  return {
    /** A sheet of a lesson of two hours in the morning of a day, with the people on it; `at` is their branch. */
    async sheetOf(lesson: Thing, organiser: Place, at: Place, options: SheetOptions = {}): Promise<void> {
      const { state = "OPEN", heldOn = "2026-11-23", expected = [], hours = 2, category = "PARTY_LECTURE" } = options
      const [starts_at, ends_at] = [new Date(`${heldOn}T09:00:00+08:00`), new Date(`${heldOn}T11:00:00+08:00`)]
      await insert(
        "attendance.sheet",
        {
          lesson_id: lesson.uuid,
          organisation_id: organiser.uuid,
          organisation_path: organiser.path,
          state,
          held_on: heldOn,
          starts_at,
          ends_at,
          category,
          periods: JSON.stringify([
            {
              startsAt: starts_at.toISOString(),
              endsAt: ends_at.toISOString(),
            },
          ]),
          mode: "FACE_TO_FACE",
          planned_hours: hours,
          expected: expected.length,
          present: 0,
          on_leave: 0,
          absent: expected.length,
          opened_at: starts_at,
          closed_at: state === "OPEN" ? null : ends_at,
        },
        false,
      )
      for (const person of expected)
        await insert("attendance.sheet_place", { lesson_id: lesson.uuid, member_id: person.uuid, branch_id: at.uuid, is_expected: true }, false)
    },

    /** A fact about somebody at a lesson. */
    async mark(lesson: Thing, person: Person, at: Place, state: string, heldOn = "2026-11-23", replaces: string | null = null): Promise<string> {
      const minutes = state === "ABSENT" || state === "ON_LEAVE" ? 0 : 120
      const when = new Date(`${heldOn}T09:00:00+08:00`)
      return insert("attendance.entry", {
        id: randomUUID(),
        lesson_id: lesson.uuid,
        member_id: person.uuid,
        branch_id: at.uuid,
        state,
        category: "PARTY_LECTURE",
        minutes,
        planned_hours: 2,
        held_on: heldOn,
        occurred_at: when,
        recorded_at: when,
        source: "RECORDER",
        replaces_id: replaces,
      })
    },
    ...owedIn(insert),
    ...booksOf(client),
  }
}

/** What absences oblige to, and days that nobody may change. */
function owedIn(insert: World["insert"]) {
  return {
    /** What stands to be made up. */
    async obligation(lesson: Thing, person: Person, at: Place, dueOn: string, columns: Record<string, unknown> = {}): Promise<Thing> {
      const uuid = await insert("attendance.make_up", {
        lesson_id: lesson.uuid,
        member_id: person.uuid,
        branch_id: at.uuid,
        state: "DUE",
        due_on: dueOn,
        created_at: new Date("2026-11-01T09:00:00+08:00"),
        ...columns,
      })
      return { uuid, id: "" }
    },

    async lockedPeriod(at: Place, from: string, to: string): Promise<void> {
      const locked = { locked_at: new Date("2026-11-20T09:00:00+08:00"), locked_by_id: randomUUID(), locked_by: "区委组织部" }
      await insert("attendance.period_lock", {
        organisation_id: at.uuid,
        organisation_path: at.path,
        year: 2026,
        month: 3,
        from_on: from,
        to_on: to,
        ...locked,
      })
    },
  }
}

/** What the books of attendance say. */
function booksOf(client: World["client"]) {
  return {
    /** What the ledger says of somebody at a lesson, the latest last. */
    async entriesOf(lesson: Thing | null, person: Person) {
      const { rows } = await client.query(
        `SELECT state::text, source::text, minutes, is_make_up, replaces_id IS NOT NULL AS replaces, reason, approver_name, is_after_lock, planned_hours::float8 AS hours, held_on::text
         FROM attendance.entry WHERE lesson_id IS NOT DISTINCT FROM $1 AND member_id = $2 ORDER BY replaces_id IS NOT NULL, recorded_at, id`,
        [lesson?.uuid ?? null, person.uuid],
      )
      return rows
    },

    /** Everything that acts of attendance change, as one text: a refusal leaves it as it was. */
    async books(): Promise<string> {
      const tables = ["leave", "make_up", "external_training", "entry", "act", "sheet", "hour_entry", "annual_hours"]
      const parts = tables.map(
        (table) => `SELECT '${table} ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS line FROM attendance.${table} t`,
      )
      return (await client.query<{ line: string }>(parts.join(" UNION ALL "))).rows
        .map(({ line }) => line)
        .sort()
        .join("\n")
    },
  }
}
