import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { seesOrganisation } from "../../shared/viewer.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { Lesson } from "./lesson.type.ts"
import { PartySchool, TrainingClass } from "./school.type.ts"

@Resolver(() => Lesson)
export class LessonResolver {
  @FieldResolver(() => PartySchool, { nullable: true, description: "The Party school that gives it; null when a branch holds it by itself." })
  school(@Root() { schoolId }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<domain.PartySchool | null> | null {
    return schoolId ? loaders.schoolById.load(schoolId) : null
  }

  @FieldResolver(() => TrainingClass, {
    nullable: true,
    description: "The training class it belongs to; null when none, or when the class is not the viewer's to see.",
  })
  trainingClass(@Root() { trainingClassId }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<domain.TrainingClass | null> | null {
    return trainingClassId ? loaders.classById.load(trainingClassId) : null
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "主办: the organisation that holds it; null where the viewer does not see that organisation.",
  })
  organiser(@Root() { organiserId, organiserPath }: domain.Lesson, @Ctx() { viewer }: CoursesContext): Organisation | null {
    return seesOrganisation(viewer, organiserPath) ? { id: organiserId } : null
  }

  @FieldResolver(() => Int, {
    description:
      "Places taken (persons): those expected, without those who wait or have withdrawn. The sheet's `expected` is the same list, frozen when the sheet was opened.",
  })
  async enrolledCount(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.enrolmentCountsByLesson.load(id))?.enrolled ?? 0
  }

  @FieldResolver(() => Int, { description: "候补: people waiting for a place (persons)." })
  async waitlistedCount(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.enrolmentCountsByLesson.load(id))?.waitlisted ?? 0
  }
}
