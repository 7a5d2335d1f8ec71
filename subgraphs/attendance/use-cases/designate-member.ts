import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, LONGEST_TITLE, problemsOfOptionalText, problemsOfText, trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern } from "../domain/attendance.policy.ts"
import { type Designation, type DesignationKind, sharesYear } from "../domain/designation.ts"

type Asked = {
  member: string
  kind: DesignationKind
  fromYear: number
  toYear?: number | null
  reason: string
  documentNumber?: string | null
  evidence: readonly string[]
  clientMutationKey?: string | null
}
type Answer = Promise<Result<Designation, NotAllowed | InvalidInput | InvalidState>>

const LAST_YEAR = 2999

/**
 * Have somebody judged as a cadre, or exempt from study, in some years, by a document (H9, H12). The year that runs is judged anew at once.
 *
 * From this year on: years that are over are judged. Refuses a second designation of one kind for the same years, as DESIGNATED.
 *
 * @throws {BadInput} when the id is none.
 */
export async function designateMember({ viewer, today, change }: Pick<AttendanceContext, "viewer" | "today" | "change">, input: Asked): Answer {
  const memberId = requireId("input.member", input.member, "member")
  return change({ mutation: "designateMember", input }, async ({ places, designations, evidence, ledger, hours }): Answer => {
    const branch = await places.findMember(memberId)
    if (!branch || !mayGovern(viewer, branch.path)) return notAllowed()
    const { kind, fromYear, toYear = null } = input
    const year = Number(today.slice(0, 4))
    const problems = [
      ...problemsOfText("reason", input.reason, LONGEST_NOTE),
      ...problemsOfOptionalText("documentNumber", input.documentNumber, LONGEST_TITLE),
      ...(fromYear < year || fromYear > LAST_YEAR ? [{ path: "fromYear", message: `From ${year} on: years that are over are judged.` }] : []),
      ...(toYear !== null && (toYear < fromYear || toYear > LAST_YEAR) ? [{ path: "toYear", message: "Not before the first year, nor after 2999." }] : []),
    ]
    if (problems.length > 0) return invalidInput(...problems)
    const before = (await designations.lockOf(memberId)).find((one) => one.kind === kind && sharesYear(one, { fromYear, toYear }))
    if (before)
      return invalidState("DESIGNATED", `The person is designated so already, from ${before.fromYear} ${before.toYear ? `to ${before.toYear}` : "on"}.`)
    const kept = await evidence.keep(input.evidence, { organisationPath: branch.path, memberId })
    if (!kept.ok) return kept

    const words = { reason: input.reason.trim(), documentNumber: trimmed(input.documentNumber) }
    const designation = await designations.add({ memberId, kind, fromYear, toYear, ...words, evidence: kept.value })
    const subjectUuid = toUuid("designation", designation.id)
    const after = { kind, fromYear, toYear, documentNumber: words.documentNumber }
    await ledger.note([{ kind: "DESIGNATED", subjectUuid, memberId, organisationId: branch.id, after, reason: words.reason, evidence: kept.value }])
    await hours.recompute([memberId], [year])
    return done(designation)
  })
}
