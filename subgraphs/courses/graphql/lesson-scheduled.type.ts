import { Field, Int, ObjectType } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as clash from "../domain/clash.ts"
import type * as domain from "../domain/lesson.ts"
import { LessonWarning } from "./clash.type.ts"
import { Lesson } from "./lesson.type.ts"

@ObjectType({ description: "How many people a change reaches, each of whom was told.", simpleResolvers: true })
export class AffectedPeople {
  @Field(() => Int, { description: "Members expected (persons), whether the viewer may read them or not." })
  members!: number

  @Field(() => Int, { description: "Teachers (persons)." })
  teachers!: number
}

@ObjectType({ description: "The lesson stands in the timetable as it was asked for.", simpleResolvers: true })
export class LessonScheduled {
  @Field(() => Lesson, { nullable: true, description: "As it stands now; null when the viewer cannot see it any more." })
  lesson!: Promise<domain.Lesson | null>

  @Field(() => [LessonWarning], {
    description: "What should be known: clashes of a draft, clashes that were overridden, what teachers would rather not; at most 200.",
  })
  warnings!: clash.Warning[]

  @Field(() => AffectedPeople, { description: "Who was told; nobody, of a draft or of a lesson that is over." })
  affected!: { members: number; teachers: number }
}

@ObjectType({ description: "The lesson is cancelled; nothing brings it back.", simpleResolvers: true })
export class LessonCancelled {
  @Field(() => Lesson, { nullable: true, description: "As it stands now, for the record; null when the viewer cannot see it any more." })
  lesson!: Promise<domain.Lesson | null>

  @Field(() => AffectedPeople, { description: "Who was told; nobody, of a draft or of a lesson that is over." })
  affected!: { members: number; teachers: number }
}

type Done = { lessonId: string; warnings: clash.Warning[]; affected: { members: number; teachers: number } }

/** Turn what an act on a lesson gave into its answer: the lesson is read again, for this viewer. */
export function scheduled({ loaders }: CoursesContext): (done: Done) => LessonScheduled {
  return ({ lessonId, warnings, affected }) => ({ lesson: loaders.lessonById.load(lessonId), warnings: warnings.slice(0, MOST_WARNINGS), affected })
}

const MOST_WARNINGS = 200
