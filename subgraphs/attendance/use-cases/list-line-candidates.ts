import { MOST_CANDIDATES } from "../../shared/tables/row-problem.ts"
import type { AttendanceContext } from "../context.ts"
import { bareName } from "../domain/name-match.ts"
import type { SheetLine } from "../domain/reconciliation.ts"

/** List whom of the lesson's list an open line may mean, by the name as it is written. One statement for all lines of a lesson. */
export async function listLineCandidates({ loaders }: Pick<AttendanceContext, "loaders">, line: SheetLine): Promise<string[]> {
  if (line.memberId !== null || line.isIllegible || line.writtenName === null) return []
  const paper = await loaders.paperById.load(line.paperId)
  if (!paper) return []
  const name = bareName(line.writtenName)
  const listed = await loaders.listedByLesson.load(paper.lessonId)
  return listed
    .filter((one) => bareName(one.name) === name)
    .map(({ memberId }) => memberId)
    .slice(0, MOST_CANDIDATES)
}
