import { randomUUID } from "node:crypto"
import { actsOf } from "./acts.ts"
import type { Stack } from "./stack.ts"
import type { Person, Thing } from "./things.ts"
import type { World } from "./world.ts"

export const SHEET = "sheet { state version expected present onLeave absent unmarked observers }"
const SELECT: Record<string, string> = {
  openAttendanceSheet: `... on AttendanceSheetOpened { ${SHEET} } ... on InvalidState { state }`,
  closeAttendanceSheet: `... on AttendanceSheetClosed { ${SHEET} creditedHours makeUpsDue } ... on SheetIncomplete { message unmarked { id } } ... on InvalidState { state }`,
  approveAttendanceSheet: `... on AttendanceSheetApproved { sheet { state approvedBy } } ... on InvalidState { state }`,
  reopenAttendanceSheet: `... on AttendanceSheetReopened { ${SHEET} } ... on PeriodLocked { message } ... on InvalidState { state }`,
  updateSheetDetails: `... on SheetDetailsUpdated { sheet { host recorder summary } } ... on InvalidState { state }`,
  decideWalkIn: `... on WalkInDecided { ${SHEET} } ... on InvalidState { state }`,
  amendExpectedList: `... on ExpectedListAmended { ${SHEET} } ... on InvalidState { state }`,
  correctAttendance: `... on AttendanceCorrected { entry { id before after minutesBefore minutesAfter reason daysAfterLesson actor approvedBy afterLock kind } }
    ... on ApprovalRequired { request { id state asked requestedBy } } ... on PeriodLocked { lockedAt } ... on InvalidState { state }`,
  decideCorrection: `... on CorrectionDecided { request { state decidedBy } entry { before after actor approvedBy afterLock } } ... on InvalidState { state }`,
  lockPeriod: `... on PeriodLocked { message lockedAt } ... on SheetsStillOpen { message lessons { id } }`,
}

type Mark = { state: string; at?: string; minutes?: number; source?: string; arrivedAt?: string; leftAt?: string; recordedAt?: string; leaveId?: string }

/** Ways to act on sheets, and to write down what others capture. */
export function sheetsOf(stack: Stack, world: World) {
  const act = actsOf(stack)
  const { client } = world
  return {
    act: (subject: string, mutation: string, input: object) => act(subject, mutation, input, SELECT[mutation]),

    /** A branch with so many members, a lesson of this morning where they are expected, and people of every role at the organiser. */
    async ground(people = 2, startsAt = "2026-11-23T08:00:00+08:00") {
      const organiser = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
      const branch = await world.organisation(organiser)
      const members: Person[] = []
      for (let at = 0; at < people; at += 1) members.push(await world.member(branch, { name: `党员${at}`, pinyin: `dangyuan${String(at).padStart(4, "0")}` }))
      const lesson = await world.lesson(organiser, startsAt, { expected: members })
      const staff = async (role: Parameters<World["staff"]>[0], at = organiser) => world.staff(role, at)
      const [recorder, keeper, secretary] = [await staff("RECORDER"), await staff("COORDINATOR"), await staff("SECRETARY")]
      return { organiser, branch, members, lesson, recorder, keeper, secretary }
    },

    /** Write a fact of a person into the ledger, as whatever captures people does. */
    async mark(lesson: Thing, person: Person, { state, minutes = 120, source = "RECORDER", at = "2026-11-23T08:00:00+08:00", ...more }: Mark): Promise<string> {
      const sheet = await client.query<{ held_on: string }>("SELECT held_on::text FROM attendance.sheet WHERE lesson_id = $1", [lesson.uuid])
      return world.insert("attendance.entry", {
        lesson_id: lesson.uuid,
        member_id: person.uuid,
        state,
        category: "PARTY_LECTURE",
        minutes: state === "ABSENT" || state === "ON_LEAVE" ? 0 : minutes,
        planned_hours: 2,
        held_on: sheet.rows[0]?.held_on ?? "2026-11-23",
        occurred_at: new Date(at),
        recorded_at: new Date(more.recordedAt ?? at),
        recorder_name: "记录人",
        source,
        arrived_at: more.arrivedAt ? new Date(more.arrivedAt) : null,
        left_at: more.leftAt ? new Date(more.leftAt) : null,
        leave_id: more.leaveId ?? null,
      })
    },

    /** Write down that a person scanned the code. */
    async scan(lesson: Thing, person: Person, at = "2026-11-23T07:55:00+08:00", kind = "SCAN_IN"): Promise<void> {
      await world.insert("attendance.capture", {
        lesson_id: lesson.uuid,
        member_id: person.uuid,
        kind,
        source: "CODE",
        occurred_at: new Date(at),
        recorded_at: new Date(at),
        recorded_by: randomUUID(),
        recorder_name: person.name,
        client_key: randomUUID(),
        evidence: [],
      })
    },

    /** All that stands about sheets and the ledger, to compare before and after: a refusal changes none of it. */
    async books(): Promise<string> {
      const tables = "sheet sheet_place capture entry act unsealed make_up correction period_lock evidence hour_entry annual_hours".split(" ")
      const rows = await Promise.all(
        tables.map(async (table) => (await client.query(`SELECT row.*::text AS row FROM attendance.${table} row ORDER BY 1`)).rows),
      )
      return JSON.stringify(rows)
    },
  }
}

export type Sheets = ReturnType<typeof sheetsOf>
export type SheetGround = Awaited<ReturnType<Sheets["ground"]>>
