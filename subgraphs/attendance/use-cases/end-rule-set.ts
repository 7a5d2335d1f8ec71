import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern, mayGovernEverywhere } from "../domain/attendance.policy.ts"

type Asked = { ruleSet: string; effectiveTo: string; reason: string; clientMutationKey?: string | null }
type Answer = Promise<Result<{ ruleSetId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * End a rule set: from a day on it no longer holds. What it judged stays judged by it.
 *
 * Not before this year: the set in force on 31 December judges the year, and years that are over are judged. A set that ends already may end earlier, and
 * never later: what came after it may have been made in the belief that it ends.
 *
 * @throws {BadInput} when the id is none.
 */
export async function endRuleSet({ viewer, today, change }: Pick<AttendanceContext, "viewer" | "today" | "change">, input: Asked): Answer {
  const ruleSetId = requireId("input.ruleSet", input.ruleSet, "rules")
  return change({ mutation: "endRuleSet", input }, async ({ ruleSets, ledger }): Answer => {
    const set = await ruleSets.lock(ruleSetId)
    if (!set || !(set.organisationPath === null ? mayGovernEverywhere(viewer) : mayGovern(viewer, set.organisationPath))) return notAllowed()
    const { effectiveTo, reason } = input
    const firstDay = `${today.slice(0, 4)}-01-01`
    const problems = [
      ...problemsOfText("reason", reason, LONGEST_NOTE),
      ...(effectiveTo < firstDay
        ? [{ path: "effectiveTo", message: `Not before ${firstDay}: years that are over keep the rules that they were judged by.` }]
        : []),
      ...(effectiveTo <= set.effectiveFrom ? [{ path: "effectiveTo", message: `After its first day, ${set.effectiveFrom}.` }] : []),
    ]
    if (problems.length > 0) return invalidInput(...problems)
    if (set.effectiveTo !== null && set.effectiveTo <= effectiveTo) return invalidState("ENDED", `The rule set ends on ${set.effectiveTo} already.`)

    await ruleSets.end(ruleSetId, effectiveTo)
    await ruleSets.askAgain(set.organisationPath, Number(today.slice(0, 4)))
    const states = { before: { effectiveTo: set.effectiveTo }, after: { effectiveTo } }
    const act = {
      kind: "RULE_SET_ENDED",
      subjectUuid: toUuid("rules", ruleSetId),
      organisationId: set.organisationId,
      ...states,
      reason: reason.trim(),
    } as const
    await ledger.note([act])
    return done({ ruleSetId })
  })
}
