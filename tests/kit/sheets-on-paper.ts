import type { Person, Place, Thing } from "./things.ts"
import type { Stack } from "./stack.ts"
import type { World } from "./world.ts"

/** The lesson of every sheet here: 09:00 to 11:00 on a Sunday in March. */
export const LESSON_AT = "2026-03-01T09:00:00+08:00"

/** An instant of the lesson's day, on the city's clock: `onDay("09:20")`. */
export const onDay = (time: string) => `2026-03-01T${time}:00+08:00`

export type PaperAnswer = {
  __typename: string
  message?: string
  state?: string
  fields?: { path: string; message: string }[]
  paper?: { id: string; warnings: { code: string }[]; lines: { nodes: PaperLineAnswer[] } }
  line?: PaperLineAnswer
  applied?: number
  changed?: number
  left?: PaperLineAnswer[]
  sheet?: { state: string; expected: number; present: number; onLeave: number; absent: number; unmarked: number }
}
export type PaperLineAnswer = {
  page: number
  line: number
  column: number
  writtenName: string | null
  state: string
  says: string | null
  member: { id: string } | null
  candidates: { id: string }[]
}

const LINE = "page line column writtenName state says member { id } candidates { id }"
const REFUSALS = "... on NotAllowed { message } ... on InvalidState { message state } ... on InvalidInput { message fields { path message } }"
const ADD = `mutation ($input: AddPaperSheetInput!) { answer: addPaperSheet(input: $input) { __typename
  ... on PaperSheetAdded { paper { id warnings { code message } lines(first: 100) { nodes { ${LINE} } } } } ${REFUSALS} } }`
const UPDATE = `mutation ($input: UpdatePaperLineInput!) { answer: updatePaperLine(input: $input) { __typename ... on PaperLineUpdated { line { ${LINE} } } ${REFUSALS} } }`
const APPLY = `mutation ($input: ApplyPaperSheetInput!) { answer: applyPaperSheet(input: $input) { __typename
  ... on PaperSheetApplied { applied changed left { ${LINE} } paper { id } sheet { state expected present onLeave absent unmarked } } ${REFUSALS} } }`

/** What a world can do with sheets on paper, as those who record do it. */
export function papersIn(stack: Stack, world: World) {
  const act = (document: string) => async (subject: string, input: object) =>
    (await (await stack.as(subject)).request<{ answer: PaperAnswer }>(document, { input })).answer
  return {
    add: act(ADD),
    update: act(UPDATE),
    apply: act(APPLY),

    /** A lesson whose sheet is open, with these people on its list. */
    async openSheet(organiser: Place, people: readonly (readonly [Person, Place])[], state = "OPEN"): Promise<Thing> {
      const lesson = await world.lesson(organiser, LESSON_AT, { status: "HELD", expected: people.map(([person]) => person) })
      await world.sheet(lesson, organiser, { expected: 0, present: 0, onLeave: 0, absent: 0, state })
      for (const [person, branch] of people)
        await world.insert("attendance.sheet_place", { lesson_id: lesson.uuid, member_id: person.uuid, branch_id: branch.uuid }, false)
      return lesson
    },

    /** Somebody scans at the door. */
    async scan(lesson: Thing, person: Person, time: string, kind: "SCAN_IN" | "SCAN_OUT" = "SCAN_IN"): Promise<void> {
      const when = { occurred_at: onDay(time), recorded_at: onDay(time) }
      const who = { recorded_by: person.uuid, recorder_name: person.name, client_key: `${kind} ${time} ${lesson.uuid}` }
      await world.insert("attendance.capture", { lesson_id: lesson.uuid, member_id: person.uuid, kind, source: "CODE", ...when, ...who })
    },

    /** What stands in the ledger of a lesson, by person: state, minutes, source, line. */
    async ledger(lesson: Thing): Promise<[memberUuid: string, state: string, minutes: number, source: string, line: number | null][]> {
      const { rows } = await world.client.query(
        `SELECT e.member_id, e.state, e.minutes, e.source, e.line FROM attendance.entry e
         WHERE e.lesson_id = $1 AND NOT EXISTS (SELECT FROM attendance.entry l WHERE l.replaces_id = e.id)`,
        [lesson.uuid],
      )
      return rows.map((row) => [row.member_id, row.state, row.minutes, row.source, row.line])
    },

    /** All that stands in attendance, to compare before and after: a refusal changes none of it. */
    async books(): Promise<string> {
      const tables = "sheet sheet_place capture entry act unsealed paper_sheet paper_line evidence stored_file sheet_import".split(" ")
      const parts = tables.map((table) => `SELECT '${table}' AS source, row.*::text AS row FROM attendance.${table} row`)
      return JSON.stringify((await world.client.query(`${parts.join(" UNION ALL ")} ORDER BY 1, 2`)).rows)
    },
  }
}
