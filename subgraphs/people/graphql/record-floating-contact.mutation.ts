import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/floating.ts"
import { recordFloatingContact } from "../use-cases/record-floating-contact.ts"
import { FloatingRecord } from "./floating.type.ts"

@InputType({ description: "A contact with somebody who is away." })
class RecordFloatingContactInput {
  @Field(() => ID, { description: "Which stay: `floating_…`" })
  record!: string

  @Field(() => DateScalar, { description: "The day of the contact, not in the future, not before the last one." })
  contactedOn!: string

  @Field(() => DateScalar, {
    nullable: true,
    description: "By when the next one is due; half a year later when left out, the longest that the rules name (for students abroad: 党员教育管理工作条例).",
  })
  nextContactDue?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The contact stands in the books.", simpleResolvers: true })
class FloatingContactRecorded {
  @Field(() => FloatingRecord, { nullable: true, description: "The stay, with its last and next contact." })
  record!: domain.FloatingRecord | null
}

const RecordFloatingContactResult = resultUnion(
  "recordFloatingContact",
  FloatingContactRecorded,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a contact.",
)

@Resolver()
export class RecordFloatingContactMutation {
  @Mutation(() => RecordFloatingContactResult, {
    nullable: true,
    description: "Record that somebody was in touch with a floating member; for those who keep the books of the person's branch.",
  })
  async recordFloatingContact(
    @Arg("input", () => RecordFloatingContactInput, { description: "Which stay, and when." }) input: RecordFloatingContactInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await recordFloatingContact(context, { ...input, recordId: input.record })
    return answerOf(result, "FloatingContactRecorded", ({ recordId }) => ({ record: context.loaders.floatingById.load(recordId) }))
  }
}
