import { createCheckInCodes } from "../../subgraphs/attendance/data/check-in-code.reader.ts"
import { stepOf } from "../../subgraphs/attendance/domain/check-in-code.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { CITY_KEY } from "./database.ts"
import type { Person, Place, Thing } from "./things.ts"
import type { World } from "./world.ts"

const codes = createCheckInCodes([parseSealingKey(CITY_KEY, "attendance")])
const LESSON_MS = 2 * 3_600_000

/** The code at a lesson's door at a moment, as whoever stands there sees it. */
export function codeOf(lesson: Thing, moment: Date, codeRound = 0): string {
  return codes.codeAt({ lessonId: lesson.id, codeRound }, stepOf(moment)) ?? ""
}

/** A lesson of two hours with its sheet open: these people are on the list. */
export async function openedLesson(world: World, organiser: Place, startsAt: string, expected: readonly Person[], state = "OPEN"): Promise<Thing> {
  const lesson = await world.lesson(organiser, startsAt, { status: "HELD", expected: [...expected] })
  await openSheetOf(world, lesson, organiser, startsAt, expected, state)
  return lesson
}

export async function openSheetOf(world: World, lesson: Thing, organiser: Place, startsAt: string, expected: readonly Person[], state = "OPEN"): Promise<void> {
  const [from, to] = [new Date(startsAt), new Date(Date.parse(startsAt) + LESSON_MS)]
  const row = {
    ...{ lesson_id: lesson.uuid, organisation_id: organiser.uuid, organisation_path: organiser.path, state, held_on: startsAt.slice(0, 10) },
    ...{ starts_at: from, ends_at: to, periods: JSON.stringify([{ startsAt: from.toISOString(), endsAt: to.toISOString() }]) },
    ...{ category: "PARTY_LECTURE", mode: "FACE_TO_FACE", planned_hours: 2, expected: 0, present: 0, on_leave: 0, absent: 0, opened_at: from },
  }
  await world.insert("attendance.sheet", row, false)
  for (const person of expected) await world.insert("attendance.sheet_place", { lesson_id: lesson.uuid, member_id: person.uuid }, false)
}

/** What stands in the ledger about a lesson, by person, and how many facts led to it. */
export async function ledgerOf({ client }: World, lesson: Thing) {
  const { rows } = await client.query<{
    member_id: string
    state: string
    minutes: number
    arrived_at: Date | null
    left_at: Date | null
    source: string
    facts: number
  }>(
    `SELECT e.member_id, e.state::text, e.minutes, e.arrived_at, e.left_at, e.source::text,
       (SELECT count(*)::int FROM attendance.entry f WHERE f.lesson_id = e.lesson_id AND f.member_id = e.member_id) AS facts
     FROM attendance.entry e WHERE e.lesson_id = $1 AND NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = e.id) ORDER BY e.member_id`,
    [lesson.uuid],
  )
  return rows
}

/** How many captures are kept of a lesson. */
export async function capturesOf({ client }: World, lesson: Thing): Promise<number> {
  return (await client.query("SELECT FROM attendance.capture WHERE lesson_id = $1", [lesson.uuid])).rowCount ?? 0
}
