import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/contact-assignment.ts"
import type { Level } from "../domain/organisation.ts"
import { assignContact } from "../use-cases/assign-contact.ts"
import { ContactAssignment } from "./contact-assignment.type.ts"
import { OrganisationLevel } from "./enums.ts"

@InputType({ description: "A contact to record." })
class AssignContactInput {
  @Field(() => ID, { description: "With whom: `organisation_…`" })
  organisation!: string

  @Field(() => ID, { description: "Who: `member_…`" })
  leader!: string

  @Field(() => OrganisationLevel, { description: "Of which level the leader is." })
  level!: Level

  @Field(() => DateScalar, { description: "First day, not in the future." })
  since!: string

  @Field(() => String, { nullable: true, description: "What it is for, at most 2,000 characters." })
  note?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The leader keeps contact.", simpleResolvers: true })
class ContactAssigned {
  @Field(() => ContactAssignment, { description: "As it was recorded." })
  contact!: domain.ContactAssignment
}

const AssignContactResult = resultUnion("assignContact", ContactAssigned, [InvalidInput, InvalidState, NotAllowed], "What became of a contact's record.")

@Resolver()
export class AssignContactMutation {
  @Mutation(() => AssignContactResult, {
    nullable: true,
    description: "Record that a leader keeps contact with an organisation (联系点); for whoever keeps its records and reads the leader.",
  })
  async assignContact(
    @Arg("input", () => AssignContactInput, { description: "Where, who and since when." }) input: AssignContactInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await assignContact(context, input), "ContactAssigned", (contact) => ({ contact }))
  }
}
