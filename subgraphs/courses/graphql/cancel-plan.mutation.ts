import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import type { TimetablePlan as DomainPlan } from "../domain/timetable-plan.ts"
import { cancelPlan } from "../use-cases/cancel-plan.ts"
import { TimetablePlan } from "./plan.type.ts"

@InputType({ description: "A plan whose work is to stop." })
class CancelPlanInput {
  @Field(() => ID, { description: "Which plan: `plan_…`" })
  plan!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The work at the plan stops.", simpleResolvers: true })
class PlanCancelled {
  @Field(() => TimetablePlan, { description: "As it stands." })
  plan!: DomainPlan | null
}

const CancelPlanResult = resultUnion("cancelPlan", PlanCancelled, [InvalidInput, InvalidState, NotAllowed], "What became of a plan that was to be cancelled.")

@Resolver()
export class CancelPlanMutation {
  @Mutation(() => CancelPlanResult, {
    nullable: true,
    description: "Stop the work at a plan that waits or is being worked at; for those who plan for its organisation.",
  })
  async cancelPlan(@Arg("input", () => CancelPlanInput, { description: "Which plan." }) input: CancelPlanInput, @Ctx() context: CoursesContext) {
    const result = await cancelPlan(context, { ...input, planId: input.plan })
    return answerOf(result.ok ? { ok: true, value: await context.plans.findById(result.value) } : result, "PlanCancelled", (plan) => ({ plan }))
  }
}
