import { Field, Float, ObjectType } from "type-graphql"
import type * as domain from "../domain/replay.ts"
import type { YearAccount } from "../domain/year-account.ts"
import { AnnualHours } from "./hours.type.ts"

@ObjectType({ description: "Where the account that is kept and the one reckoned now are not alike.", simpleResolvers: true })
export class HoursDifference implements domain.Difference {
  @Field(() => String, { description: "Which field of the account." })
  field!: string

  @Field(() => String, { description: "What is kept, as text." })
  stored!: string

  @Field(() => String, { description: "What comes out of the facts now, as text." })
  recomputed!: string
}

@ObjectType({ description: "学时复核: a year reckoned again from the facts, under the rule set that judged it; nothing was written.", simpleResolvers: true })
export class HoursReplay {
  @Field(() => Boolean, { description: "Whether all is as it is kept." })
  matches!: boolean

  @Field(() => AnnualHours, { description: "What is kept." })
  stored!: YearAccount

  @Field(() => Float, { nullable: true, description: "计入学时 as reckoned now; null when nothing comes out of the facts." })
  recomputed!: number | null

  @Field(() => [HoursDifference], { description: "Fields that are not alike, at most 11." })
  differences!: domain.Difference[]
}
