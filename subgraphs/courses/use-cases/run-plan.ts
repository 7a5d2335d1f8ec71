import type { PlanGroundReader } from "../data/plan-ground.reader.ts"
import type { PlanWorkRepository } from "../data/plan-work.repository.ts"
import { breachesOf } from "../domain/plan-checker.ts"
import { type PlanFound, type PlanGround, type PlanProgress, PlanTooLarge } from "../domain/plan.ts"
import { explainPlan, wordsOf } from "../domain/plan-score.ts"
import { NO_PROGRESS } from "../domain/timetable-plan.ts"

export type PlanWork = {
  plans: PlanWorkRepository
  grounds: PlanGroundReader
  search(ground: PlanGround, options: { signal: AbortSignal; tell(progress: PlanProgress): void }): Promise<PlanFound>
}

/** How often the plan is looked at: to say how far it is, and whether it is still wanted. */
const LOOK_MS = 700

/**
 * Work at a plan to its end, outside of any request; the same job can be begun again after its process died.
 *
 * A plan that was cancelled is left within a second. What the search gives is looked through by a checker of its own before it is kept: a plan that breaks a hard
 * rule fails instead; so does one that is too large, at once, for others wait behind it. A job that has died as often as it may be tried fails the plan, so that none is under way for ever.
 */
export async function runPlan(
  { plans, grounds, search }: PlanWork,
  planId: string,
  { isLast, signal }: { isLast: boolean; signal: AbortSignal },
): Promise<void> {
  const plan = await plans.begin(planId)
  if (!plan) return
  if (isLast) return plans.fail(planId, "The work was cut off too often. Ask for the plan again, perhaps in parts.")

  const { ground, notes } = await grounds.read(plan, await plans.findDemands(planId))
  const unwanted = new AbortController()
  let progress = NO_PROGRESS
  const look = setInterval(() => {
    plans.report(planId, progress).then(
      (isWanted) => isWanted || unwanted.abort(new Error("cancelled")),
      // The database is away for a moment: the next look says more.
      () => undefined,
    )
  }, LOOK_MS)
  try {
    const found = await search(ground, { signal: AbortSignal.any([signal, unwanted.signal]), tell: (now) => void (progress = now) })
    const breaches = breachesOf(ground, found.placements)
    if (breaches.length > 0) return await plans.fail(planId, `The plan that was found breaks ${breaches.length} rules and was thrown away.`)
    await plans.end(planId, endOf(ground, found, notes))
  } catch (error) {
    if (error instanceof PlanTooLarge)
      return await plans.fail(planId, "It is too much to be worked out at once. Ask for the plan in parts, or with fewer venues and teachers each.")
    if (!unwanted.signal.aborted) throw error
  } finally {
    clearInterval(look)
  }
}

function endOf(ground: PlanGround, found: PlanFound, notes: string[]) {
  const { score, best, parts, reasons } = explainPlan(ground, found)
  for (const { number, isProven } of found.unplaced) {
    reasons.set(number, [isProven ? "No place: see the contradiction it is in." : "No place was found in time; that there is none is not proven."])
  }
  const contradictions = found.contradictions.map((one) => ({ ...one, message: wordsOf(ground, one) }))
  const outcome = { score, best, parts, contradictions, isCutShort: found.isCutShort, notes, failure: null }
  return {
    state: contradictions.length > 0 ? ("IMPOSSIBLE" as const) : ("DONE" as const),
    outcome,
    placements: found.placements,
    unplaced: found.unplaced.map(({ number }) => number),
    reasons,
  }
}
