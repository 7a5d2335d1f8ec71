import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { Clash, Warning } from "../domain/clash.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { type ScheduleConflict, spanOf } from "../domain/lesson-to-place.ts"
import { conflictOfSeries, distinct, onDay } from "../domain/series-report.ts"
import { retryLostRaces } from "./retry-lost-races.ts"
import { reviseLesson } from "./revise-lesson.ts"
import { tellOnce } from "./tell-once.ts"

/** `left` are the drafts of the plan that are drafts still. */
export type PlanPublished = { planId: string; published: number; left: number; warnings: Warning[]; affected: { members: number; teachers: number } }

type Refusal = NotAllowed | InvalidInput | InvalidState | ScheduleConflict
type Context = Pick<CoursesContext, "viewer" | "now" | "dayOf">

/** As many as one transaction carries well; what is left is published by asking again. */
const MOST_AT_ONCE = 100
const MOST_PLANNED = 2_000

/**
 * Publish the drafts that a plan made, a hundred at most, in the plan's order; all of these or none. People are expected from now on, and each is told once.
 *
 * Refuses what clashes, unless it is overridden with a reason: look at it again, or leave its number out. A plan that was not applied has no drafts.
 *
 * @throws {BadInput} when the id is none.
 */
export function publishPlan(
  context: Pick<CoursesContext, "viewer" | "now" | "dayOf" | "change">,
  input: { planId: string; except?: readonly number[] | null; overrideReason?: string | null; clientMutationKey?: string | null },
): Promise<Result<PlanPublished, Refusal>> {
  const id = requireId("input.plan", input.planId, "plan")
  return retryLostRaces<PlanPublished, Refusal>(() =>
    context.change({ mutation: "publishPlan", input }, async (writers): Promise<Result<PlanPublished, Refusal>> => {
      const plan = await writers.plans.hold(id)
      if (!plan || !mayPlan(context.viewer, plan.organisationPath)) return notAllowed()
      if (!plan.appliedAt) return invalidState("NOT_APPLIED", "This plan has no drafts yet: apply it first.")
      const drafts = await writers.plans.findDrafts(id, input.except ?? [], MOST_AT_ONCE)
      if (drafts.length === 0) return invalidState("PUBLISHED", "No draft of this plan is left to publish.")
      const { result, affected } = await tellOnce(writers, (quiet) => publishEach(context, quiet, drafts, input.overrideReason ?? null))
      if (!result.ok) return result
      const left = await writers.plans.findDrafts(id, [], MOST_PLANNED)
      return done({ planId: id, published: drafts.length, left: left.length, warnings: result.value, affected })
    }),
  )
}

async function publishEach(
  context: Context,
  writers: SchedulingWriters,
  drafts: readonly { number: number; lessonId: string }[],
  overrideReason: string | null,
): Promise<Result<Warning[], NotAllowed | InvalidInput | ScheduleConflict>> {
  const conflicts: { day: string; clashes: Clash[] }[] = []
  const warnings: Warning[] = []
  for (const { number, lessonId } of drafts) {
    const before = await writers.edits.lock(lessonId)
    if (!before || !mayPlan(context.viewer, before.organiserPath)) return notAllowed()
    if (before.status !== "DRAFT") continue
    const result = await reviseLesson(context, writers, { kind: "PUBLISHED", before, after: { ...before, status: "PUBLISHED" }, overrideReason })
    const day = `${number}: ${context.dayOf(spanOf(before.periods).startsAt)}`
    if (result.ok) warnings.push(...result.value.warnings.map((warning) => onDay(warning, day)))
    else if (result.refusal.kind === "ScheduleConflict") conflicts.push({ day, clashes: result.refusal.conflicts })
    else return result
  }
  return conflicts.length > 0 ? conflictOfSeries(conflicts, "plan") : done(distinct(warnings))
}
