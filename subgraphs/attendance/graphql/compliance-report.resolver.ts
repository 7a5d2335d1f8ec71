import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql"
import { BadInput } from "../../shared/errors.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import { type ReportAsked, rateOf } from "../domain/report.ts"
import { averageHours, complianceRate } from "../domain/year-figures.ts"
import type { YearFigures } from "../domain/year-figures.ts"
import { askReport } from "../use-cases/ask-report.ts"
import type * as opened from "../use-cases/open-compliance-report.ts"
import { ComplianceDetail, ComplianceReport, ComplianceRow, ComplianceTotal, type Detail } from "./compliance-report.type.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { ReportGap, ReportHeader } from "./report-header.type.ts"
import { LeaderFigures } from "./year-figures.type.ts"

/** More is for a file. */
const MOST_ROWS = 1_000

@Resolver()
export class ComplianceReportQueries {
  @Query(() => ComplianceReport, {
    nullable: true,
    description:
      "R02 学时达标汇总表: by organisation, right below the one asked about, or down to every branch; null where the viewer may not read it. To drill down ask with the next.",
  })
  async complianceReport(
    @Arg("organisation", () => ID, { description: "Whose report: `organisation_…`" }) organisation: string,
    @Arg("year", () => Int, { description: "The calendar year, from 2000 to this one." }) year: number,
    @Arg("asOf", () => DateTimeScalar, {
      nullable: true,
      description: "截止时点: as the books stood at this moment, in the past; as they stand when left out.",
    })
    asOf: Date | null,
    @Arg("detail", () => ComplianceDetail, { defaultValue: "BELOW", description: "明细到: how far down its rows go." }) detail: Detail,
    @Arg("purpose", () => String, { nullable: true, description: "目的: why it is asked for, printed in the header; at most 200 characters." })
    purpose: string | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ComplianceReport | null> {
    const asked = await askReport(context, "COMPLIANCE", { organisation, year, asOf, purpose, detail })
    if (!asked) return null
    const report = asked.report as opened.ComplianceReport
    const { length } = report.places
    if (length > MOST_ROWS)
      throw new BadInput("detail", `It has ${length} rows, and a query answers at most ${MOST_ROWS}: ask for an organisation further down, or for a file.`)
    asked.answered?.(report.places.length)
    return { asked, report }
  }
}

@Resolver(() => ComplianceReport)
export class ComplianceReportResolver {
  @FieldResolver(() => ReportHeader, { description: "What was asked for, and by what it can be asked again." })
  header(@Root() { asked }: ComplianceReport): ReportAsked {
    return asked
  }

  @FieldResolver(() => [ComplianceRow], {
    description:
      "One for each organisation right below, and for the own people of the one asked about where it has any: they add up to the total. Down to branches one for the own people of each organisation, and one behind these for all of each organisation above. At most 1000.",
  })
  rows(@Root() { report }: ComplianceReport): ComplianceRow[] {
    return report.places.map((place) => ({ ...countsOf(place.own), name: place.name, isOwn: place.isOwn, isTotal: place.isTotal, place }))
  }

  @FieldResolver(() => ComplianceTotal, { description: "合计: of all rows, persons (人)." })
  total(@Root() { report }: ComplianceReport): ComplianceTotal {
    return { ...countsOf(report.total.own), whole: report.total }
  }

  @FieldResolver(() => [ReportGap], { description: "数据缺口: what the figures do not know, as is known now; a few." })
  async gaps(@Root() { report }: ComplianceReport): Promise<ReportGap[]> {
    return [...(await report.gaps())]
  }
}

@Resolver(() => ComplianceRow)
export class ComplianceRowResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Which organisation; null for one that is no more." })
  organisation(@Root() { place }: ComplianceRow): Organisation {
    return { id: place.id }
  }

  @FieldResolver(() => LeaderFigures, { description: "其中书记委员: the leaders among the persons." })
  leaders(@Root() { place }: ComplianceRow): LeaderFigures {
    return leadersOf(place.own)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "预警人数: persons who miss the requirement at the pace kept till the day of the report; of a year that is over, who missed it. Null before a year begins.",
  })
  atRisk(@Root() { place }: ComplianceRow): number | null {
    return place.behind
  }
}

@Resolver(() => ComplianceTotal)
export class ComplianceTotalResolver {
  @FieldResolver(() => LeaderFigures, { description: "其中书记委员: the leaders among the persons." })
  leaders(@Root() { whole }: ComplianceTotal): LeaderFigures {
    return leadersOf(whole.own)
  }

  @FieldResolver(() => Int, { nullable: true, description: "预警人数: of all rows, persons (人); null before a year begins." })
  atRisk(@Root() { whole }: ComplianceTotal): number | null {
    return whole.behind
  }
}

function countsOf(figures: YearFigures) {
  const { people: denominator, compliant } = figures
  return { denominator, compliant, rate: complianceRate(figures), averageHours: averageHours(figures) }
}

function leadersOf({ leaders: denominator, leadersCompliant: compliant }: YearFigures): LeaderFigures {
  return { denominator, compliant, rate: rateOf(compliant, denominator) }
}

/** R02 as a query. */
export const COMPLIANCE_REPORT_RESOLVERS = [ComplianceReportQueries, ComplianceReportResolver, ComplianceRowResolver, ComplianceTotalResolver] as const
