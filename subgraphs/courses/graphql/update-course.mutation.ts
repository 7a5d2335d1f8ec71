import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as course from "../domain/course.ts"
import type * as domain from "../domain/course.ts"
import type * as lesson from "../domain/lesson.ts"
import { updateCourse } from "../use-cases/update-course.ts"
import { Course, CourseKind, CourseMaterialInput } from "./course.type.ts"
import { LessonCategory } from "./enums.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "What to change of a course; what is left out stays as it is." })
class UpdateCourseInput {
  @Field(() => ID, { description: "Which: `course_…`" })
  course!: string

  @Field(() => Int, { description: "The version that was read; an edit of one that stands no longer is refused." })
  version!: number

  @Field(() => String, { nullable: true, description: "Name, as in the catalogue; at most 200 characters." })
  name?: string | null

  @Field(() => CourseKind, { nullable: true, description: "In which form it is taught." })
  kind?: domain.CourseKind | null

  @Field(() => LessonCategory, { nullable: true, description: "What its lessons count as, unless a lesson says otherwise." })
  category?: lesson.Category | null

  @Field(() => String, { nullable: true, description: "专题: the subject that it belongs to, at most 200 characters." })
  topic?: string | null

  @Field(() => String, { nullable: true, description: "教学大纲: what is taught, part by part; at most 2,000 characters." })
  syllabus?: string | null

  @Field(() => Float, { nullable: true, description: "学时: study hours, halves from 0 to 500." })
  hours?: number | null

  @Field(() => [CourseMaterialInput], { nullable: true, description: "课件资料: links, at most 20." })
  materials?: CourseMaterialInput[] | null

  @Field(() => Boolean, { nullable: true, description: "在开: false for one that gets no new lessons." })
  isOffered?: boolean | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The course is changed.", simpleResolvers: true })
class CourseUpdated {
  @Field(() => Course, { nullable: true, description: "As it stands now." })
  course!: course.Course | null
}

const UpdateCourseResult = resultUnion("updateCourse", CourseUpdated, [InvalidInput, NotAllowed, StaleVersion], "What became of a change of a course.")

@Resolver()
export class UpdateCourseMutation {
  @Mutation(() => UpdateCourseResult, { nullable: true, description: "变更课程: change a course, for those who plan there (coordinator, secretary, admin)." })
  async updateCourse(@Arg("input", () => UpdateCourseInput, { description: "Which, and what." }) input: UpdateCourseInput, @Ctx() context: CoursesContext) {
    const result = await updateCourse(context, { ...input, courseId: input.course })
    return answerOf(result, "CourseUpdated", ({ courseId }) => ({ course: () => context.loaders.courseById.load(courseId) }))
  }
}
