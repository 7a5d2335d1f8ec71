import type { GraphQLClient } from "graphql-request"
import { pause } from "./program.ts"

export const PLAN_FIELDS = `id title state from to unplacedCount notes viewerCanPlan startedAt finishedAt appliedAt
  progress { step fraction placed score }
  score { total best isCutShort parts { wish weight got of } }
  contradictions { message numbers most over teachers { id } venues { id } }
  lessons(first: 100) { totalCount nodes { number title startsAt endsAt reasons venue { id } teacher { id } organisation { id } lesson { id status startsAt } } }`

export type PlannedNode = {
  number: number
  title: string
  startsAt: string | null
  endsAt: string | null
  reasons: string[]
  venue: { id: string } | null
  teacher: { id: string } | null
  organisation: { id: string }
  lesson: { id: string; status: string; startsAt: string } | null
}
export type PlanNode = {
  id: string
  state: string
  unplacedCount: number
  notes: string[]
  appliedAt: string | null
  progress: { step: string; fraction: number; placed: number; score: number | null }
  score: { total: number; best: number; isCutShort: boolean; parts: { wish: string; weight: number; got: number; of: number }[] } | null
  contradictions: { message: string; numbers: number[]; most: number; over: string[]; teachers: { id: string }[]; venues: { id: string }[] }[]
  lessons: { totalCount: number; nodes: PlannedNode[] }
}

type Answer = {
  __typename: string
  plan?: { id: string; state: string }
  fields?: { path: string }[]
  state?: string
  draftCount?: number
  warnings?: { number: number; code: string }[]
}

const REFUSALS = "... on NotAllowed { message } ... on InvalidInput { fields { path message } }"

/** Ask for plans and look at them, as one client. */
export function plansAs(client: GraphQLClient) {
  const act = async (mutation: string, input: object, success: string): Promise<Answer> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`
    const state = mutation === "planTimetable" ? "" : "... on InvalidState { message state }"
    const document = `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { __typename ${success} ${REFUSALS} ${state} } }`
    return (await client.request<{ answer: Answer }>(document, { input })).answer
  }
  const plan = async (id: string): Promise<PlanNode | null> =>
    (await client.request<{ plan: PlanNode | null }>(`query ($id: ID!) { plan(id: $id) { ${PLAN_FIELDS} } }`, { id })).plan
  return {
    plan,
    ask: (input: object) => act("planTimetable", input, "... on TimetableAsked { plan { id state } }"),
    cancel: (id: string) => act("cancelPlan", { plan: id }, "... on PlanCancelled { plan { id state } }"),
    apply: (id: string) => act("applyPlan", { plan: id }, "... on PlanApplied { plan { id state } draftCount warnings { number code message } }"),
    publish: (id: string, change: object = {}) =>
      act(
        "publishPlan",
        { plan: id, ...change },
        "... on PlanPublished { publishedCount draftCount warnings { message } affected { members teachers } } ... on ScheduleConflict { conflicts { kind message } }",
      ),
    /** Wait until the plan stands as wished. */
    async until(id: string, isSo: (plan: PlanNode) => boolean, patienceMs = 40_000): Promise<PlanNode> {
      for (const end = Date.now() + patienceMs; ; await pause(100)) {
        const now = await plan(id)
        if (now && isSo(now)) return now
        if (Date.now() > end) throw new Error(`the plan stands at ${JSON.stringify(now)}`)
      }
    },
  }
}

export const hasEnded = ({ state }: Pick<PlanNode, "state">): boolean => !["WAITING", "RUNNING"].includes(state)
