import { pageRequest } from "../../shared/page.ts"
import { isId, requireId, toUuid } from "../../shared/typeid.ts"
import type { MatrixHours, MatrixLine } from "../domain/class-matrix.ts"
import type { ReportAsked } from "../domain/report.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import type { ReportSources } from "./open-report.ts"
import { type ReadMatrix, readClassMatrix } from "./read-class-matrix.ts"
import { reckonMatrixHours } from "./reckon-matrix-hours.ts"

type Question = Omit<ReportQuestion, "organisation"> & { class: string; first?: number | null; after?: string | null }

/** A page of a class's matrix, with what its totals are made of. `hours` reckons for some of its people, or all. */
export type AskedMatrix = {
  asked: ReportAsked
  matrix: ReadMatrix
  page: readonly MatrixLine[]
  hasNextPage: boolean
  hours(lines: readonly MatrixLine[]): Promise<Map<string, MatrixHours | null>>
}

/**
 * Ask for the matrix of a class; null where the viewer has no role over the class's organisation, or there is no such class.
 *
 * @throws {BadInput} for an id that is none, bad paging, and as every report does.
 */
export async function askClassMatrix(sources: ReportSources, { class: classId, first, after, ...question }: Question): Promise<AskedMatrix | null> {
  const request = pageRequest({ first: first ?? null, after: after ?? null }, [(part) => isId("member", part)])
  const found = await sources.classMatrices.findClass(requireId("class", classId, "class"))
  const asked = found && (await askReport(sources, "CLASS_MATRIX", { ...question, organisation: found.organisationId, class: classId }))
  if (!asked) return null
  const { parameters } = asked.report
  const matrix = await readClassMatrix(sources, parameters)
  const last = request.after?.[0]
  const start = last === undefined ? 0 : matrix.lines.findIndex(({ memberId }) => toUuid("member", memberId) === toUuid("member", last)) + 1
  const page = matrix.lines.slice(start, start + request.limit)
  return {
    asked,
    matrix,
    page,
    hasNextPage: matrix.lines.length > start + request.limit,
    hours: (lines) => reckonMatrixHours(sources, matrix, lines, parameters.asOf),
  }
}
