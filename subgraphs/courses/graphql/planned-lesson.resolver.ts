import { Ctx, FieldResolver, Float, Int, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import type { Contradiction } from "../domain/plan.ts"
import type * as domain from "../domain/timetable-plan.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { LessonCategory } from "./enums.ts"
import { Lesson } from "./lesson.type.ts"
import { PlanContradiction, PlannedLesson } from "./plan.type.ts"
import { Teacher, Venue } from "./school.type.ts"

/** More than this many teachers or rooms are no longer what a contradiction is about. */
const FEW = 20

@Resolver(() => PlannedLesson)
export class PlannedLessonResolver {
  @FieldResolver(() => String, { description: "Title of the lesson, or of its course." })
  title(@Root() { demand }: domain.PlannedLesson): string {
    return demand.title
  }

  @FieldResolver(() => LessonCategory, { description: "What it will count as." })
  category(@Root() { demand }: domain.PlannedLesson): lesson.Category {
    return demand.category
  }

  @FieldResolver(() => Int, { description: "How long it is, in minutes." })
  durationMinutes(@Root() { demand }: domain.PlannedLesson): number {
    return demand.minutes
  }

  @FieldResolver(() => Float, { description: "学时: study hours it is planned to earn, in halves." })
  plannedHours(@Root() { demand }: domain.PlannedLesson): number {
    return demand.plannedHours
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "Who holds it, and whose people are expected." })
  organisation(@Root() { demand }: domain.PlannedLesson): Organisation {
    return { id: demand.organisationId }
  }

  @FieldResolver(() => Venue, { nullable: true, description: "Where it was put; null while it has no place, and online." })
  venue(@Root() { venueId }: domain.PlannedLesson, @Ctx() { loaders }: CoursesContext): Promise<lesson.Venue | null> | null {
    return venueId ? loaders.venueById.load(venueId) : null
  }

  @FieldResolver(() => Teacher, { nullable: true, description: "Who is to teach; null while it has no place, and where nobody was asked for." })
  teacher(@Root() { teacherId }: domain.PlannedLesson, @Ctx() { loaders }: CoursesContext): Promise<lesson.Teacher | null> | null {
    return teacherId ? loaders.teacherById.load(teacherId) : null
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "The draft that it became; null until the plan is applied." })
  lesson(@Root() { lessonId }: domain.PlannedLesson, @Ctx() { loaders }: CoursesContext): Promise<lesson.Lesson | null> | null {
    return lessonId ? loaders.lessonById.load(lessonId) : null
  }
}

@Resolver(() => PlanContradiction)
export class PlanContradictionResolver {
  @FieldResolver(() => [Teacher], { description: "The teachers whom these lessons could have, at most 20." })
  async teachers(@Root() { teacherIds }: Contradiction, @Ctx() { loaders }: CoursesContext): Promise<lesson.Teacher[]> {
    const found = await Promise.all(teacherIds.slice(0, FEW).map((id) => loaders.teacherById.load(id)))
    return found.filter((one) => one !== null)
  }

  @FieldResolver(() => [Venue], { description: "The rooms which these lessons could have, at most 20." })
  async venues(@Root() { venueIds }: Contradiction, @Ctx() { loaders }: CoursesContext): Promise<lesson.Venue[]> {
    const found = await Promise.all(venueIds.slice(0, FEW).map((id) => loaders.venueById.load(id)))
    return found.filter((one) => one !== null)
  }
}
