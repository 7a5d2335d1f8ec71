import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import { type PolicyDocument, problemsOfDocument } from "../domain/policy-document.ts"
import { trimmed } from "../../shared/text.ts"
import { mayKeepPolicies } from "../domain/records.policy.ts"
import type { TermRule } from "../domain/term.ts"

export type AskedDocument = {
  title: string
  number?: string | null
  issuer: string
  scope: string
  effectiveFrom: string
  effectiveTo?: string | null
  url?: string | null
  termRules?:
    | {
        article: string
        status: TermRule["status"]
        kinds?: TermRule["kinds"] | null
        settings?: TermRule["settings"] | null
        levels?: TermRule["levels"] | null
        years: number
      }[]
    | null
  clientMutationKey?: string | null
}

const MOST_RULES = 20

/**
 * Record a document that rules cite, with the terms of office that it sets; they hold as long as the document does.
 *
 * Refuses whoever does not administer the root, and a document that stands in the books already (same title, same first day).
 */
export async function recordPolicyDocument(
  { viewer, change }: Pick<OrganisationContext, "viewer" | "change">,
  input: AskedDocument,
): Promise<Result<PolicyDocument, NotAllowed | InvalidInput | InvalidState>> {
  if (!mayKeepPolicies(viewer)) return notAllowed()
  const rules = (input.termRules ?? []).map(({ article, kinds, settings, levels, ...rule }) => ({
    ...rule,
    article: article.trim(),
    kinds: kinds ?? [],
    settings: settings ?? [],
    levels: levels ?? [],
  }))
  const document = {
    title: input.title.trim(),
    number: trimmed(input.number),
    issuer: input.issuer.trim(),
    scope: input.scope.trim(),
    effectiveFrom: input.effectiveFrom,
    effectiveTo: input.effectiveTo ?? null,
    url: trimmed(input.url),
  }
  const problems = [
    ...problemsOfDocument(document, rules),
    ...(rules.length > MOST_RULES ? [{ path: "termRules", message: `At most ${MOST_RULES} rules of one document.` }] : []),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  const { title, effectiveFrom } = document
  return change({ mutation: "recordPolicyDocument", input }, async ({ documents }) =>
    (await documents.exists(title, effectiveFrom))
      ? invalidState("RECORDED", `${title} of ${effectiveFrom} stands in the books already.`)
      : done(await documents.add(document, rules)),
  )
}
