import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/course.ts"
import type * as lesson from "../domain/lesson.ts"
import { Course } from "./course.type.ts"
import { Lesson } from "./lesson.type.ts"
import { PartySchool, Venue } from "./school.type.ts"

@Resolver(() => Lesson)
export class LessonCourseResolver {
  @FieldResolver(() => Course, { nullable: true, description: "课程: the course that it teaches; null when it is none of the register." })
  async course(@Root() { id }: lesson.Lesson, @Ctx() { loaders }: CoursesContext): Promise<domain.Course | null> {
    const courseId = (await loaders.lessonDetailsById.load(id))?.courseId
    return courseId ? loaders.courseById.load(courseId) : null
  }
}

@Resolver(() => PartySchool)
export class SchoolVenueResolver {
  @FieldResolver(() => [Venue], { description: "场地: venues in use that its organisation keeps, by name; at most 100." })
  venues(@Root() { organisationId }: lesson.PartySchool, @Ctx() { loaders }: CoursesContext): Promise<lesson.Venue[]> {
    return loaders.venuesByOrganisation.load(organisationId)
  }
}
