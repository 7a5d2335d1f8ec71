import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { updateTeacher } from "../use-cases/update-teacher.ts"
import { TeacherCategory } from "./enums.ts"
import { Teacher } from "./school.type.ts"
import { AvailabilityInput } from "./teacher.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "What to change of a teacher; what is left out stays as it is." })
class UpdateTeacherInput {
  @Field(() => ID, { description: "Who: `teacher_…`" })
  teacher!: string

  @Field(() => Int, { description: "The version that was read; an edit of one that stands no longer is refused." })
  version!: number

  @Field(() => String, { nullable: true, description: "Name, as announced; at most 64 characters." })
  name?: string | null

  @Field(() => TeacherCategory, { nullable: true, description: "Where the teacher comes from." })
  category?: lesson.TeacherCategory | null

  @Field(() => String, { nullable: true, description: "单位: the unit the teacher belongs or belonged to, at most 200 characters." })
  unit?: string | null

  @Field(() => String, { nullable: true, description: "职务职称: post or professional title, at most 64 characters." })
  title?: string | null

  @Field(() => [String], { nullable: true, description: "专长: subjects taught, at most 12." })
  subjects?: string[] | null

  @Field(() => Int, { nullable: true, description: "At most so many lessons in a calendar month, 1 to 200; null for no limit." })
  lessonsPerMonth?: number | null

  @Field(() => Boolean, { nullable: true, description: "在聘: false for one who gets no new lessons." })
  isActive?: boolean | null

  @Field(() => [AvailabilityInput], { nullable: true, description: "可授课时间: times of the week, at most 50, none overlapping another." })
  availability?: AvailabilityInput[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The teacher is changed.", simpleResolvers: true })
class TeacherUpdated {
  @Field(() => Teacher, { nullable: true, description: "As it stands now." })
  teacher!: lesson.Teacher | null
}

const UpdateTeacherResult = resultUnion("updateTeacher", TeacherUpdated, [InvalidInput, NotAllowed, StaleVersion], "What became of a change of a teacher.")

@Resolver()
export class UpdateTeacherMutation {
  @Mutation(() => UpdateTeacherResult, {
    nullable: true,
    description: "变更师资: change what is kept of a teacher, for those who plan there (coordinator, secretary, admin).",
  })
  async updateTeacher(@Arg("input", () => UpdateTeacherInput, { description: "Who, and what." }) input: UpdateTeacherInput, @Ctx() context: CoursesContext) {
    const result = await updateTeacher(context, { ...input, teacherId: input.teacher })
    return answerOf(result, "TeacherUpdated", ({ teacherId }) => ({ teacher: () => context.loaders.teacherById.load(teacherId) }))
  }
}
