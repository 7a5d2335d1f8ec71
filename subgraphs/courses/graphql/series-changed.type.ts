import { Field, Int, ObjectType, registerEnumType } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as clash from "../domain/clash.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/series.ts"
import { LessonWarning } from "./clash.type.ts"
import { AffectedPeople } from "./lesson-scheduled.type.ts"
import { Lesson } from "./lesson.type.ts"
import { LessonSeries } from "./series.type.ts"

export const SeriesScope = { ONE: "ONE", THIS_AND_FOLLOWING: "THIS_AND_FOLLOWING", ALL: "ALL" } as const

registerEnumType(SeriesScope, {
  name: "SeriesScope",
  description: "Which lessons of a series an act is for (修改范围). Those that are past, held or cancelled never are.",
  valuesConfig: {
    ONE: { description: "仅本次: the lesson alone; it leaves the series' rule." },
    THIS_AND_FOLLOWING: { description: "本次及以后: it and those that the rule puts after it; moving them makes a series of their own." },
    ALL: { description: "全部: all that still lie ahead." },
  },
})

@ObjectType({ description: "The lessons of the series stand as it was asked for.", simpleResolvers: true })
export class SeriesChanged {
  @Field(() => Lesson, { nullable: true, description: "The lesson by which it was done, as it stands now; null when the viewer cannot see it any more." })
  lesson!: Promise<lesson.Lesson | null>

  @Field(() => LessonSeries, { nullable: true, description: "The series that it is of now: a new one, where the series was split." })
  series!: Promise<domain.Series | null>

  @Field(() => Int, { description: "How many lessons were changed." })
  changedCount!: number

  @Field(() => Int, { description: "How many of those in reach were left alone: changed on their own, cancelled, or past." })
  keptCount!: number

  @Field(() => [LessonWarning], { description: "What should be known, with the day; at most 200." })
  warnings!: clash.Warning[]

  @Field(() => AffectedPeople, { description: "Who was told, each counted once, as at the lesson with most." })
  affected!: { members: number; teachers: number }
}

type Revised = { lessonId: string; changed: number; kept: number; warnings: clash.Warning[]; affected: { members: number; teachers: number } }
const MOST_WARNINGS = 200

/** Turn what an act on a series gave into its answer: lesson and series are read again, for this viewer. */
export function seriesChanged({ loaders }: CoursesContext): (revised: Revised) => SeriesChanged {
  return ({ lessonId, changed, kept, warnings, affected }) => {
    const lesson = loaders.lessonById.load(lessonId)
    const seriesOf = async () => ((await lesson) ? ((await loaders.seriesByLesson.load(lessonId))?.series ?? null) : null)
    return { lesson, series: seriesOf(), changedCount: changed, keptCount: kept, warnings: warnings.slice(0, MOST_WARNINGS), affected }
  }
}
