import {
  type FieldProblem,
  type InvalidInput,
  type InvalidState,
  type NotAllowed,
  type Result,
  done,
  invalidInput,
  invalidState,
  notAllowed,
} from "../../shared/result.ts"
import { LONGEST_NOTE, LONGEST_TITLE, problemsOfOptionalText, problemsOfText, trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern } from "../domain/attendance.policy.ts"
import { type AskedParameters, ruleSetAsked } from "../domain/rule-set-asked.ts"
import { type RuleStatus, overlaps } from "../domain/rule-set-record.ts"

type Asked = {
  organisation: string
  title: string
  jurisdiction: string
  sourceDocument: string
  article?: string | null
  status: RuleStatus
  effectiveFrom: string
  effectiveTo?: string | null
  parameters: AskedParameters
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ ruleSetId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Add a rule set for an organisation's subtree, from this year on: years that are over are judged, and stay judged by what they were.
 *
 * In a part of the subtree that has rules of its own these go before. Accounts of the years it judges are made again in the background.
 *
 * Refuses a set beside another of the same organisation that is in force on the same days, as OVERLAPS.
 *
 * @throws {BadInput} when the id is none.
 */
export async function addRuleSet({ viewer, today, change }: Pick<AttendanceContext, "viewer" | "today" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisation, "organisation")
  return change({ mutation: "addRuleSet", input }, async ({ places, ruleSets, ledger }): Answer => {
    const organisation = await places.findOrganisation(organisationId)
    if (!organisation || !mayGovern(viewer, organisation.path)) return notAllowed()
    const asked = ruleSetAsked(input.parameters)
    const problems = [...problemsOf(input, today), ...("problems" in asked ? asked.problems : [])]
    if (problems.length > 0 || "problems" in asked) return invalidInput(...problems)

    const { title, jurisdiction, sourceDocument, status, effectiveFrom, effectiveTo = null } = input
    const beside = (await ruleSets.lockOf(organisationId)).find((one) => overlaps(one, { effectiveFrom, effectiveTo }))
    if (beside) {
      const message = `${beside.title} holds there from ${beside.effectiveFrom}${beside.effectiveTo ? ` to ${beside.effectiveTo}` : " on"}: nobody could say which judges. End it first.`
      return invalidState("OVERLAPS", message)
    }
    const words = { title: title.trim(), jurisdiction: jurisdiction.trim(), sourceDocument: sourceDocument.trim(), article: trimmed(input.article) }
    const set = { ...words, status, effectiveFrom, effectiveTo }
    const ruleSetId = await ruleSets.add({ ...set, organisation, ruleSet: asked.ruleSet })
    await ruleSets.askAgain(organisation.path, Number(today.slice(0, 4)))
    await ledger.note([{ kind: "RULE_SET_ADDED", subjectUuid: toUuid("rules", ruleSetId), organisationId, after: { ...set, parameters: asked.ruleSet } }])
    return done({ ruleSetId })
  })
}

function problemsOf(input: Asked, today: string): FieldProblem[] {
  const firstDay = `${today.slice(0, 4)}-01-01`
  const { effectiveFrom, effectiveTo } = input
  return [
    ...problemsOfText("title", input.title, LONGEST_TITLE),
    ...problemsOfText("jurisdiction", input.jurisdiction, LONGEST_TITLE),
    ...problemsOfText("sourceDocument", input.sourceDocument, LONGEST_NOTE),
    ...problemsOfOptionalText("article", input.article, LONGEST_NOTE),
    ...(effectiveFrom < firstDay
      ? [{ path: "effectiveFrom", message: `Not before ${firstDay}: years that are over keep the rules that they were judged by.` }]
      : []),
    ...(effectiveTo != null && effectiveTo <= effectiveFrom
      ? [{ path: "effectiveTo", message: "The day on which it no longer holds must come after the first." }]
      : []),
  ]
}
