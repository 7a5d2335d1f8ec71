import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayKeepBooks } from "../domain/attendance.policy.ts"
import { readFinding } from "./read-finding.ts"

type Sources = Pick<AttendanceContext, "viewer" | "change" | "findings" | "hourGrounds" | "now" | "dayOf" | "instantOf">
type Answer = Promise<Result<{ findingId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Answer for a finding (销号), with what was found out about it: it stays listed, as settled, and nothing else of the books changes.
 *
 * For those who keep the books of the lesson's organiser. Refuses a finding that is settled, as SETTLED, and one that no longer is found, as GONE.
 *
 * @throws {BadInput} when the id is none.
 */
export async function settleFinding(sources: Sources, input: { finding: string; note: string; clientMutationKey?: string | null }): Answer {
  const findingId = requireId("input.finding", input.finding, "finding")
  const place = await sources.findings.findPlace(findingId)
  const finding = place && mayKeepBooks(sources.viewer, place.organisationPath) ? await readFinding(sources, findingId) : null
  return sources.change({ mutation: "settleFinding", input }, async ({ settlements, ledger }): Answer => {
    if (!place || !mayKeepBooks(sources.viewer, place.organisationPath)) return notAllowed()
    const problems = problemsOfText("note", input.note, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)
    if (!finding) return invalidState("GONE", "This is no longer found: there is nothing to answer for.")
    const note = input.note.trim()
    const isNew = await settlements.add({ ...place, id: findingId, note })
    if (!isNew) return invalidState("SETTLED", "Somebody has answered for this already.")
    const { lessonId, organisationId, kind } = place
    const after = { kind, rows: finding.rows, people: finding.people }
    await ledger.note([{ kind: "FINDING_SETTLED", subjectUuid: toUuid("finding", findingId), lessonId, organisationId, after, reason: note }])
    return done({ findingId })
  })
}
