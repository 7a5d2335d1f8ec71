import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import { type AppraisalGrade, type AppraisalRound, MOST_IN_ROUND, MOST_RESULTS, problemsOfAppraisal } from "../domain/appraisal.ts"
import type { Organisation } from "../domain/organisation.ts"
import { trimmed } from "../../shared/text.ts"
import { findKeptPlace } from "./find-kept-place.ts"

export type AskedAppraisal = {
  organisation: string
  year: number
  heldOn: string
  results: { organisation: string; grade: AppraisalGrade; comments?: string | null }[]
  clientMutationKey?: string | null
}

/**
 * Record a year's appraisal of the secretaries below an organisation (述职评议); more results of the same round come in further calls.
 *
 * Who is appraised follows from the office on that day. Refuses an organisation that does not lie below, one without a secretary then,
 * one that was appraised already that year, and another day than the round's.
 */
export async function recordAppraisal(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: AskedAppraisal,
): Promise<Result<AppraisalRound, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()
  const { year, heldOn, results } = input
  const problems = [...problemsOfAppraisal(input, results, context.today), ...(await placeProblems(context, place, results.slice(0, MOST_RESULTS)))]
  if (problems.length > 0) return invalidInput(...problems)

  const ids = results.map(({ organisation }) => organisation)
  return context.change(
    { mutation: "recordAppraisal", input },
    async ({ places, appraisals, offices }): Promise<Result<AppraisalRound, InvalidInput | InvalidState>> => {
      await places.lock(place.id)
      const known = await appraisals.find(place.id, year)
      if (known && known.heldOn !== heldOn) return invalidState("HELD", `The appraisal of ${year} was held on ${known.heldOn ?? "another day"}.`)
      const appraised = new Set(known ? (await appraisals.findResults([known.id])).map(({ organisationId }) => organisationId) : [])
      const secretaries = new Map((await offices.findSecretaries(ids, heldOn)).map(({ organisationId, memberId }) => [organisationId, memberId]))
      const wrong = ids.flatMap((id, at) => {
        const path = `results.${at}.organisation`
        if (appraised.has(id)) return [{ path, message: `This organisation's secretary was appraised for ${year} already.` }]
        return secretaries.has(id) ? [] : [{ path, message: `No secretary of this organisation is recorded for ${heldOn}.` }]
      })
      if (wrong.length > 0) return invalidInput(...wrong)
      if (appraised.size + ids.length > MOST_IN_ROUND) {
        return invalidState("FULL", `A round has at most ${MOST_IN_ROUND} results: let the levels below hold their own.`)
      }
      const round = known ?? (await appraisals.add({ organisationId: place.id, year, heldOn }))
      await appraisals.addResults(
        results.map(({ organisation, grade, comments }) => ({
          roundId: round.id,
          organisationId: organisation,
          secretaryId: secretaries.get(organisation) ?? "",
          grade,
          comments: trimmed(comments),
        })),
      )
      return done(round)
    },
  )
}

async function placeProblems({ loaders }: Pick<OrganisationContext, "loaders">, { id, path }: Organisation, results: AskedAppraisal["results"]) {
  const ids = results.map(({ organisation }, at) => requireId(`input.results.${at}.organisation`, organisation, "organisation"))
  const found = await Promise.all(ids.map((one) => loaders.organisationById.load(one)))
  return found.flatMap((below, at) =>
    below && below.id !== id && below.path.startsWith(path)
      ? []
      : [{ path: `results.${at}.organisation`, message: "Only secretaries of organisations below are appraised." }],
  )
}
