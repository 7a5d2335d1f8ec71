import { Field, ObjectType } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/substitute.ts"
import { findSubstitutes } from "../use-cases/find-substitutes.ts"
import { Lesson } from "./lesson.type.ts"
import { Substitute } from "./substitute.type.ts"

@ObjectType({ description: "A lesson that an absence of its teacher hits, and who could teach instead.", simpleResolvers: true })
export class AbsenceHit {
  @Field(() => Lesson, { description: "Published, and without its teacher now." })
  lesson!: lesson.Lesson

  @Field(() => [Substitute], { description: "代课教师: who could teach it instead, the best first; at most 10." })
  substitutes!: () => Promise<domain.Substitute[]>
}

/** Follow the lessons that an absence hits, as far as the viewer sees them, with who could stand in for the teacher. */
export async function seenHits(context: CoursesContext, lessonIds: readonly string[], teacherId: string): Promise<AbsenceHit[]> {
  const lessons = await Promise.all(lessonIds.map((id) => context.loaders.lessonById.load(id)))
  return lessons.filter((lesson) => lesson !== null).map((lesson) => ({ lesson, substitutes: () => findSubstitutes(context, lesson, [teacherId]) }))
}
