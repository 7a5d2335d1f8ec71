import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type { TimetablePlan as DomainPlan } from "../domain/timetable-plan.ts"
import { type Applied, applyPlan } from "../use-cases/apply-plan.ts"
import { TimetablePlan } from "./plan.type.ts"

@InputType({ description: "A plan whose lessons are to become drafts." })
class ApplyPlanInput {
  @Field(() => ID, { description: "Which plan: `plan_…`" })
  plan!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "What should be known of a lesson before it is published.", simpleResolvers: true })
class PlanWarning {
  @Field(() => Int, { description: "The lesson's number in the plan." })
  number!: number

  @Field(() => String, { description: "For programs, as the warnings of any lesson; LEFT_OUT when it did not become a draft." })
  code!: string

  @Field(() => String, { description: "For people." })
  message!: string
}

@ObjectType({ description: "The lessons of the plan are in the timetable, as drafts.", simpleResolvers: true })
class PlanApplied {
  @Field(() => TimetablePlan, { description: "As it stands; each of its lessons leads to its draft." })
  plan!: DomainPlan | null

  @Field(() => Int, { description: "How many drafts were made." })
  draftCount!: number

  @Field(() => [PlanWarning], { description: "What has come in their way since, the first 100." })
  warnings!: Applied["warnings"]
}

const ApplyPlanResult = resultUnion("applyPlan", PlanApplied, [InvalidInput, InvalidState, NotAllowed], "What became of a plan that was to be applied.")

@Resolver()
export class ApplyPlanMutation {
  @Mutation(() => ApplyPlanResult, { nullable: true, description: "Make the placed lessons of a plan drafts, once; for those who plan for its organisation." })
  async applyPlan(@Arg("input", () => ApplyPlanInput, { description: "Which plan." }) input: ApplyPlanInput, @Ctx() context: CoursesContext) {
    const result = await applyPlan(context, { ...input, planId: input.plan })
    if (!result.ok) return answerOf(result, "PlanApplied", () => ({}))
    const { planId, lessons, warnings } = result.value
    const plan = await context.plans.findById(planId)
    return answerOf({ ok: true, value: { plan, draftCount: lessons, warnings } }, "PlanApplied", (value) => value)
  }
}
