import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { reopenVenue } from "../use-cases/reopen-venue.ts"
import { Venue } from "./school.type.ts"

@InputType({ description: "A closure to take back." })
class ReopenVenueInput {
  @Field(() => ID, { description: "Which: `closure_…`" })
  closure!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The venue can be used again at that time.", simpleResolvers: true })
class VenueReopened {
  @Field(() => Venue, { nullable: true, description: "As it stands now." })
  venue!: lesson.Venue | null
}

const ReopenVenueResult = resultUnion("reopenVenue", VenueReopened, [InvalidInput, NotAllowed], "What became of taking back a closure.")

@Resolver()
export class ReopenVenueMutation {
  @Mutation(() => ReopenVenueResult, {
    nullable: true,
    description: "恢复场地: take back a closure, for those who plan there (coordinator, secretary, admin).",
  })
  async reopenVenue(@Arg("input", () => ReopenVenueInput, { description: "Which." }) input: ReopenVenueInput, @Ctx() context: CoursesContext) {
    const result = await reopenVenue(context, { ...input, closureId: input.closure })
    return answerOf(result, "VenueReopened", ({ venueId }) => ({ venue: () => context.loaders.venueById.load(venueId) }))
  }
}
