import { Field, ID, InputType, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/venue.ts"
import type { WrittenTime } from "../domain/weekly-time.ts"
import { Venue } from "./school.type.ts"

@ObjectType({ description: "开放时间: a time of the week at which a venue is open.", simpleResolvers: true })
export class VenueOpening implements WrittenTime {
  @Field(() => Int, { description: "1 Monday to 7 Sunday." })
  weekday!: number

  @Field(() => String, { description: "When it opens, HH:mm." })
  from!: string

  @Field(() => String, { description: "When it closes, HH:mm, up to 24:00." })
  to!: string
}

@ObjectType({ description: "停用: a time at which a venue cannot be used.", simpleResolvers: true })
export class VenueClosure implements domain.Closure {
  @Field(() => ID, { description: "`closure_…`" })
  id!: string

  @Field(() => DateTimeScalar, { description: "From when on." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "Until when; it can be used again at this instant." })
  endsAt!: Date

  @Field(() => String, { description: "Why: repairs, an election." })
  reason!: string
}

@ObjectType({ description: "共用单位: an organisation that uses a venue of another, with all below it.", simpleResolvers: true })
export class VenueSharing implements domain.VenueSharing {
  @Field(() => Int, { description: "优先级: 1 chooses first, 9 last." })
  priority!: number

  organisationId!: string
}

@InputType({ description: "A time of the week." })
export class WeeklyTimeInput implements WrittenTime {
  @Field(() => Int, { description: "1 Monday to 7 Sunday." })
  weekday!: number

  @Field(() => String, { description: "When it begins, HH:mm." })
  from!: string

  @Field(() => String, { description: "When it ends, HH:mm, up to 24:00; over midnight is written as two." })
  to!: string
}

@InputType({ description: "An organisation to share a venue with." })
export class VenueSharingInput {
  @Field(() => ID, { description: "`organisation_…`; those below it may use the venue, too." })
  organisation!: string

  @Field(() => Int, { description: "优先级: 1 chooses first, 9 last." })
  priority!: number
}

export const VenueConnection = connectionOf("Venue", () => Venue, "venues")
