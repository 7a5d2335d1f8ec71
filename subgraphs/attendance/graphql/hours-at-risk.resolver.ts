import { Args, ArgsType, Ctx, Field, FieldResolver, Float, ID, Int, Query, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import { type HoursRisk, neededAMonth, paceOf } from "../domain/risk.ts"
import { remainingHours } from "../domain/year-account.ts"
import { listHoursAtRisk } from "../use-cases/list-hours-at-risk.ts"
import { suggestLessons } from "../use-cases/suggest-lessons.ts"
import { Lesson, Member, Organisation } from "./elsewhere.stubs.ts"
import { FittingLesson, HoursAtRisk, HoursAtRiskConnection, LastAbsence } from "./hours-at-risk.type.ts"

@ArgsType()
class HoursAtRiskArgs extends PagingArgs {
  @Field(() => ID, { description: "In whose subtree: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { nullable: true, description: "Calendar year, from 2000 to this one, which it is when left out." })
  year?: number | null
}

@Resolver()
export class HoursAtRiskQueries {
  @Query(() => HoursAtRiskConnection, {
    nullable: true,
    description: "预警清单: who will miss the requirement of a year at the present pace, the largest gap first; null where the viewer may not read the people.",
  })
  async hoursAtRisk(@Args(() => HoursAtRiskArgs) args: HoursAtRiskArgs, @Ctx() context: AttendanceContext): Promise<ConnectionValue<HoursRisk> | null> {
    const page = await listHoursAtRisk(context, args)
    return page && toConnection(page)
  }
}

@Resolver(() => HoursAtRisk)
export class HoursAtRiskResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who." })
  member(@Root() { memberId }: HoursRisk): Member {
    return { id: memberId }
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "所在党支部: where the year is judged." })
  branch(@Root() { branchId }: HoursRisk): Organisation {
    return { id: branchId }
  }

  @FieldResolver(() => Float, { description: "差额: what is missing to the requirement today." })
  remaining(@Root() risk: HoursRisk): number {
    return remainingHours(risk)
  }

  @FieldResolver(() => Int, { description: "剩余月份: months that are left, the present among them; 0 when the year is over." })
  monthsLeft(@Root() { year, reportedOn }: HoursRisk): number {
    return paceOf(year, reportedOn)?.monthsLeft ?? 0
  }

  @FieldResolver(() => Float, { description: "月均需修: what is needed in each of them, rounded up." })
  neededAMonth(@Root() risk: HoursRisk): number {
    return neededAMonth(remainingHours(risk), paceOf(risk.year, risk.reportedOn)?.monthsLeft ?? 0)
  }

  @FieldResolver(() => [LastAbsence], { description: "最近两次缺席: the last absences of the year, at most two, leave told apart." })
  lastAbsences(@Root() { memberId, year, asOf }: HoursRisk, @Ctx() { loaders }: AttendanceContext): Promise<LastAbsence[]> {
    return loaders.lastAbsencesByMember({ year, asOf: asOf.toISOString() }).load(memberId)
  }

  @FieldResolver(() => [FittingLesson], {
    description:
      "建议课次: the next lessons that fit, at most three: with a place, of a category that counts, by the branch or above it, when the person is free.",
  })
  suggestions(@Root() risk: HoursRisk, @Ctx() context: AttendanceContext): Promise<FittingLesson[]> {
    return suggestLessons(context, risk)
  }
}

@Resolver(() => LastAbsence)
export class LastAbsenceResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "At which; null where the viewer may not read the lesson." })
  lesson(@Root() { lessonId }: LastAbsence): Lesson {
    return { id: lessonId }
  }
}

@Resolver(() => FittingLesson)
export class FittingLessonResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "Which; null where the viewer may not read the lesson." })
  lesson(@Root() { lessonId }: FittingLesson): Lesson {
    return { id: lessonId }
  }
}

/** The list of warnings, and what stands in it. */
export const HOURS_AT_RISK_RESOLVERS = [HoursAtRiskQueries, HoursAtRiskResolver, LastAbsenceResolver, FittingLessonResolver] as const
