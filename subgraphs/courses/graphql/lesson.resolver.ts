import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { Lesson } from "./lesson.type.ts"
import { PartySchool, TrainingClass } from "./school.type.ts"

@Resolver(() => Lesson)
export class LessonResolver {
  @FieldResolver(() => PartySchool, { nullable: true, description: "The school that gives it; null when none does." })
  school(@Root() { schoolId }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<domain.PartySchool | null> | null {
    return schoolId ? loaders.schoolById.load(schoolId) : null
  }

  @FieldResolver(() => TrainingClass, { nullable: true, description: "The training class it belongs to; null when none." })
  trainingClass(@Root() { trainingClassId }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<domain.TrainingClass | null> | null {
    return trainingClassId ? loaders.classById.load(trainingClassId) : null
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "主办: the organisation that holds it." })
  organiser(@Root() { organiserId }: domain.Lesson): Organisation {
    return { id: organiserId }
  }

  @FieldResolver(() => Int, { description: "Places taken (persons)." })
  async enrolledCount(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.enrolmentCountsByLesson.load(id))?.enrolled ?? 0
  }

  @FieldResolver(() => Int, { description: "候补: people waiting for a place (persons)." })
  async waitlistedCount(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.enrolmentCountsByLesson.load(id))?.waitlisted ?? 0
  }
}
