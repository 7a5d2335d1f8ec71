import { Field, Int, ObjectType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/slot.ts"
import { Teacher, Venue } from "./school.type.ts"

@ObjectType({ description: "A proposal for a lesson: a time at which a venue, the teachers and the people are free.", simpleResolvers: true })
export class Slot implements domain.Slot {
  @Field(() => DateTimeScalar, { description: "When it would begin." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "When it would end; of several periods, the last." })
  endsAt!: Date

  @Field(() => Venue, { nullable: true, description: "Where; null when no room is needed." })
  venue!: domain.Slot["venue"]

  @Field(() => [Teacher], { description: "Who would teach, a few; empty when none was asked for." })
  teachers!: domain.Slot["teachers"]

  @Field(() => Int, { description: "How good it is, 0 to 100 (points). Compare within one answer only." })
  score!: number

  @Field(() => [String], { description: "What speaks for it and against it, a dozen sentences at most, with the names of rooms and people." })
  reasons!: string[]
}

@ObjectType({ description: "A start that will not do.", simpleResolvers: true })
export class RejectedSlot implements domain.RejectedSlot {
  @Field(() => DateTimeScalar, { description: "The start: the one that was asked, or one near it." })
  startsAt!: Date

  @Field(() => String, { description: "Why, for people: a room that is taken, a teacher who is away, a holiday, people who have another lesson." })
  reason!: string
}

@ObjectType({ description: "What was found for a lesson.", simpleResolvers: true })
export class SlotSuggestions implements domain.Slots {
  @Field(() => [Slot], { description: "The best first, at most 50." })
  slots!: domain.Slot[]

  @Field(() => [RejectedSlot], { description: "Why the asked start will not do, then those nearest to it; each reason once a day, at most 20." })
  rejected!: domain.RejectedSlot[]
}
