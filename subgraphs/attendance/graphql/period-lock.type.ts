import { Field, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/period.ts"

@ObjectType({ description: "锁定: Returned when days are locked: what is recorded of them changes by an approved correction only.", simpleResolvers: true })
export class PeriodLocked implements Omit<domain.PeriodLocked, "kind"> {
  @Field(() => String, { description: "Which days are locked, and what can be done." })
  message!: string

  @Field(() => DateTimeScalar, { description: "Since when." })
  lockedAt!: Date
}

@ObjectType({ description: "锁定期: a month or a year that is locked, in a subtree.", simpleResolvers: true })
export class PeriodLock {
  @Field(() => Int, { description: "The calendar year." })
  year!: number

  @Field(() => Int, { nullable: true, description: "The month, 1 to 12; null for the whole year." })
  month!: number | null

  @Field(() => DateScalar, { description: "The first day that is locked." })
  fromOn!: string

  @Field(() => DateScalar, { description: "The last day that is locked." })
  untilOn!: string

  @Field(() => DateTimeScalar, { description: "When it was locked." })
  lockedAt!: Date

  @Field(() => String, { description: "Who locked it." })
  lockedBy!: string

  @Field(() => String, { nullable: true, description: "Why, where somebody said." })
  reason!: string | null

  organisationId!: string
}

export const PeriodLockConnection = connectionOf("PeriodLock", () => PeriodLock, "locked periods")
