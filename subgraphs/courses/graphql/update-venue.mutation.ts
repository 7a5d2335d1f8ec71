import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { updateVenue } from "../use-cases/update-venue.ts"
import { VenueKind } from "./enums.ts"
import { LessonsHit, lessonsHit } from "./lessons-hit.type.ts"
import { Venue } from "./school.type.ts"
import { VenueSharingInput, WeeklyTimeInput } from "./venue.type.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "What to change of a venue; what is left out stays as it is." })
class UpdateVenueInput {
  @Field(() => ID, { description: "Which: `venue_…`" })
  venue!: string

  @Field(() => Int, { description: "The version that was read; an edit of one that stands no longer is refused." })
  version!: number

  @Field(() => String, { nullable: true, description: "Name of the room, with the house it is in; at most 64 characters." })
  name?: string | null

  @Field(() => VenueKind, { nullable: true, description: "What kind of place." })
  kind?: lesson.VenueKind | null

  @Field(() => Int, { nullable: true, description: "容量: how many people it holds, 1 to 20,000." })
  capacity?: number | null

  @Field(() => [String], { nullable: true, description: "设备: what it is equipped with, at most 12 words." })
  equipment?: string[] | null

  @Field(() => String, { nullable: true, description: "Where the house is, at most 200 characters." })
  address?: string | null

  @Field(() => Boolean, { nullable: true, description: "启用: false to give it up; it keeps its lessons and takes no new ones." })
  isInUse?: boolean | null

  @Field(() => [WeeklyTimeInput], { nullable: true, description: "开放时间: when it is open, at most 50; none where it is not known to close." })
  opening?: WeeklyTimeInput[] | null

  @Field(() => [VenueSharingInput], { nullable: true, description: "共用单位: with whom it is shared, at most 50." })
  sharing?: VenueSharingInput[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The venue is changed.", simpleResolvers: true })
class VenueUpdated {
  @Field(() => Venue, { nullable: true, description: "As it stands now." })
  venue!: lesson.Venue | null

  @Field(() => LessonsHit, { description: "Published lessons to come that expect more people than it now holds; none where it did not become smaller." })
  lessons!: LessonsHit
}

const UpdateVenueResult = resultUnion("updateVenue", VenueUpdated, [InvalidInput, NotAllowed, StaleVersion], "What became of a change of a venue.")

@Resolver()
export class UpdateVenueMutation {
  @Mutation(() => UpdateVenueResult, {
    nullable: true,
    description: "变更场地: change a venue, its opening hours and with whom it is shared, for those who plan there (coordinator, secretary, admin).",
  })
  async updateVenue(@Arg("input", () => UpdateVenueInput, { description: "Which, and what." }) input: UpdateVenueInput, @Ctx() context: CoursesContext) {
    const result = await updateVenue(context, {
      ...input,
      venueId: input.venue,
      sharing: input.sharing ? input.sharing.map(({ organisation, priority }) => ({ organisationId: organisation, priority })) : null,
    })
    return answerOf(result, "VenueUpdated", ({ venueId, tooLarge }) => ({
      venue: () => context.loaders.venueById.load(venueId),
      lessons: () => lessonsHit(context, tooLarge),
    }))
  }
}
