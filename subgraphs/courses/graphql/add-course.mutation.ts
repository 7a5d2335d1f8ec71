import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as course from "../domain/course.ts"
import type * as domain from "../domain/course.ts"
import type * as lesson from "../domain/lesson.ts"
import { addCourse } from "../use-cases/add-course.ts"
import { Course, CourseKind, CourseMaterialInput } from "./course.type.ts"
import { LessonCategory } from "./enums.ts"

@InputType({ description: "A course to enter." })
class AddCourseInput {
  @Field(() => ID, { description: "Whose: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Name, as in the catalogue; at most 200 characters." })
  name!: string

  @Field(() => CourseKind, { description: "In which form it is taught." })
  kind!: domain.CourseKind

  @Field(() => LessonCategory, { description: "What its lessons count as, unless a lesson says otherwise." })
  category!: lesson.Category

  @Field(() => String, { nullable: true, description: "专题: the subject that it belongs to, at most 200 characters." })
  topic?: string | null

  @Field(() => String, { nullable: true, description: "教学大纲: what is taught, part by part; at most 2,000 characters." })
  syllabus?: string | null

  @Field(() => Float, { description: "学时: study hours, halves from 0 to 500." })
  hours!: number

  @Field(() => [CourseMaterialInput], { defaultValue: [], description: "课件资料: links, at most 20." })
  materials!: CourseMaterialInput[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The course is in the catalogue.", simpleResolvers: true })
class CourseAdded {
  @Field(() => Course, { nullable: true, description: "As it stands now." })
  course!: course.Course | null
}

const AddCourseResult = resultUnion("addCourse", CourseAdded, [InvalidInput, NotAllowed], "What became of a course to enter.")

@Resolver()
export class AddCourseMutation {
  @Mutation(() => AddCourseResult, { nullable: true, description: "登记课程: enter a course, for those who plan there (coordinator, secretary, admin)." })
  async addCourse(@Arg("input", () => AddCourseInput, { description: "Whose, and what." }) input: AddCourseInput, @Ctx() context: CoursesContext) {
    const result = await addCourse(context, { ...input, organisationId: input.organisation })
    return answerOf(result, "CourseAdded", ({ courseId }) => ({ course: () => context.loaders.courseById.load(courseId) }))
  }
}
