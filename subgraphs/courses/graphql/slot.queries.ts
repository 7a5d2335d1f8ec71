import { Arg, Ctx, Field, ID, InputType, Int, Query, Resolver } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as audience from "../domain/audience.ts"
import type { PartOfDay as DomainPart } from "../domain/part-of-day.ts"
import type * as domain from "../domain/slot.ts"
import { suggestSlots } from "../use-cases/suggest-slots.ts"
import { AudienceInput } from "./audience.type.ts"
import { PartOfDay } from "./plan-words.type.ts"
import { SlotSuggestions } from "./slot.type.ts"

@InputType({ description: "For what lesson slots are wanted, and what is wished. Either a lesson to move, or an organiser and a length." })
class SuggestSlotsInput {
  @Field(() => ID, { nullable: true, description: "Who would hold it: `organisation_…`. Not needed with `lesson`." })
  organiser?: string | null

  @Field(() => ID, {
    nullable: true,
    description: "The lesson to move: `lesson_…`. Its periods, people and teachers go with it, and it does not stand in its own way.",
  })
  lesson?: string | null

  @Field(() => Int, { nullable: true, description: "How long it is, 1 to 720 (minutes). Not needed with `lesson`." })
  durationMinutes?: number | null

  @Field(() => DateTimeScalar, { description: "Look from here on; what lies in the past is left out." })
  from!: Date

  @Field(() => DateTimeScalar, { description: "Look up to here, at most 62 days after `from`." })
  to!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "The start that was wanted: near it is better, and why it will not do is said." })
  startsAt?: Date | null

  @Field(() => ID, { nullable: true, description: "The only venue to choose: `venue_…`. Left out: any that the organiser may use, at most 50 of them." })
  venue?: string | null

  @Field(() => [ID], { nullable: true, description: "The venues to choose from, at most 20: `venue_…`" })
  venues?: string[] | null

  @Field(() => Boolean, { nullable: true, description: "False for a lesson that needs no room, online or outdoors. True when left out." })
  needsVenue?: boolean | null

  @Field(() => [ID], { nullable: true, description: "The teachers, all of them needed, at most 20: `teacher_…`" })
  teachers?: string[] | null

  @Field(() => String, { nullable: true, description: "One teacher is needed who teaches this subject; used when `teachers` is left out." })
  subject?: string | null

  @Field(() => AudienceInput, { nullable: true, description: "Who would be expected; people for whom the viewer plans." })
  audience?: audience.Audience | null

  @Field(() => Int, { nullable: true, description: "How many would come (persons), where `audience` is left out." })
  expectedCount?: number | null

  @Field(() => [Int], { nullable: true, description: "Days of the week that are better, 1 Monday to 7 Sunday, at most 7." })
  preferredWeekdays?: number[] | null

  @Field(() => [PartOfDay], { nullable: true, description: "Parts of the day that are better, at most 3." })
  preferredParts?: DomainPart[] | null

  @Field(() => Int, { nullable: true, description: "Not before this hour of the day; 8 when left out." })
  earliestHour?: number | null

  @Field(() => Int, { nullable: true, description: "Over by this hour of the day; 20 when left out." })
  latestHour?: number | null

  @Field(() => Int, { nullable: true, defaultValue: 10, description: "How many proposals, 1 to 50." })
  first?: number | null
}

@Resolver()
export class SlotQueries {
  @Query(() => SlotSuggestions, {
    nullable: true,
    description:
      "排课建议: when, where and with whom a lesson could be, the best first, with reasons. For those who plan at the organiser; null for others. Lessons that stand are never moved.",
  })
  suggestSlots(
    @Arg("input", () => SuggestSlotsInput, { description: "What is wanted." }) input: SuggestSlotsInput,
    @Ctx() context: CoursesContext,
  ): Promise<domain.Slots | null> {
    return suggestSlots(context, input)
  }
}
