import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { ReportAsked } from "../domain/report.ts"
import type { TeacherLoad, TeacherReach, TeachingTotal } from "../domain/teacher-load.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import type { ReportSources } from "./open-report.ts"
import { LOAD_CURSOR } from "./open-teacher-load-report.ts"
import { takeSpan } from "./take-span.ts"

export type AskedLoad = { asked: ReportAsked; page: Page<TeacherLoad & TeacherReach>; total(): Promise<TeachingTotal> }

/** Ask who taught what in an organisation's subtree; null where the viewer has no role over it. @throws {BadInput} for bad paging, and as every report does. */
export async function askTeacherLoad(
  sources: ReportSources,
  { first, after, ...question }: ReportQuestion & { first?: number | null; after?: string | null },
): Promise<AskedLoad | null> {
  const request = pageRequest({ first: first ?? null, after: after ?? null }, LOAD_CURSOR)
  const asked = await askReport(sources, "TEACHER_LOAD", question)
  if (!asked) return null
  const span = takeSpan(sources, asked.report.parameters)
  const { teacherLoads } = sources
  const loads = await teacherLoads.findPage(span, request)
  const reach = await teacherLoads.findReach(
    span,
    loads.map(({ teacherId }) => teacherId),
  )
  const page = pageOf(
    loads.map((load) => ({ ...load, ...(reach.get(load.teacherId) ?? { personTimes: 0, persons: 0 }) })),
    request.limit,
    ({ hours, teacherId }) => [String(hours), teacherId],
    () => teacherLoads.count(span),
  )
  return { asked, page, total: () => teacherLoads.total(span) }
}
