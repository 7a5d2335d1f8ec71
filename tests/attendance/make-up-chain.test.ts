import fc from "fast-check"
import { expect, test } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
await hoursIn(world).rules()
const branch = await world.organisation(world.community)
const keeper = await world.staff("COORDINATOR", world.community)
const governor = await world.staff("SECRETARY", world.city)

const WHO = fc.integer({ min: 0, max: 3 })
/** What may happen to four people around one lesson, in any order. */
const event = fc.oneof(
  fc.record({ do: fc.constant("ask" as const), who: WHO }),
  fc.record({ do: fc.constant("decide" as const), who: WHO, approve: fc.boolean() }),
  fc.record({ do: fc.constant("withdraw" as const), who: WHO }),
  fc.record({ do: fc.constant("open" as const) }),
  fc.record({ do: fc.constant("close" as const) }),
  fc.record({ do: fc.constant("reopen" as const) }),
  { weight: 5, arbitrary: fc.record({ do: fc.constant("correct" as const), who: WHO, state: fc.constantFrom("PRESENT", "ABSENT", "ON_LEAVE", "OBSERVER") }) },
  fc.record({ do: fc.constant("complete" as const), who: WHO }),
  fc.record({ do: fc.constant("revoke" as const), who: WHO }),
  fc.record({ do: fc.constant("exempt" as const), who: WHO }),
  fc.record({ do: fc.constant("postpone" as const), who: WHO }),
)
const OPEN = { do: "open" as const }
const CLOSE = { do: "close" as const }
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

async function happen(happening: Event, lesson: Thing, people: readonly Person[]): Promise<string> {
  const person = "who" in happening ? people[happening.who] : undefined
  const one = async (text: string) => (await world.client.query<{ id: string }>(text, [lesson.uuid, person?.uuid])).rows[0]?.id ?? lesson.uuid
  const leave = async () => toTypeId("leave", await one("SELECT id FROM attendance.leave WHERE lesson_id = $1 AND member_id = $2 ORDER BY id DESC LIMIT 1"))
  const makeUp = async () => toTypeId("makeup", await one("SELECT id FROM attendance.make_up WHERE lesson_id = $1 AND member_id = $2"))
  const done = async (subject: string, mutation: string, input: object) => (await act(subject, mutation, input)).__typename
  switch (happening.do) {
    case "ask":
      return done(person?.subject ?? "", "requestLeave", { lesson: lesson.id, kind: "SICK", reason: "急病", isEmergency: true })
    case "decide":
      return done(keeper, "decideLeave", { leave: await leave(), approve: happening.approve })
    case "withdraw":
      return done(person?.subject ?? "", "withdrawLeave", { leave: await leave() })
    case "open":
      return done(keeper, "openAttendanceSheet", { lesson: lesson.id })
    case "close":
      return done(keeper, "closeAttendanceSheet", { lesson: lesson.id, markAbsent: true })
    case "reopen":
      return done(governor, "reopenAttendanceSheet", { lesson: lesson.id, reason: "核对" })
    case "correct":
      return done(keeper, "correctAttendance", { lesson: lesson.id, member: person?.id, state: happening.state, reason: "核对签到表" })
    case "complete":
      return done(keeper, "completeMakeUp", { makeUp: await makeUp(), form: "SELF_STUDY", completedOn: "2026-11-23", minutes: 60 })
    case "revoke":
      return done(keeper, "revokeMakeUp", { makeUp: await makeUp(), reason: "未学完" })
    case "exempt":
      return done(keeper, "exemptMakeUp", { makeUp: await makeUp(), reason: "年老体弱" })
    case "postpone":
      return done(keeper, "postponeMakeUp", { makeUp: await makeUp(), dueOn: "2027-01-31", reason: "住院" })
  }
}

type Stood = { mark: string; marks: number; owed: string[]; is_done: boolean | null; counts: boolean | null }

/** One mark; an absence is due, done or exempt, once; who was there owes nothing; what is done is a fact that counts. */
function isWhole({ mark, marks, owed, is_done, counts }: Stood): boolean {
  const allowed = mark === "ABSENT" || mark === "ON_LEAVE" ? ["DUE", "COMPLETED", "EXEMPT"] : ["", "LIFTED", "COMPLETED", "EXEMPT"]
  return marks === 1 && allowed.includes(owed.join()) && (is_done !== true || counts === true)
}

/** How everybody stands at a lesson, with what is owed for it. */
const CHAIN = `SELECT p.member_id, e.state::text AS mark, (SELECT count(*)::int FROM attendance.entry o WHERE o.lesson_id = p.lesson_id AND o.member_id = p.member_id AND NOT o.is_make_up
    AND NOT EXISTS (SELECT FROM attendance.entry l WHERE l.replaces_id = o.id)) AS marks, coalesce(array_agg(m.state::text) FILTER (WHERE m.id IS NOT NULL), '{}') AS owed,
    bool_or(m.state = 'COMPLETED') AS is_done, bool_or(c.state <> 'ABSENT') AS counts
  FROM attendance.sheet_place p
  LEFT JOIN attendance.entry e ON e.lesson_id = p.lesson_id AND e.member_id = p.member_id AND NOT e.is_make_up AND NOT EXISTS (SELECT FROM attendance.entry l WHERE l.replaces_id = e.id)
  LEFT JOIN attendance.make_up m ON m.lesson_id = p.lesson_id AND m.member_id = p.member_id
  LEFT JOIN attendance.entry c ON c.id = m.entry_id
  WHERE p.lesson_id = $1 GROUP BY p.lesson_id, p.member_id, e.state`

test(
  "every absence of a closed sheet is owed exactly once, and done, exempt or due; who was there owes nothing, whatever happened in whatever order",
  { timeout: 300_000 },
  async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 5 }), fc.array(event, { minLength: 5, maxLength: 16 }), async (before, after) => {
        const people = await Promise.all([0, 1, 2, 3].map(() => world.member(branch)))
        const lesson = await world.lesson(world.community, "2026-11-23T08:00:00+08:00", { expected: people })
        for (const happening of [...before, OPEN, ...after, CLOSE]) seen.add(`${happening.do} ${await happen(happening, lesson, people)}`)
        const { rows } = await world.client.query<Stood>(CHAIN, [lesson.uuid])
        expect(rows).toHaveLength(4)
        for (const { mark, owed } of rows) seen.add(`${mark} owes ${owed.join()}`)
        expect(rows.filter((row) => !isWhole(row))).toEqual([])
      }),
      { numRuns: 40, seed: 20261123 },
    )
    for (const one of [
      "ask LeaveRequested",
      "decide LeaveDecided",
      "close AttendanceSheetClosed",
      "correct AttendanceCorrected",
      "complete MakeUpCompleted",
      "exempt MakeUpExempted",
      "PRESENT owes LIFTED",
      "ABSENT owes DUE",
      "ABSENT owes EXEMPT",
      "ON_LEAVE owes DUE",
    ])
      expect(seen).toContain(one)
  },
)
