import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { addTeacher } from "../use-cases/add-teacher.ts"
import { TeacherCategory } from "./enums.ts"
import { Teacher } from "./school.type.ts"
import { AvailabilityInput } from "./teacher.type.ts"

@InputType({ description: "A teacher to enter." })
class AddTeacherInput {
  @Field(() => ID, { description: "Whose: `organisation_…`" })
  organisation!: string

  @Field(() => ID, { nullable: true, description: "The member who teaches: `member_…`; left out for somebody from outside." })
  member?: string | null

  @Field(() => String, { description: "Name, as announced; at most 64 characters." })
  name!: string

  @Field(() => TeacherCategory, { description: "Where the teacher comes from." })
  category!: lesson.TeacherCategory

  @Field(() => String, { description: "单位: the unit the teacher belongs or belonged to, at most 200 characters." })
  unit!: string

  @Field(() => String, { nullable: true, description: "职务职称: post or professional title, at most 64 characters." })
  title?: string | null

  @Field(() => [String], { defaultValue: [], description: "专长: subjects taught, at most 12." })
  subjects!: string[]

  @Field(() => Int, { nullable: true, description: "At most so many lessons in a calendar month, 1 to 200; null for no limit." })
  lessonsPerMonth?: number | null

  @Field(() => [AvailabilityInput], { defaultValue: [], description: "可授课时间: times of the week, at most 50, none overlapping another." })
  availability!: AvailabilityInput[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The teacher is in the pool.", simpleResolvers: true })
class TeacherAdded {
  @Field(() => Teacher, { nullable: true, description: "As it stands now." })
  teacher!: lesson.Teacher | null
}

const AddTeacherResult = resultUnion("addTeacher", TeacherAdded, [InvalidInput, NotAllowed], "What became of a teacher to enter.")

@Resolver()
export class AddTeacherMutation {
  @Mutation(() => AddTeacherResult, {
    nullable: true,
    description: "登记师资: enter a teacher, a member or somebody from outside, for those who plan there (coordinator, secretary, admin).",
  })
  async addTeacher(@Arg("input", () => AddTeacherInput, { description: "Whose pool, and who." }) input: AddTeacherInput, @Ctx() context: CoursesContext) {
    const result = await addTeacher(context, { ...input, organisationId: input.organisation, memberId: input.member ?? null })
    return answerOf(result, "TeacherAdded", ({ teacherId }) => ({ teacher: () => context.loaders.teacherById.load(teacherId) }))
  }
}
