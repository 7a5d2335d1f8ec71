import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import type { Closure } from "../domain/venue.ts"
import { closeVenue } from "../use-cases/close-venue.ts"
import { LessonsHit, lessonsHit } from "./lessons-hit.type.ts"
import { Venue } from "./school.type.ts"
import { VenueClosure } from "./venue.type.ts"

@InputType({ description: "A time at which a venue cannot be used." })
class CloseVenueInput {
  @Field(() => ID, { description: "Which: `venue_…`" })
  venue!: string

  @Field(() => DateTimeScalar, { description: "From when on." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "Until when, at most 400 days later." })
  endsAt!: Date

  @Field(() => String, { description: "Why, at most 200 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The venue is closed for that time.", simpleResolvers: true })
class VenueClosed {
  @Field(() => Venue, { nullable: true, description: "As it stands now." })
  venue!: lesson.Venue | null

  @Field(() => VenueClosure, { description: "As it was recorded." })
  closure!: Closure

  @Field(() => LessonsHit, { description: "Published lessons that hold it in that time." })
  lessons!: LessonsHit
}

const CloseVenueResult = resultUnion("closeVenue", VenueClosed, [InvalidInput, NotAllowed], "What became of closing a venue.")

@Resolver()
export class CloseVenueMutation {
  @Mutation(() => CloseVenueResult, {
    nullable: true,
    description: "停用场地: close a venue for a time, for those who plan there (coordinator, secretary, admin). Lessons in that time are named, not moved.",
  })
  async closeVenue(@Arg("input", () => CloseVenueInput, { description: "Which, when, and why." }) input: CloseVenueInput, @Ctx() context: CoursesContext) {
    const result = await closeVenue(context, { ...input, venueId: input.venue })
    return answerOf(result, "VenueClosed", ({ venueId, closure, lessonIds }) => ({
      closure,
      venue: () => context.loaders.venueById.load(venueId),
      lessons: () => lessonsHit(context, lessonIds),
    }))
  }
}
