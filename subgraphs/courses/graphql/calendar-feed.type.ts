import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/calendar-feed.ts"
import { Member } from "./elsewhere.stubs.ts"
import { PartySchool, Teacher, Venue } from "./school.type.ts"

export const FeedKind = { MEMBER: "MEMBER", TEACHER: "TEACHER", VENUE: "VENUE", SCHOOL: "SCHOOL" } as const

registerEnumType(FeedKind, {
  name: "FeedKind",
  description: "Whose lessons a calendar shows (日历类别).",
  valuesConfig: {
    MEMBER: { description: "个人: lessons where the member is expected." },
    TEACHER: { description: "教师: lessons that the teacher gives." },
    VENUE: { description: "场地: lessons held there, or followed there over the network." },
    SCHOOL: { description: "党校: lessons that the school gives." },
  },
})

@ObjectType({
  description: "日历订阅: an address under which a calendar program reads lessons without signing in. It has the rights that its account has at each fetch.",
  simpleResolvers: true,
})
export class CalendarFeed {
  @Field(() => ID, { description: "`feed_…`" })
  id!: string

  @Field(() => FeedKind, { description: "Whose lessons." })
  kind!: domain.FeedKind

  @Field(() => Member, { nullable: true, description: "The member whose own it is; null for other kinds." })
  member!: Member | null

  @Field(() => Teacher, { nullable: true, description: "The teacher; null for other kinds." })
  teacher!: (() => Promise<Teacher | null>) | null

  @Field(() => Venue, { nullable: true, description: "The venue; null for other kinds." })
  venue!: (() => Promise<Venue | null>) | null

  @Field(() => PartySchool, { nullable: true, description: "The school; null for other kinds." })
  school!: (() => Promise<PartySchool | null>) | null

  @Field(() => DateTimeScalar, { description: "When it was opened." })
  createdAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "When a program last read it; null when none has. One that nobody reads can be revoked." })
  lastFetchedAt!: Date | null
}
