import { type Page, isPath, pageOf, pageRequest } from "../../shared/page.ts"
import { isOverdue, type Leadership, type LeadershipFigures, leadershipFigures, leadershipSums } from "../domain/leadership.ts"
import type { ReportAsked } from "../domain/report.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import { findReportGround } from "./find-report-ground.ts"
import type { ReportSources } from "./open-report.ts"
import { sumLeadership } from "./sum-leadership.ts"

export type LeadershipLine = LeadershipFigures &
  Pick<Leadership, "organisationId" | "path" | "isCombined"> & {
    electedOn: string | null
    endsOn: string | null
    isExtended: boolean | null
    isOverdue: boolean | null
  }
export type LeadershipTotals = LeadershipFigures & { committees: number; overdue: number }

/**
 * List how organisations are led as their report (R15) has it, in the order of the tree; null for what the viewer may not read.
 *
 * @throws {BadInput} as any report does, and when the page cannot be.
 */
export async function listLeadershipReport(
  sources: ReportSources,
  question: ReportQuestion & { first?: number | null; after?: string | null },
): Promise<{ asked: ReportAsked; page: Page<LeadershipLine>; totals: () => Promise<LeadershipTotals | null> } | null> {
  const request = pageRequest(question, [isPath])
  const asked = await askReport(sources, "LEADERSHIP", question)
  const ground = asked && (await findReportGround(sources, asked.report.parameters))
  if (!ground) return null
  const { subtree } = ground
  const lines = await sources.leaderships.findLines(subtree, request.after?.[0] ?? null, request.limit + 1)
  const page = pageOf<LeadershipLine>(
    lines.map((line) => lineOf(line, subtree.day)),
    request.limit,
    ({ path }) => [path],
    () => asked.report.count(),
  )
  const totals = async () => {
    const sums = await sumLeadership(sources, ground)
    return sums && { ...leadershipFigures(sums), committees: sums.committees, overdue: sums.overdue }
  }
  asked.answered?.(page.items.length)
  return { asked, page, totals }
}

function lineOf(line: Leadership, day: string): LeadershipLine {
  const { organisationId, path, isCombined, term } = line
  const { electedOn = null, endsOn = null, isExtended = null } = term ?? {}
  return {
    ...leadershipFigures(leadershipSums(line, day)),
    organisationId,
    path,
    isCombined,
    electedOn,
    endsOn,
    isExtended,
    isOverdue: term && isOverdue(line, day),
  }
}
