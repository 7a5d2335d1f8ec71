import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/school.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { endSchoolOfficer } from "../use-cases/end-school-officer.ts"
import { SchoolOfficer } from "./school-officer.type.ts"
import { PartySchool } from "./school.type.ts"

@InputType({ description: "An office to end." })
class EndSchoolOfficerInput {
  @Field(() => ID, { description: "Which: `officer_…`" })
  officer!: string

  @Field(() => DateScalar, { description: "First day out of office." })
  until!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The office ends on that day.", simpleResolvers: true })
class SchoolOfficerEnded {
  @Field(() => PartySchool, { nullable: true, description: "As it stands now." })
  school!: lesson.PartySchool | null

  @Field(() => SchoolOfficer, { description: "As it is recorded." })
  officer!: domain.SchoolOfficer
}

const EndSchoolOfficerResult = resultUnion("endSchoolOfficer", SchoolOfficerEnded, [InvalidInput, InvalidState, NotAllowed], "What became of ending an office.")

@Resolver()
export class EndSchoolOfficerMutation {
  @Mutation(() => EndSchoolOfficerResult, {
    nullable: true,
    description: "免去党校负责人: end an office at a Party school, for those who plan there (coordinator, secretary, admin).",
  })
  async endSchoolOfficer(
    @Arg("input", () => EndSchoolOfficerInput, { description: "Which, and when." }) input: EndSchoolOfficerInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await endSchoolOfficer(context, { ...input, officerId: input.officer })
    return answerOf(result, "SchoolOfficerEnded", ({ schoolId, officer }) => ({ officer, school: () => context.loaders.schoolById.load(schoolId) }))
  }
}
