import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/contact-assignment.ts"
import { endContactAssignment } from "../use-cases/end-contact-assignment.ts"
import { ContactAssignment } from "./contact-assignment.type.ts"

@InputType({ description: "A contact to end." })
class EndContactAssignmentInput {
  @Field(() => ID, { description: "Which one ends: `assignment_…`" })
  assignment!: string

  @Field(() => DateScalar, { description: "The first day on which it is no longer kept, not in the future." })
  until!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The contact has ended.", simpleResolvers: true })
class ContactAssignmentEnded {
  @Field(() => ContactAssignment, { description: "With its end." })
  contact!: domain.ContactAssignment
}

const EndContactAssignmentResult = resultUnion(
  "endContactAssignment",
  ContactAssignmentEnded,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a contact.",
)

@Resolver()
export class EndContactAssignmentMutation {
  @Mutation(() => EndContactAssignmentResult, {
    nullable: true,
    description: "End a leader's contact with an organisation; it stays in the books with its span.",
  })
  async endContactAssignment(
    @Arg("input", () => EndContactAssignmentInput, { description: "Which, and when." }) input: EndContactAssignmentInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await endContactAssignment(context, input), "ContactAssignmentEnded", (contact) => ({ contact }))
  }
}
