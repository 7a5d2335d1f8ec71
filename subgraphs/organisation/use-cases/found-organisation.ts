import { type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { Kind, Level, Setting } from "../domain/organisation.ts"
import { LONGEST_NAME, problemsOfOptionalText } from "../../shared/text.ts"
import { misfit, newSegment, tooEarly } from "../domain/tree.ts"
import { type AskedDecision, readDecision, readNames } from "../domain/tree-change.ts"
import { mayChangeBelow } from "../domain/tree.policy.ts"
import { type ChangeContext, type ChangedTree, type TreeRefusal, decideOnTree } from "./decide-on-tree.ts"

export type AskedFounding = Omit<AskedDecision, "effectiveOn"> & {
  parentId: string
  name: string
  shortName?: string | null
  kind: Kind
  level: Level
  setting: Setting
  divisionCode?: string | null
  foundedOn: string
}

/**
 * Found an organisation below a superior.
 *
 * Refuses whoever does not administer the superior, a level that does not fit below it, a day before the superior stood as it does,
 * and a division that was not in force on the day.
 */
export async function foundOrganisation(context: ChangeContext, input: AskedFounding): Promise<Result<ChangedTree, TreeRefusal>> {
  const parentId = requireId("input.parent", input.parentId, "organisation")
  const { names, problems } = readNames(input)
  const wrongCode = problemsOfOptionalText("divisionCode", input.divisionCode, LONGEST_NAME)
  const asked = { ...input, effectiveOn: input.foundedOn }
  const read = readDecision(asked, context.today, "foundedOn")
  const act = { mutation: "foundOrganisation", kind: "FOUND", input: asked } as const

  return decideOnTree(context, act, { ...read, problems: [...problems, ...wrongCode, ...read.problems] }, async ({ tree }) => {
    const [superior] = await tree.findStanding([parentId])
    if (!superior || !mayChangeBelow(context.viewer, superior.path)) return notAllowed()
    const refusal = misfit(superior, input.level)
    if (refusal) return refusal
    const early = tooEarly("foundedOn", input.foundedOn, [superior])
    if (early.length > 0) return invalidInput(...early)
    const divisionId = input.divisionCode == null ? null : await tree.findDivision(input.divisionCode, input.foundedOn)
    if (input.divisionCode != null && divisionId === null) {
      return invalidInput({
        path: "divisionCode",
        message: `No division had the code ${JSON.stringify(input.divisionCode.slice(0, 20))} on ${input.foundedOn}.`,
      })
    }
    const { kind, level, setting, foundedOn } = input
    const path = `${superior.path}${newSegment(Date.now(), Math.random())}.`
    const id = await tree.add({ parentId, path, ...names, kind, level, setting, divisionId, foundedOn })
    return done({ organisationId: id, touched: [{ id, before: null }] })
  })
}
