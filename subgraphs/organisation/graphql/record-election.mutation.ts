import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type { ElectionRound as RoundValue } from "../domain/election.ts"
import type { Post as PostValue } from "../domain/organisation.ts"
import { recordElection } from "../use-cases/record-election.ts"
import { ElectionRound } from "./election.type.ts"
import { Post } from "./enums.ts"

@InputType({ description: "Who was elected to what." })
class ElectedInput {
  @Field(() => ID, { description: "A full member: `member_…`" })
  member!: string

  @Field(() => Post, { description: "The place in the committee." })
  post!: PostValue
}

@InputType({ description: "An election, planned or held." })
class RecordElectionInput {
  @Field(() => ID, { description: "Whose committee: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "Which term it elects, counted from the first. The same term again: what was planned has been held." })
  termNumber!: number

  @Field(() => DateScalar, { nullable: true, description: "For when it is planned." })
  plannedOn?: string | null

  @Field(() => DateScalar, { nullable: true, description: "When it was held, not in the future; leave out while it is planned." })
  heldOn?: string | null

  @Field(() => Int, { nullable: true, description: "应到会: members with a vote who were due." })
  eligible?: number | null

  @Field(() => Int, { nullable: true, description: "实到会: of these, present." })
  present?: number | null

  @Field(() => Int, { nullable: true, description: "收回选票: ballots returned." })
  ballots?: number | null

  @Field(() => [ElectedInput], { nullable: true, description: "Who was elected, at most 15." })
  seats?: ElectedInput[] | null

  @Field(() => Boolean, { nullable: true, description: "Appoint those elected from that day, and end the offices of the others." })
  appointElected?: boolean | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The election stands in the books; held, it has opened the term.", simpleResolvers: true })
class ElectionRecorded {
  @Field(() => ElectionRound, { description: "As it was recorded." })
  election!: RoundValue
}

const RecordElectionResult = resultUnion("recordElection", ElectionRecorded, [InvalidInput, InvalidState, NotAllowed], "What became of an election's record.")

@Resolver()
export class RecordElectionMutation {
  @Mutation(() => RecordElectionResult, {
    nullable: true,
    description: "Record an election that is planned or was held; one that was held opens the term by the rule of its day and closes the one before.",
  })
  async recordElection(
    @Arg("input", () => RecordElectionInput, { description: "Whose, when, and who was elected." }) input: RecordElectionInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordElection(context, input), "ElectionRecorded", (election) => ({ election }))
  }
}
