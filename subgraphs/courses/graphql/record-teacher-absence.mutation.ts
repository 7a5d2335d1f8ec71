import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import type { Absence } from "../domain/teacher.ts"
import { recordTeacherAbsence } from "../use-cases/record-teacher-absence.ts"
import { AbsenceHit, seenHits } from "./absence-hit.type.ts"
import { Teacher } from "./school.type.ts"
import { TeacherAbsence } from "./teacher.type.ts"

@InputType({ description: "A time at which a teacher cannot teach." })
class RecordTeacherAbsenceInput {
  @Field(() => ID, { description: "Who: `teacher_…`" })
  teacher!: string

  @Field(() => DateTimeScalar, { description: "From when on." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "Until when, at most 400 days later." })
  endsAt!: Date

  @Field(() => String, { nullable: true, description: "Why, at most 200 characters; only those with a role at the organisation read it." })
  reason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The absence is recorded.", simpleResolvers: true })
class TeacherAbsenceRecorded {
  @Field(() => Teacher, { nullable: true, description: "As it stands now." })
  teacher!: lesson.Teacher | null

  @Field(() => TeacherAbsence, { description: "As it was recorded." })
  absence!: Absence

  @Field(() => [AbsenceHit], { description: "Published lessons in that time that the viewer sees, in time order; at most 100." })
  hits!: AbsenceHit[]

  @Field(() => Int, { description: "How many more there are that the viewer does not see." })
  hiddenHits!: number
}

const RecordTeacherAbsenceResult = resultUnion(
  "recordTeacherAbsence",
  TeacherAbsenceRecorded,
  [InvalidInput, NotAllowed],
  "What became of recording an absence.",
)

@Resolver()
export class RecordTeacherAbsenceMutation {
  @Mutation(() => RecordTeacherAbsenceResult, {
    nullable: true,
    description:
      "教师请假: record that a teacher cannot teach for a time, for those who plan there (coordinator, secretary, admin). Lessons in that time are named with substitutes, not moved.",
  })
  async recordTeacherAbsence(
    @Arg("input", () => RecordTeacherAbsenceInput, { description: "Who, when, and why." }) input: RecordTeacherAbsenceInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await recordTeacherAbsence(context, { ...input, teacherId: input.teacher })
    return answerOf(result, "TeacherAbsenceRecorded", ({ teacherId, absence, lessonIds }) => ({
      absence,
      teacher: () => context.loaders.teacherById.load(teacherId),
      hits: () => seenHits(context, lessonIds, teacherId),
      hiddenHits: async () => lessonIds.length - (await seenHits(context, lessonIds, teacherId)).length,
    }))
  }
}
