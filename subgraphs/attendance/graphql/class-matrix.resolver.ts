import { Args, ArgsType, Ctx, Field, FieldResolver, Float, ID, Query, Resolver, Root } from "type-graphql"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { encodeCursor } from "../../shared/page.ts"
import type { AttendanceContext } from "../context.ts"
import { type MatrixLine, attendanceRate, columnTitles, totalHours } from "../domain/class-matrix.ts"
import { type AskedMatrix, askClassMatrix } from "../use-cases/ask-class-matrix.ts"
import { ClassMatrix, MatrixLesson, MatrixMark, MatrixRow, MatrixTotals } from "./class-matrix.type.ts"
import { Lesson, Member, Organisation } from "./elsewhere.stubs.ts"
import { TrainingClass } from "./register.stubs.ts"
import { ReportGap } from "./report-header.type.ts"

@ArgsType()
class ClassMatrixArgs extends PagingArgs {
  @Field(() => ID, { description: "Which training class: `class_…`" })
  class!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day of its lessons; every lesson when left out, with `to`." })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: "The last day of its lessons, at most two years after the first." })
  to?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment, in the past; as they stand when left out." })
  asOf?: Date | null

  @Field(() => String, { nullable: true, description: "目的: why it is asked for, printed in the header and kept in the log; at most 200 characters." })
  purpose?: string | null
}

type MatrixValue = ClassMatrix & { source: AskedMatrix }

@Resolver(() => ClassMatrix)
export class ClassMatrixResolver {
  @Query(() => ClassMatrix, {
    nullable: true,
    description: "R03 培训班考勤汇总表: who was at which lesson of a training class; null where the viewer has no role over the class's organisation.",
  })
  async classMatrix(@Args(() => ClassMatrixArgs) args: ClassMatrixArgs, @Ctx() context: AttendanceContext): Promise<MatrixValue | null> {
    const source = await askClassMatrix(context, args)
    if (!source) return null
    const { asked, matrix, page, hasNextPage } = source
    asked.answered?.(page.length)
    const [labels, last] = [columnTitles(matrix.lessons), page.at(-1)]
    const hours = await source.hours(page)
    return {
      source,
      header: asked,
      lessons: matrix.lessons.map((lesson, at) => ({
        ...lesson,
        ...(matrix.counts.get(lesson.lessonId) ?? { expected: 0, present: 0, onLeave: 0, absent: 0, unmarked: 0 }),
        label: labels[at] ?? "",
      })),
      totalCount: matrix.lines.length,
      pageInfo: { hasNextPage, endCursor: last ? encodeCursor([last.memberId]) : null },
      nodes: page.map((line) => ({ ...line, ...hours.get(line.memberId) })),
    }
  }

  @FieldResolver(() => TrainingClass, { nullable: true, description: "Which class." })
  trainingClass(@Root() { source }: MatrixValue): TrainingClass {
    return { id: String(source.asked.report.parameters.classId) }
  }

  @FieldResolver(() => MatrixTotals, { description: "合计, over all pages." })
  async totals(@Root() { source: { matrix, hours } }: MatrixValue): Promise<MatrixTotals> {
    const listed = matrix.lines.filter(({ isOnList }) => isOnList)
    return { people: matrix.people, ...matrix.total, rate: attendanceRate(matrix.total), ...totalHours(listed, await hours(listed)) }
  }

  @FieldResolver(() => [ReportGap], { description: "数据缺口: what the figures do not know; a few." })
  async gaps(@Root() { source }: MatrixValue): Promise<readonly ReportGap[]> {
    return source.asked.report.gaps()
  }
}

@Resolver(() => MatrixLesson)
export class MatrixLessonResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "Which; null where the viewer may not read the lesson." })
  lesson(@Root() { lessonId }: MatrixLesson): Lesson {
    return { id: lessonId }
  }
}

@Resolver(() => MatrixMark)
export class MatrixMarkResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "At which; null where the viewer may not read the lesson." })
  lesson(@Root() { lessonId }: MatrixMark): Lesson {
    return { id: lessonId }
  }
}

@Resolver(() => MatrixRow)
export class MatrixRowResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who; null where the viewer may not read the person, whose line is there all the same." })
  member(@Root() { memberId }: MatrixLine): Member {
    return { id: memberId }
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "所在党支部 at the first of the lessons; null where nobody knows." })
  branch(@Root() { branchId }: MatrixLine): Organisation | null {
    return branchId === null ? null : { id: branchId }
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: "出勤率: `present` of `expected` in per cent, half up to one decimal; null where the person was expected nowhere.",
  })
  rate(@Root() line: MatrixLine): number | null {
    return attendanceRate(line)
  }
}

/** R03, and what stands in it. */
export const CLASS_MATRIX_RESOLVERS = [ClassMatrixResolver, MatrixLessonResolver, MatrixMarkResolver, MatrixRowResolver] as const
