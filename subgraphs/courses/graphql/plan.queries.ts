import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/timetable-plan.ts"
import { listPlans } from "../use-cases/list-plans.ts"
import { TimetablePlan, TimetablePlanConnection } from "./plan.type.ts"

@Resolver()
export class PlanQueries {
  @Query(() => TimetablePlan, { nullable: true, description: "One plan; null when it does not exist for the viewer." })
  plan(@Arg("id", () => ID, { description: "`plan_…`" }) id: string, @Ctx() { plans }: CoursesContext): Promise<domain.TimetablePlan | null> {
    return plans.findById(requireId("id", id, "plan"))
  }

  @Query(() => TimetablePlanConnection, {
    nullable: true,
    description: "The plans of an organisation and of all below it, the latest first; null where the viewer may not read it.",
  })
  async plans(
    @Arg("organisation", () => ID, { description: "Whose plans, with those below: `organisation_…`" }) organisation: string,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<domain.TimetablePlan> | null> {
    const page = await listPlans(context, { organisationId: organisation, ...paging })
    return page && toConnection(page)
  }
}
