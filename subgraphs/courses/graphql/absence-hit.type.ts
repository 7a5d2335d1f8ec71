import { Field, ObjectType } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { Lesson } from "./lesson.type.ts"
import { Teacher } from "./school.type.ts"

@ObjectType({ description: "A lesson that an absence of its teacher hits, and who could teach instead.", simpleResolvers: true })
export class AbsenceHit {
  @Field(() => Lesson, { description: "Published, and without its teacher now." })
  lesson!: lesson.Lesson

  @Field(() => [Teacher], { description: "代课教师: teachers with a subject in common who are free then, the best match first; at most 5." })
  substitutes!: lesson.Teacher[]
}

/** Follow the lessons that an absence hits, as far as the viewer sees them, with their substitutes. */
export async function seenHits({ loaders }: CoursesContext, hits: readonly { lessonId: string; substituteIds: string[] }[]): Promise<AbsenceHit[]> {
  const followed = await Promise.all(
    hits.map(async ({ lessonId, substituteIds }) => {
      const [lesson, ...teachers] = await Promise.all([loaders.lessonById.load(lessonId), ...substituteIds.map((id) => loaders.teacherById.load(id))])
      return lesson && { lesson, substitutes: teachers.filter((teacher) => teacher !== null) }
    }),
  )
  return followed.filter((hit) => hit !== null)
}
