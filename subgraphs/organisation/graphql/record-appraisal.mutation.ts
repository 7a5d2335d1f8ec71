import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/appraisal.ts"
import { recordAppraisal } from "../use-cases/record-appraisal.ts"
import { AppraisalGrade, AppraisalRound } from "./appraisal.type.ts"

@InputType({ description: "How one secretary's year was judged." })
class AppraisalResultInput {
  @Field(() => ID, { description: "Whose secretary, an organisation below: `organisation_…`" })
  organisation!: string

  @Field(() => AppraisalGrade, { description: "The overall grade." })
  grade!: domain.AppraisalGrade

  @Field(() => String, { nullable: true, description: "点评: what was said, at most 2,000 characters." })
  comments?: string | null
}

@InputType({ description: "An appraisal to record." })
class RecordAppraisalInput {
  @Field(() => ID, { description: "Who held it: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "The year that was appraised." })
  year!: number

  @Field(() => DateScalar, { description: "When the secretaries reported: in that year or the next, not in the future." })
  heldOn!: string

  @Field(() => [AppraisalResultInput], { description: "One for each organisation, at most 100 in a call." })
  results!: AppraisalResultInput[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The results stand in the books.", simpleResolvers: true })
class AppraisalRecorded {
  @Field(() => AppraisalRound, { description: "The round, with all its results." })
  appraisal!: domain.AppraisalRound
}

const RecordAppraisalResult = resultUnion(
  "recordAppraisal",
  AppraisalRecorded,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of an appraisal's record.",
)

@Resolver()
export class RecordAppraisalMutation {
  @Mutation(() => RecordAppraisalResult, {
    nullable: true,
    description: "Record a year's appraisal of the secretaries below an organisation (述职评议); further results of the same round come in further calls.",
  })
  async recordAppraisal(
    @Arg("input", () => RecordAppraisalInput, { description: "By whom, of which year, and the results." }) input: RecordAppraisalInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordAppraisal(context, input), "AppraisalRecorded", (appraisal) => ({ appraisal }))
  }
}
