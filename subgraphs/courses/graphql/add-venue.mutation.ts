import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as lesson from "../domain/lesson.ts"
import { addVenue } from "../use-cases/add-venue.ts"
import { VenueKind } from "./enums.ts"
import { Venue } from "./school.type.ts"
import { VenueSharingInput, WeeklyTimeInput } from "./venue.type.ts"

@InputType({ description: "A venue to enter." })
class AddVenueInput {
  @Field(() => ID, { description: "Whose: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Name of the room, with the house it is in; at most 64 characters." })
  name!: string

  @Field(() => VenueKind, { description: "What kind of place." })
  kind!: lesson.VenueKind

  @Field(() => Int, { description: "容量: how many people it holds, 1 to 20,000." })
  capacity!: number

  @Field(() => [String], { defaultValue: [], description: "设备: what it is equipped with, at most 12 words." })
  equipment!: string[]

  @Field(() => String, { nullable: true, description: "Where the house is, at most 200 characters." })
  address?: string | null

  @Field(() => [WeeklyTimeInput], { defaultValue: [], description: "开放时间: when it is open, at most 50; none where it is not known to close." })
  opening!: WeeklyTimeInput[]

  @Field(() => [VenueSharingInput], { defaultValue: [], description: "共用单位: with whom it is shared, at most 50." })
  sharing!: VenueSharingInput[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The venue is in the directory.", simpleResolvers: true })
class VenueAdded {
  @Field(() => Venue, { nullable: true, description: "As it stands now." })
  venue!: lesson.Venue | null
}

const AddVenueResult = resultUnion("addVenue", VenueAdded, [InvalidInput, NotAllowed], "What became of a venue to enter.")

@Resolver()
export class AddVenueMutation {
  @Mutation(() => AddVenueResult, { nullable: true, description: "登记场地: enter a venue, for those who plan there (coordinator, secretary, admin)." })
  async addVenue(@Arg("input", () => AddVenueInput, { description: "Whose, and what." }) input: AddVenueInput, @Ctx() context: CoursesContext) {
    const result = await addVenue(context, {
      ...input,
      organisationId: input.organisation,
      sharing: input.sharing.map(({ organisation, priority }) => ({ organisationId: organisation, priority })),
    })
    return answerOf(result, "VenueAdded", ({ venueId }) => ({ venue: () => context.loaders.venueById.load(venueId) }))
  }
}
