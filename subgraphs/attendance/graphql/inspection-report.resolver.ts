import { Args, ArgsType, Ctx, Field, FieldResolver, Float, Int, ObjectType, Query, Resolver, Root } from "type-graphql"
import { toConnection } from "../../shared/graphql/connection.type.ts"
import type { Page } from "../../shared/page.ts"
import { PageInfo } from "../../shared/graphql/page-info.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { LifeRow } from "../domain/organisation-life.ts"
import { type ReportGap as Gap, rateOf } from "../domain/report.ts"
import { type CompletenessAsked, type CompletenessLine as Line, listCompleteness } from "../use-cases/list-completeness.ts"
import { type OrganisationLifeAsked, listOrganisationLife } from "../use-cases/list-organisation-life.ts"
import { CompletenessLine, FilingCounts, LifeCounts, LifeLine } from "./completeness-report.type.ts"
import { Lesson, Organisation } from "./elsewhere.stubs.ts"
import { ReportGap, ReportHeader } from "./report-header.type.ts"
import { ReportArgs } from "./report.args.ts"

function pageInfoOf<Item>(page: Page<Item>) {
  const { pageInfo } = toConnection(page)
  return typeof pageInfo === "function" ? pageInfo() : pageInfo
}

@ArgsType()
class CompletenessArgs extends ReportArgs {
  @Field(() => DateScalar, { description: "The first day of the lessons." })
  from!: string

  @Field(() => DateScalar, { description: "The last day of the lessons, at most two years later." })
  to!: string
}

@ArgsType()
class OrganisationLifeArgs extends ReportArgs {
  @Field(() => Int, { description: "The calendar year, up to this one." })
  year!: number

  @Field(() => Int, { nullable: true, description: "1 to 4; all quarters that have begun when left out." })
  quarter?: number | null
}

@ObjectType({ description: "检查要素完整性表 (R14): what there is of each lesson.", simpleResolvers: true })
class CompletenessReport implements CompletenessAsked {
  asked!: CompletenessAsked["asked"]
  page!: CompletenessAsked["page"]
}

@ObjectType({ description: "三会一课落实情况季度表 (R08): meetings due against held, by branch and quarter.", simpleResolvers: true })
class OrganisationLifeReport implements OrganisationLifeAsked {
  asked!: OrganisationLifeAsked["asked"]
  page!: OrganisationLifeAsked["page"]
}

@Resolver(() => CompletenessReport)
export class CompletenessReportResolver {
  @Query(() => CompletenessReport, {
    nullable: true,
    description: "R14 检查要素完整性表: a line a lesson, by organiser and time; null where the viewer may not read the organisation.",
  })
  completenessReport(@Args(() => CompletenessArgs) args: CompletenessArgs, @Ctx() context: AttendanceContext): Promise<CompletenessAsked | null> {
    return listCompleteness(context, args)
  }

  @FieldResolver(() => ReportHeader, { description: "What was asked for, and the digest." })
  header(@Root() { asked }: CompletenessAsked) {
    return asked
  }

  @FieldResolver(() => [ReportGap], { description: "What the figures do not know; a few." })
  gaps(@Root() { asked }: CompletenessAsked): Promise<readonly Gap[]> {
    return asked.report.gaps()
  }

  @FieldResolver(() => Int, { description: "How many lessons the whole report has." })
  totalCount(@Root() { page }: CompletenessAsked): number | Promise<number> {
    return page.totalCount()
  }

  @FieldResolver(() => PageInfo, { description: "Whether more follows, and where to go on." })
  pageInfo(@Root() { page }: CompletenessAsked) {
    return pageInfoOf(page)
  }

  @FieldResolver(() => [CompletenessLine], { description: "A line a lesson; at most 100." })
  nodes(@Root() { page }: CompletenessAsked): readonly Line[] {
    return page.items
  }
}

@Resolver(() => OrganisationLifeReport)
export class OrganisationLifeReportResolver {
  @Query(() => OrganisationLifeReport, {
    nullable: true,
    description: "R08 三会一课落实情况季度表: a line a branch and quarter; null where the viewer may not read the organisation.",
  })
  organisationLife(@Args(() => OrganisationLifeArgs) args: OrganisationLifeArgs, @Ctx() context: AttendanceContext): Promise<OrganisationLifeAsked | null> {
    return listOrganisationLife(context, args)
  }

  @FieldResolver(() => ReportHeader, { description: "What was asked for, and the digest." })
  header(@Root() { asked }: OrganisationLifeAsked) {
    return asked
  }

  @FieldResolver(() => [ReportGap], { description: "What the figures do not know; a few." })
  gaps(@Root() { asked }: OrganisationLifeAsked): Promise<readonly Gap[]> {
    return asked.report.gaps()
  }

  @FieldResolver(() => Int, { description: "How many branches the whole report has; `first` counts branches too." })
  totalCount(@Root() { page }: OrganisationLifeAsked): number | Promise<number> {
    return page.totalCount()
  }

  @FieldResolver(() => PageInfo, { description: "Whether more follows, and where to go on." })
  pageInfo(@Root() { page }: OrganisationLifeAsked) {
    return pageInfoOf(page)
  }

  @FieldResolver(() => [LifeLine], { description: "A line a branch and quarter, by branch: all of a branch's together; at most 400." })
  nodes(@Root() { page }: OrganisationLifeAsked): readonly LifeRow[] {
    return page.items
  }
}

@Resolver(() => CompletenessLine)
export class CompletenessLineResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "Which lesson." })
  lesson(@Root() { lessonId }: Line): Lesson {
    return { id: lessonId }
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "Who held it, or was to." })
  organisation(@Root() { organisationId }: Line): Organisation {
    return { id: organisationId }
  }
}

@Resolver(() => LifeLine)
export class LifeLineResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Which branch." })
  branch(@Root() { organisationId }: LifeRow): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => Int, { description: "The calendar year." })
  year(@Root() { quarter }: LifeRow): number {
    return quarter.year
  }

  @FieldResolver(() => Int, { description: "季度, 1 to 4." })
  quarter(@Root() { quarter }: LifeRow): number {
    return quarter.quarter
  }

  @FieldResolver(() => LifeCounts, { description: "应开: what is due in the months that are over and through which the branch stood." })
  due(@Root() { sums }: LifeRow) {
    return sums.due
  }

  @FieldResolver(() => LifeCounts, { description: "实开: what was held." })
  held(@Root() { sums }: LifeRow) {
    return sums.held
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "平均到会率 in per cent, of person-times (人次) expected at what was held, half up to one decimal; null where nothing was.",
  })
  attendanceRate(@Root() { sums }: LifeRow): number | null {
    return rateOf(sums.attended, sums.attendable)
  }

  @FieldResolver(() => FilingCounts, { description: "记录3日内归档: records filed within the days of the rule." })
  filing(@Root() { sums: { filedInTime, records } }: LifeRow) {
    return { inTime: filedInTime, all: records, rate: rateOf(filedInTime, records) }
  }
}

export const INSPECTION_REPORT_RESOLVERS = [CompletenessReportResolver, OrganisationLifeReportResolver, CompletenessLineResolver, LifeLineResolver] as const
