import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type { Closure } from "../domain/venue.ts"
import { addBlockedTime } from "../use-cases/add-blocked-time.ts"
import { BlockedTime } from "./blocked-time.type.ts"
import { LessonsHit, lessonsHit } from "./lessons-hit.type.ts"

@InputType({ description: "A time to keep free of lessons." })
class AddBlockedTimeInput {
  @Field(() => ID, { description: "Where, with all below it: `organisation_…`" })
  organisation!: string

  @Field(() => DateTimeScalar, { description: "From when on." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "Until when, at most 400 days later." })
  endsAt!: Date

  @Field(() => String, { description: "Why, at most 200 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The time is kept free: new lessons clash with it.", simpleResolvers: true })
class BlockedTimeAdded {
  @Field(() => BlockedTime, { description: "As it was recorded." })
  blockedTime!: Closure

  @Field(() => LessonsHit, { description: "Published lessons in that time." })
  lessons!: LessonsHit
}

const AddBlockedTimeResult = resultUnion("addBlockedTime", BlockedTimeAdded, [InvalidInput, NotAllowed], "What became of keeping a time free.")

@Resolver()
export class AddBlockedTimeMutation {
  @Mutation(() => AddBlockedTimeResult, {
    nullable: true,
    description: "设置不排课时间: keep a time free of lessons in an organisation and all below it, for those who plan there (coordinator, secretary, admin).",
  })
  async addBlockedTime(
    @Arg("input", () => AddBlockedTimeInput, { description: "Where, when, and why." }) input: AddBlockedTimeInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await addBlockedTime(context, { ...input, organisationId: input.organisation })
    return answerOf(result, "BlockedTimeAdded", ({ blocked, lessonIds }) => ({ blockedTime: blocked, lessons: () => lessonsHit(context, lessonIds) }))
  }
}
