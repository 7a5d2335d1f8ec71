import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { PaperLine } from "../domain/paper-line.ts"
import { problemsOfLine } from "../domain/paper-problems.ts"
import { MOST_PAGES } from "../domain/paper-sheet.ts"
import { takePaper } from "./take-paper.ts"

/** What is left out stays; null clears. */
export type LineChange = {
  paper: string
  page?: number | null
  line: number
  column?: number | null
  member?: string | null
  writtenName?: string | null
  isIllegible?: boolean | null
  hasSigned?: boolean | null
  arrivedAt?: Date | null
  leftAt?: Date | null
  remark?: string | null
  clientMutationKey?: string | null
}

export type LineAt = { paperId: string; page: number; line: number; column: number }
type Refusal = NotAllowed | InvalidInput | InvalidState

/**
 * Read a line of a paper sheet again: say who it is, that nobody can read it, or what it says. What it said before is kept as an act.
 *
 * A line that was taken over into the sheet says what it said: correct the attendance itself.
 *
 * @throws {BadInput} when an id is none.
 */
export function updatePaperLine(context: Pick<AttendanceContext, "viewer" | "change">, input: LineChange): Promise<Result<LineAt, Refusal>> {
  const member = input.member == null ? input.member : requireId("input.member", input.member, "member")
  return context.change({ mutation: "updatePaperLine", input }, async (writers): Promise<Result<LineAt, Refusal>> => {
    const taken = await takePaper(context, writers, input.paper, "FILE")
    if (!taken.ok) return taken
    const { paperId, sheet, lines } = taken.value
    const place = { page: input.page ?? 1, line: input.line, column: input.column ?? 1 }
    const stands = lines.find(({ page, line, column }) => page === place.page && line === place.line && column === place.column)
    if (!stands) return invalidInput({ path: "line", message: "There is no such line on this paper sheet." })
    if (stands.appliedAt) return invalidState("APPLIED", "The line was taken over into the sheet. Correct the person's attendance instead.")
    const said = changed(stands, input)
    const isElsewhere = lines.some((line) => line !== stands && line.memberId !== null && line.memberId === said.memberId)
    const isUnknown = member != null && !(await writers.listed.findNameable(sheet.lessonId, [member])).has(member)
    const problems = [
      ...problemsOfLine(said, MOST_PAGES, sheet, ""),
      ...(isUnknown ? [{ path: "member", message: "There is no such person for you." }] : []),
      ...(isElsewhere && !isUnknown ? [{ path: "member", message: "This person stands in another line already." }] : []),
    ]
    if (problems.length > 0) return invalidInput(...problems)

    await writers.papers.changeLine(paperId, said)
    const act = { kind: "PAPER_LINE_READ", subjectUuid: toUuid("paper", paperId), lessonId: sheet.lessonId, organisationId: sheet.organisationId } as const
    await writers.ledger.note([{ ...act, memberId: said.memberId, before: stands, after: said }])
    return done({ paperId, ...place })
  })
}

function changed(stands: PaperLine, { member, writtenName, isIllegible, hasSigned, arrivedAt, leftAt, remark }: LineChange): PaperLine {
  const or = <Value>(given: Value | null | undefined, stood: Value | null): Value | null => (given === undefined ? stood : given)
  const memberId = or(member, stands.memberId)
  return {
    ...stands,
    memberId,
    writtenName: writtenName === undefined ? stands.writtenName : trimmed(writtenName),
    // Who is named is no longer illegible, unless that is said, too.
    isIllegible: isIllegible ?? (member == null ? stands.isIllegible : false),
    hasSigned: hasSigned ?? stands.hasSigned,
    arrivedAt: or(arrivedAt, stands.arrivedAt),
    leftAt: or(leftAt, stands.leftAt),
    remark: remark === undefined ? stands.remark : trimmed(remark),
  }
}
