import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { updateSchool } from "../use-cases/update-school.ts"
import { PartySchool } from "./school.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "What to change of a Party school; what is left out stays as it is." })
class UpdateSchoolInput {
  @Field(() => ID, { description: "Which: `school_…`" })
  school!: string

  @Field(() => Int, { description: "The version that was read; an edit of one that stands no longer is refused." })
  version!: number

  @Field(() => String, { nullable: true, description: "Name as on its plate, at most 64 characters." })
  name?: string | null

  @Field(() => Boolean, { nullable: true, description: "示范党校: whether it is honoured as a demonstration school." })
  isDemonstration?: boolean | null

  @Field(() => Int, { nullable: true, description: "示范批次: in which batch, 1 to 99; null where none is known." })
  demonstrationBatch?: number | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The Party school is changed.", simpleResolvers: true })
class SchoolUpdated {
  @Field(() => PartySchool, { nullable: true, description: "As it stands now." })
  school!: lesson.PartySchool | null
}

const UpdateSchoolResult = resultUnion("updateSchool", SchoolUpdated, [InvalidInput, NotAllowed, StaleVersion], "What became of a change of a school.")

@Resolver()
export class UpdateSchoolMutation {
  @Mutation(() => UpdateSchoolResult, {
    nullable: true,
    description: "变更党校: change a Party school, for those who plan there (coordinator, secretary, admin).",
  })
  async updateSchool(@Arg("input", () => UpdateSchoolInput, { description: "Which, and what." }) input: UpdateSchoolInput, @Ctx() context: CoursesContext) {
    const result = await updateSchool(context, { ...input, schoolId: input.school })
    return answerOf(result, "SchoolUpdated", ({ schoolId }) => ({ school: () => context.loaders.schoolById.load(schoolId) }))
  }
}
