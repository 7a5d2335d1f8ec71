import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql"
import { encodeCursor } from "../../shared/page.ts"
import type { AttendanceContext } from "../context.ts"
import type { TeacherLoad } from "../domain/teacher-load.ts"
import { type AskedLoad, askTeacherLoad } from "../use-cases/ask-teacher-load.ts"
import { Teacher } from "./register.stubs.ts"
import { ReportGap } from "./report-header.type.ts"
import { SpanReportArgs } from "./span-report.args.ts"
import { TeacherLoadReport, TeacherLoadRow, TeachingTotals } from "./teacher-load.type.ts"

type Value = TeacherLoadReport & { source: AskedLoad }

@Resolver(() => TeacherLoadReport)
export class TeacherLoadResolver {
  @Query(() => TeacherLoadReport, {
    nullable: true,
    description: "R09 师资授课统计: who taught the lessons that were held in a subtree in some days; null where the viewer has no role over the organisation.",
  })
  async teacherLoad(@Args(() => SpanReportArgs) args: SpanReportArgs, @Ctx() context: AttendanceContext): Promise<Value | null> {
    const source = await askTeacherLoad(context, args)
    if (!source) return null
    const { asked, page } = source
    asked.answered?.(page.items.length)
    const last = page.items.at(-1)
    const endCursor = last ? encodeCursor(page.positionOf(last)) : null
    return { source, header: asked, pageInfo: { hasNextPage: page.hasNextPage, endCursor }, nodes: page.items }
  }

  @FieldResolver(() => Int, { description: "How many teachers there are in all; counted only when asked." })
  totalCount(@Root() { source }: Value): number | Promise<number> {
    return source.page.totalCount()
  }

  @FieldResolver(() => TeachingTotals, { description: "合计, over all pages." })
  totals(@Root() { source }: Value): Promise<TeachingTotals> {
    return source.total()
  }

  @FieldResolver(() => [ReportGap], { description: "数据缺口: what the figures do not know; a few." })
  async gaps(@Root() { source }: Value): Promise<readonly ReportGap[]> {
    return source.asked.report.gaps()
  }
}

@Resolver(() => TeacherLoadRow)
export class TeacherLoadRowResolver {
  @FieldResolver(() => Teacher, { nullable: true, description: "Who; the category (类别) and unit (来源单位) are the teacher's own." })
  teacher(@Root() { teacherId }: TeacherLoad): Teacher {
    return { id: teacherId }
  }
}

/** R09, and what stands in it. */
export const TEACHER_LOAD_RESOLVERS = [TeacherLoadResolver, TeacherLoadRowResolver] as const
