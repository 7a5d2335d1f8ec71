import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/finding.ts"
import { readFinding } from "../use-cases/read-finding.ts"
import { settleFinding } from "../use-cases/settle-finding.ts"
import { Finding } from "./finding.type.ts"

@InputType({ description: "A finding to answer for." })
class SettleFindingInput {
  @Field(() => ID, { description: "Which: `finding_…`" })
  finding!: string

  @Field(() => String, { description: "What was found out about it, and what was done; at most 2,000 characters." })
  note!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The finding stays listed, as settled.", simpleResolvers: true })
class FindingSettled {
  @Field(() => Finding, { nullable: true, description: "As it stands now." })
  finding!: domain.Finding | null
}

const SettleFindingResult = resultUnion(
  "settleFinding",
  FindingSettled,
  [NotAllowed, InvalidInput, InvalidState],
  "What became of a finding that was to be answered for.",
)

@Resolver()
export class SettleFindingMutation {
  @Mutation(() => SettleFindingResult, {
    nullable: true,
    description: "销号: answer for a finding, with what was found out; for those who keep the books of the lesson's organiser. It stays listed.",
  })
  async settleFinding(
    @Arg("input", () => SettleFindingInput, { description: "Which finding, and the answer." }) input: SettleFindingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await settleFinding(context, input), "FindingSettled", ({ findingId }) => ({ finding: () => readFinding(context, findingId) }))
  }
}
