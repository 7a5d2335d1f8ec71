import { Field, ID, ObjectType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { Closure } from "../domain/venue.ts"

@ObjectType({ description: "不排课时间: a time that an organisation keeps free of lessons, with all below it.", simpleResolvers: true })
export class BlockedTime implements Closure {
  @Field(() => ID, { description: "`blocked_…`" })
  id!: string

  @Field(() => DateTimeScalar, { description: "From when on." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "Until when; lessons may begin at this instant." })
  endsAt!: Date

  @Field(() => String, { description: "Why: the election day, the day for dues." })
  reason!: string
}
