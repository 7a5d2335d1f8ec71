import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { lockPeriod } from "../use-cases/lock-period.ts"
import { Lesson } from "./elsewhere.stubs.ts"
import { PeriodLocked } from "./period-lock.type.ts"

@InputType({ description: "A month or a year to lock." })
class LockPeriodInput {
  @Field(() => ID, { description: "For which organisation, with everything below it: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "The calendar year." })
  year!: number

  @Field(() => Int, { nullable: true, description: "The month, 1 to 12; the whole year when left out." })
  month?: number | null

  @Field(() => String, { nullable: true, description: "Why, at most 2,000 characters." })
  reason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "Returned when sheets of the period are still open; nothing was locked.", simpleResolvers: true })
class SheetsStillOpen {
  @Field(() => String, { description: "How many they are." })
  message!: string

  @Field(() => [Lesson], { description: "Whose sheets, the earliest first; at most 100." })
  lessons!: Lesson[]
}

const LockPeriodResult = resultUnion("lockPeriod", PeriodLocked, [SheetsStillOpen, NotAllowed, InvalidInput], "What became of a period that was to be locked.")

@Resolver()
export class LockPeriodMutation {
  @Mutation(() => LockPeriodResult, {
    nullable: true,
    description:
      "锁定: lock a month or a year that is over, for an organisation and everything below it, once all its sheets are closed; for those who govern there. Nothing unlocks: later changes are corrections that are approved.",
  })
  async lockPeriod(
    @Arg("input", () => LockPeriodInput, { description: "Which period, and where." }) input: LockPeriodInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await lockPeriod(context, input), "PeriodLocked", ({ message, lockedAt }) => ({ message, lockedAt: new Date(lockedAt) }))
  }
}
