import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type * as clash from "../domain/clash.ts"
import type { TimetablePlan as DomainPlan } from "../domain/timetable-plan.ts"
import { publishPlan } from "../use-cases/publish-plan.ts"
import { LessonWarning, ScheduleConflict } from "./clash.type.ts"
import { AffectedPeople } from "./lesson-scheduled.type.ts"
import { TimetablePlan } from "./plan.type.ts"

const MOST_WARNINGS = 200

@InputType({ description: "A plan whose drafts are to be published." })
class PublishPlanInput {
  @Field(() => ID, { description: "Which plan: `plan_…`" })
  plan!: string

  @Field(() => [Int], { nullable: true, description: "Numbers of lessons in the plan that stay drafts; at most 100." })
  except?: number[] | null

  @Field(() => String, { nullable: true, description: "Why it is done in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "Drafts of the plan are published.", simpleResolvers: true })
class PlanPublished {
  @Field(() => TimetablePlan, { description: "As it stands; each of its lessons leads to what became of it." })
  plan!: DomainPlan | null

  @Field(() => Int, { description: "How many lessons were published now, 100 at most." })
  publishedCount!: number

  @Field(() => Int, { description: "How many are drafts still; ask again for the next hundred." })
  draftCount!: number

  @Field(() => [LessonWarning], { description: "What should be known, with the number in the plan and the day; at most 200." })
  warnings!: clash.Warning[]

  @Field(() => AffectedPeople, { description: "Who was told, each counted once." })
  affected!: { members: number; teachers: number }
}

const PublishPlanResult = resultUnion(
  "publishPlan",
  PlanPublished,
  [ScheduleConflict, InvalidInput, InvalidState, NotAllowed],
  "What became of a plan whose drafts were to be published.",
)

@Resolver()
export class PublishPlanMutation {
  @Mutation(() => PublishPlanResult, {
    nullable: true,
    description: "发布排课方案: publish the drafts of a plan, a hundred at a time, all of these or none; for those who plan for its organisation.",
  })
  async publishPlan(@Arg("input", () => PublishPlanInput, { description: "Which, and how." }) input: PublishPlanInput, @Ctx() context: CoursesContext) {
    const result = await publishPlan(context, { ...input, planId: input.plan })
    if (!result.ok) return answerOf(result, "PlanPublished", () => ({}))
    const { planId, published, left, warnings, affected } = result.value
    const plan = await context.plans.findById(planId)
    const value = { plan, publishedCount: published, draftCount: left, warnings: warnings.slice(0, MOST_WARNINGS), affected }
    return answerOf({ ok: true, value }, "PlanPublished", (answer) => answer)
  }
}
