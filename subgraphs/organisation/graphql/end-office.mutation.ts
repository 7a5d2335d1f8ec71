import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import { endOffice } from "../use-cases/end-office.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "An office to end." })
class EndOfficeInput {
  @Field(() => ID, { description: "Which one ends, by the id of the officer: `office_…`" })
  office!: string

  @Field(() => DateScalar, { description: "The first day on which the post is no longer held, not in the future." })
  until!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The post is free.", simpleResolvers: true })
class OfficeEnded {
  @Field(() => Organisation, { nullable: true, description: "With its officers as they stand now." })
  organisation!: OrganisationValue | null
}

const EndOfficeResult = resultUnion("endOffice", OfficeEnded, [InvalidInput, InvalidState, NotAllowed], "What became of an office.")

@Resolver()
export class EndOfficeMutation {
  @Mutation(() => EndOfficeResult, { nullable: true, description: "免职: end an office, which stays in the books with its span." })
  async endOffice(@Arg("input", () => EndOfficeInput, { description: "Which office, and when." }) input: EndOfficeInput, @Ctx() context: OrganisationContext) {
    const result = await endOffice(context, input)
    const organisation = result.ok ? await context.loaders.organisationById.load(result.value.organisationId) : null
    return answerOf(result, "OfficeEnded", () => ({ organisation }))
  }
}
