import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from "type-graphql"
import { encodeCursor } from "../../shared/page.ts"
import type { AttendanceContext } from "../context.ts"
import { type Verdict as VerdictValue, verdict } from "../domain/annual-hours.ts"
import { type BookLine, owedIn } from "../domain/book-line.ts"
import type { ReportAsked } from "../domain/report.ts"
import { complianceRate } from "../domain/year-figures.ts"
import { askReport } from "../use-cases/ask-report.ts"
import { listHoursLines } from "../use-cases/list-hours-lines.ts"
import type * as opened from "../use-cases/open-hours-report.ts"
import { Member, Organisation } from "./elsewhere.stubs.ts"
import { Verdict } from "./enums.ts"
import { HoursLine, HoursReport } from "./hours-report.type.ts"
import { ReportGap, ReportHeader } from "./report-header.type.ts"
import { ReportArgs } from "./report.args.ts"
import { HoursTotals } from "./year-figures.type.ts"

@ArgsType()
class HoursReportArgs extends ReportArgs {
  @Field(() => Int, { description: "The calendar year, from 2000 to this one." })
  year!: number

  @Field(() => Verdict, {
    nullable: true,
    description: "Only lines with this verdict; left out, everybody of whom something is required. `NOT_REQUIRED` gives those outside every denominator (附).",
  })
  verdict?: VerdictValue | null
}

@Resolver()
export class HoursReportQueries {
  @Query(() => HoursReport, {
    nullable: true,
    description: "R01 年度学时完成情况明细表: everybody's year in a subtree, as the books stood; null where the viewer may not read the organisation.",
  })
  async hoursReport(@Args(() => HoursReportArgs) args: HoursReportArgs, @Ctx() context: AttendanceContext): Promise<HoursReport | null> {
    const asked = await askReport(context, "HOURS_DETAIL", args)
    if (!asked) return null
    const report = asked.report as opened.HoursReport
    const page = await listHoursLines(context, report, args)
    const last = page.items.at(-1)
    return { asked, report, page, pageInfo: { hasNextPage: page.hasNextPage, endCursor: last ? encodeCursor(page.positionOf(last)) : null } }
  }
}

@Resolver(() => HoursReport)
export class HoursReportResolver {
  @FieldResolver(() => ReportHeader, { description: "What was asked for, and by what it can be asked again." })
  header(@Root() { asked }: HoursReport): ReportAsked {
    return asked
  }

  @FieldResolver(() => HoursTotals, { description: "合计: of everybody in the denominator, whatever lines are shown; persons (人)." })
  totals(@Root() { report: { total } }: HoursReport): HoursTotals {
    const { people: denominator, compliant, credited, required, gap } = total
    return { denominator, compliant, rate: complianceRate(total), credited, required, gap }
  }

  @FieldResolver(() => [ReportGap], { description: "数据缺口: what the figures do not know, as is known now; a few." })
  async gaps(@Root() { report }: HoursReport): Promise<ReportGap[]> {
    return [...(await report.gaps())]
  }

  @FieldResolver(() => Int, { description: "How many persons (人) have a line here." })
  totalCount(@Root() { page }: HoursReport): number | Promise<number> {
    return page.totalCount()
  }

  @FieldResolver(() => [HoursLine], { description: "The page's lines, at most 100: by branch in the order of the tree, then leaders first." })
  nodes(@Root() { page, report }: HoursReport): HoursLine[] {
    return page.items.map((line) => nodeOf(line, report.books.yearIsOver))
  }
}

@Resolver(() => HoursLine)
export class HoursLineResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who; without a name where the viewer may not read the person now." })
  member(@Root() { line }: HoursLine): Member {
    return { id: line.memberId }
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "所在党支部: where the year was judged." })
  branch(@Root() { line }: HoursLine): Organisation {
    return { id: line.branchId }
  }

  @FieldResolver(() => Verdict, { description: "结论, as of the moment of the report." })
  verdict(@Root() { line, yearIsOver }: HoursLine): VerdictValue {
    return verdict({ ...line, yearIsOver })
  }
}

function nodeOf(line: BookLine, yearIsOver: boolean): HoursLine {
  const owed = owedIn(line)
  const { role: roleInYear, intensive, collective, onlineRaw, makeUp, intensiveSessions } = line
  const counts = { required: owed?.required ?? null, counted: owed?.counted ?? null, rate: owed?.rate ?? null, gap: owed?.gap ?? null }
  return { roleInYear, intensive, collective, onlineRaw, onlineCounted: owed && line.onlineCounted, makeUp, intensiveSessions, ...counts, line, yearIsOver }
}

/** R01 as a query. */
export const HOURS_REPORT_RESOLVERS = [HoursReportQueries, HoursReportResolver, HoursLineResolver] as const
