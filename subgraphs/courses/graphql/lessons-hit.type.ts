import { Field, Int, ObjectType } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type { Lesson as LessonRow } from "../domain/lesson.ts"
import { Lesson } from "./lesson.type.ts"

@ObjectType({ description: "受影响课次: published lessons that something stands in the way of; somebody must decide about each.", simpleResolvers: true })
export class LessonsHit {
  @Field(() => [Lesson], { description: "Those that the viewer sees, in time order; at most 100." })
  lessons!: LessonRow[]

  @Field(() => Int, { description: "How many more there are that the viewer does not see." })
  hidden!: number
}

/** Follow the lessons that an act hits, as far as the viewer sees them. */
export async function lessonsHit({ loaders }: CoursesContext, ids: readonly string[]): Promise<LessonsHit> {
  const lessons = (await Promise.all(ids.map((id) => loaders.lessonById.load(id)))).filter((lesson) => lesson !== null)
  return { lessons, hidden: ids.length - lessons.length }
}
