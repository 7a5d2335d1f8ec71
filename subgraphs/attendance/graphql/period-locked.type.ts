import { Field, ObjectType } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/period-locked.ts"

@ObjectType({
  description: "Returned when the days are locked (锁定): what is recorded of them changes only by the word of whoever governs where they were locked.",
  simpleResolvers: true,
})
export class PeriodLocked implements Omit<domain.PeriodLocked, "kind"> {
  @Field(() => String, { description: "Which days are locked, by whom, and who can still change them." })
  message!: string

  @Field(() => DateTimeScalar, { description: "Since when." })
  lockedAt!: Date
}
