import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/school.ts"
import { appointSchoolOfficer } from "../use-cases/appoint-school-officer.ts"
import { SchoolOfficer, SchoolPosition } from "./school-officer.type.ts"
import { PartySchool } from "./school.type.ts"

@InputType({ description: "Somebody to lead a Party school." })
class AppointSchoolOfficerInput {
  @Field(() => ID, { description: "Which: `school_…`" })
  school!: string

  @Field(() => ID, { nullable: true, description: "The member: `member_…`; left out for somebody from outside." })
  member?: string | null

  @Field(() => String, { description: "Name, as it stands on the plate; at most 64 characters." })
  name!: string

  @Field(() => SchoolPosition, { description: "Headmaster (one at a time), deputy, or on the board." })
  position!: domain.SchoolPosition

  @Field(() => DateScalar, { description: "First day in office." })
  since!: string

  @Field(() => DateScalar, { nullable: true, description: "First day out of office; left out while it is not known." })
  until?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person is in office from that day on.", simpleResolvers: true })
class SchoolOfficerAppointed {
  @Field(() => PartySchool, { nullable: true, description: "As it stands now." })
  school!: lesson.PartySchool | null

  @Field(() => SchoolOfficer, { description: "As it is recorded." })
  officer!: domain.SchoolOfficer
}

const AppointSchoolOfficerResult = resultUnion(
  "appointSchoolOfficer",
  SchoolOfficerAppointed,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of an appointment.",
)

@Resolver()
export class AppointSchoolOfficerMutation {
  @Mutation(() => AppointSchoolOfficerResult, {
    nullable: true,
    description: "任命党校负责人: appoint a headmaster, a deputy or a member of the board, for those who plan there (coordinator, secretary, admin).",
  })
  async appointSchoolOfficer(
    @Arg("input", () => AppointSchoolOfficerInput, { description: "Where, who, and from when." }) input: AppointSchoolOfficerInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await appointSchoolOfficer(context, { ...input, schoolId: input.school, memberId: input.member ?? null })
    return answerOf(result, "SchoolOfficerAppointed", ({ schoolId, officer }) => ({ officer, school: () => context.loaders.schoolById.load(schoolId) }))
  }
}
