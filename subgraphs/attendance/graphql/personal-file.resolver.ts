import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { encodeCursor } from "../../shared/page.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { stepsOf } from "../domain/hour-entry.ts"
import type { EarningLine, FileYear } from "../domain/personal-file.ts"
import { rateOf } from "../domain/report.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import { type AskedFile, askPersonalFile } from "../use-cases/ask-personal-file.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { HourStepValue } from "./hour-entry.type.ts"
import { PersonalFile, PersonalFileLine, PersonalFileYear } from "./personal-file.type.ts"
import { ReportGap } from "./report-header.type.ts"
import { RuleSet } from "./rule-set.type.ts"

@ArgsType()
class PersonalFileArgs extends PagingArgs {
  @Field(() => ID, { description: "Whose file: `member_…`" })
  member!: string

  @Field(() => Int, { nullable: true, description: "Calendar year, from 2000 to this one, which it is when nothing is said." })
  year?: number | null

  @Field(() => Int, { nullable: true, description: "The first of several years in one file, instead of `year`." })
  fromYear?: number | null

  @Field(() => Int, { nullable: true, description: "The last of them: at most ten in all." })
  toYear?: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment, in the past; as they stand when left out." })
  asOf?: Date | null

  @Field(() => String, { nullable: true, description: "目的: why it is asked for, printed in the header and kept in the log; at most 200 characters." })
  purpose?: string | null
}

type FileValue = PersonalFile & { source: AskedFile }
type YearValue = PersonalFileYear & { ruleSetUuid: string | null }

@Resolver(() => PersonalFile)
export class PersonalFileResolver {
  @Query(() => PersonalFile, {
    nullable: true,
    description:
      "R06 个人学习档案: one person's study in a year or several, for the person and for whoever has a role over the person's branch; null for anybody else.",
  })
  async personalFile(@Args(() => PersonalFileArgs) args: PersonalFileArgs, @Ctx() context: AttendanceContext): Promise<FileValue | null> {
    const source = await askPersonalFile(context, args)
    if (!source) return null
    const { asked, file, page, hasNextPage } = source
    asked.answered?.(page.length)
    const last = page.at(-1)
    const endCursor = last ? encodeCursor([last.occurredOn, last.section, last.id]) : null
    return { source, header: asked, totalCount: file.lines.length, pageInfo: { hasNextPage, endCursor }, nodes: page }
  }

  @FieldResolver(() => Member, { nullable: true, description: "Whose it is." })
  member(@Root() { source }: FileValue): Member {
    return { id: source.memberId }
  }

  @FieldResolver(() => [PersonalFileYear], { description: "年度概况: each year as a whole, at most ten." })
  years(@Root() { source }: FileValue): YearValue[] {
    return source.file.years.map(yearOf)
  }

  @FieldResolver(() => [ReportGap], { description: "数据缺口: what the file does not know; a few." })
  gaps(@Root() { source }: FileValue): readonly ReportGap[] {
    return source.file.gaps
  }
}

function yearOf({ year, known }: FileYear): YearValue {
  const { role = null, ruleSetUuid = null, isRequired = false } = known?.account ?? {}
  const figure = <Value>(read: (sum: NonNullable<FileYear["known"]>["sum"]) => Value) => (known ? read(known.sum) : null)
  const required = isRequired ? figure((sum) => sum.required) : null
  const credited = figure((sum) => sum.credited)
  return {
    year,
    role,
    ruleSetUuid,
    verdict: known?.verdict ?? null,
    required,
    credited,
    rate: required === null || credited === null ? null : rateOf(credited, required),
    intensive: figure((sum) => sum.intensive),
    collective: figure((sum) => sum.collective),
    onlineRaw: figure((sum) => sum.onlineRaw),
    onlineCounted: figure((sum) => sum.onlineCounted),
    makeUp: figure((sum) => sum.makeUp),
    intensiveSessions: figure((sum) => sum.intensiveSessions),
  }
}

@Resolver(() => PersonalFileYear)
export class PersonalFileYearResolver {
  @FieldResolver(() => RuleSet, { nullable: true, description: "学时规则 that judged the year, with its source." })
  async ruleSet(@Root() { ruleSetUuid }: YearValue, @Ctx() { loaders }: AttendanceContext): Promise<RuleSetRecord | null> {
    return ruleSetUuid === null ? null : loaders.ruleSetById.load(toTypeId("rules", ruleSetUuid))
  }
}

@Resolver(() => PersonalFileLine)
export class PersonalFileLineResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "Which lesson; null where it is about none, or the viewer may not read it." })
  lesson(@Root() { lessonId }: EarningLine): Lesson | null {
    return lessonId === null ? null : { id: lessonId }
  }

  @FieldResolver(() => [HourStepValue], { description: "How its hours came about: nine steps for each year in which it earned, none where it earned nothing." })
  steps(@Root() { earned }: EarningLine): HourStepValue[] {
    return earned.flatMap((entry) => stepsOf(entry).map(({ step, value }) => ({ step, value, note: null })))
  }
}

/** R06, and what stands in it. */
export const PERSONAL_FILE_RESOLVERS = [PersonalFileResolver, PersonalFileYearResolver, PersonalFileLineResolver] as const
