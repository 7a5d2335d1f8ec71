import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { openSchool } from "../use-cases/open-school.ts"
import { SchoolLevel } from "./enums.ts"
import { PartySchool } from "./school.type.ts"

@InputType({ description: "A Party school to open." })
class OpenSchoolInput {
  @Field(() => ID, { description: "Whose: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Name as on its plate, at most 64 characters." })
  name!: string

  @Field(() => SchoolLevel, { description: "Who keeps it." })
  level!: lesson.SchoolLevel

  @Field(() => DateScalar, { description: "The day it was founded, not in the future." })
  establishedOn!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The Party school stands.", simpleResolvers: true })
class SchoolOpened {
  @Field(() => PartySchool, { nullable: true, description: "As it stands now." })
  school!: lesson.PartySchool | null
}

const OpenSchoolResult = resultUnion("openSchool", SchoolOpened, [InvalidInput, InvalidState, NotAllowed], "What became of a school to open.")

@Resolver()
export class OpenSchoolMutation {
  @Mutation(() => OpenSchoolResult, {
    nullable: true,
    description: "开办党校: open a Party school at an organisation that keeps none, for those who plan there (coordinator, secretary, admin).",
  })
  async openSchool(@Arg("input", () => OpenSchoolInput, { description: "Where, and what." }) input: OpenSchoolInput, @Ctx() context: CoursesContext) {
    const result = await openSchool(context, { ...input, organisationId: input.organisation })
    return answerOf(result, "SchoolOpened", ({ schoolId }) => ({ school: () => context.loaders.schoolById.load(schoolId) }))
  }
}
