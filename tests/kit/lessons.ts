import { readFileSync } from "node:fs"
import type { GraphQLClient } from "graphql-request"
import type { World } from "./world.ts"

const CONTRACT = readFileSync(new URL("../operations/schedule-lesson.graphql", import.meta.url), "utf8")

/** One operation of the contract, to the letter. */
function operation(name: string): string {
  const from = CONTRACT.indexOf(`mutation ${name}(`)
  return CONTRACT.slice(from, CONTRACT.indexOf("\n}", from) + 2)
}

const SCHEDULE = operation("ScheduleLesson")
const RESCHEDULE = operation("RescheduleLesson")
const CANCEL = operation("CancelLesson")
const REFUSALS = `... on InvalidInput { message fields { path message } } ... on InvalidState { state } ... on NotAllowed { message } ... on StaleVersion { currentVersion current { id version } }`
const revise = (mutation: string, type: string) => `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename
  ... on LessonScheduled { lesson { id title version status expectedCount waitlistedCount } warnings { code } affected { members teachers } }
  ... on ScheduleConflict { conflicts { kind minutes subjectName count } } ${REFUSALS} } }`
const PUBLISH = revise("publishLesson", "PublishLessonInput")
const UPDATE = revise("updateLesson", "UpdateLessonInput")

export type Answer = {
  __typename: string
  lesson?: { id: string; version: number; title: string; expectedCount: number }
  conflicts?: { kind: string; minutes: number; with?: { id: string; title: string } | null; subjectName: string | null; count: number | null }[]
  suggestions?: { startsAt: string }[]
  warnings?: { code: string; message: string }[]
  affected?: { members: number; teachers: number }
  fields?: { path: string; message: string }[]
}

/** Ways to act on lessons as this client, by the operations of the contract where there are such. */
export function lessonActs(client: GraphQLClient) {
  const act = (document: string, mutation: string) => async (input: object) => {
    const answer = (await client.request<Record<string, Answer | null>>(document, { input }))[mutation]
    if (!answer) throw new Error(`${mutation} gave nothing`)
    return answer
  }
  return {
    schedule: act(SCHEDULE, "scheduleLesson"),
    reschedule: act(RESCHEDULE, "rescheduleLesson"),
    cancel: act(CANCEL, "cancelLesson"),
    publish: act(PUBLISH, "publishLesson"),
    update: act(UPDATE, "updateLesson"),
  }
}

/** All that stands about lessons, to compare before and after: a refusal changes none of it. */
export async function lessonBooks({ client }: Pick<World, "client">): Promise<string> {
  const tables = "lesson lesson_period lesson_teacher lesson_site lesson_co_organiser booking enrolment lesson_change notice outbox_event".split(" ")
  const rows = await Promise.all(tables.map(async (table) => (await client.query(`SELECT row.*::text AS row FROM courses.${table} row ORDER BY 1`)).rows))
  return JSON.stringify(rows)
}
