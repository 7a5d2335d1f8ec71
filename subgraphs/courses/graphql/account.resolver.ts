import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import { CalendarFeed } from "./calendar-feed.type.ts"
import { feedOf } from "./calendar-feed.reference.ts"
import { Account } from "./account.stub.ts"

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => [CalendarFeed], {
    nullable: true,
    description: "日历订阅: the viewer's own calendar feeds that are open, the newest first; at most 20.",
  })
  async calendarFeeds(@Root() { id }: Account, @Ctx() context: CoursesContext): Promise<object[] | null> {
    if (id !== context.viewer.accountId) return null
    return (await context.feeds.findOpen(id)).map((feed) => feedOf(context, feed))
  }
}
