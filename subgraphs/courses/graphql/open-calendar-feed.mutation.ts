import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { CALENDARS_PATH } from "../../shared/calendar-door.ts"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import { openCalendarFeed } from "../use-cases/open-calendar-feed.ts"
import { feedOf } from "./calendar-feed.reference.ts"
import { CalendarFeed } from "./calendar-feed.type.ts"

@InputType({ description: "Whose calendar to open an address for." })
class OpenCalendarFeedInput {
  @Field(() => ID, { description: "`member_…` (oneself), `teacher_…`, `venue_…` or `school_…`" })
  subject!: string

  @Field(() => String, {
    nullable: true,
    description: "The same key again opens nothing twice and names the same feed; the address itself is shown only the first time.",
  })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The calendar has an address.", simpleResolvers: true })
class CalendarFeedOpened {
  @Field(() => CalendarFeed, { description: "The feed, to be revoked by its id." })
  feed!: CalendarFeed

  @Field(() => String, {
    nullable: true,
    description:
      "订阅地址: the path at this server, `/calendars/….ics`. Whoever has it reads the calendar; it is shown this once, and null in the answer to a repeat: then revoke the feed and open another.",
  })
  url!: string | null
}

const OpenCalendarFeedResult = resultUnion(
  "openCalendarFeed",
  CalendarFeedOpened,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a calendar feed to open.",
)

@Resolver()
export class OpenCalendarFeedMutation {
  @Mutation(() => OpenCalendarFeedResult, {
    nullable: true,
    description: "订阅日历: open an address for one's own calendar, or for that of a teacher, venue or school for which one plans.",
  })
  async openCalendarFeed(@Arg("input", () => OpenCalendarFeedInput, { description: "Whose." }) input: OpenCalendarFeedInput, @Ctx() context: CoursesContext) {
    return answerOf(await openCalendarFeed(context, input), "CalendarFeedOpened", ({ feed, secret }) => ({
      feed: feedOf(context, feed),
      url: secret && `${CALENDARS_PATH}/${secret}.ics`,
    }))
  }
}
