import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/hours-check.ts"
import { listReconciliations } from "../use-cases/list-reconciliations.ts"
import { Member, Organisation } from "./elsewhere.stubs.ts"
import { HoursFinding, HoursReconciliation, HoursReconciliationConnection } from "./hours-reconciliation.type.ts"
import { ReconcileHoursMutation } from "./reconcile-hours.mutation.ts"

@ArgsType()
class ReconciliationArgs extends PagingArgs {
  @Field(() => ID, { description: "Asked for of which organisation: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { nullable: true, description: "Only those of this calendar year." })
  year?: number | null
}

@Resolver()
export class HoursReconciliationQueries {
  @Query(() => HoursReconciliationConnection, {
    nullable: true,
    description: "学时对账: what reconciliations of an organisation's hours found, the latest first; null where the viewer may not read it.",
  })
  async reconciliations(
    @Args(() => ReconciliationArgs) args: ReconciliationArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<domain.HoursReconciliation> | null> {
    const page = await listReconciliations(context, args)
    return page && toConnection(page)
  }
}

@Resolver(() => HoursReconciliation)
export class HoursReconciliationResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Of whose subtree." })
  organisation(@Root() { organisationId }: domain.HoursReconciliation): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => [HoursFinding], { description: "The first differences, at most 100." })
  findings(@Root() { id }: domain.HoursReconciliation, @Ctx() { loaders }: AttendanceContext): Promise<domain.HoursDifference[]> {
    return loaders.hoursDifferencesById.load(id)
  }
}

@Resolver(() => HoursFinding)
export class HoursFindingResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Of which branch." })
  organisation(@Root() { organisationId }: domain.HoursDifference): Organisation | null {
    return organisationId === null ? null : { id: organisationId }
  }

  @FieldResolver(() => Member, { nullable: true, description: "Whose account; null of a tally, and where the viewer may not read the person." })
  member(@Root() { memberId }: domain.HoursDifference): Member | null {
    return memberId === null ? null : { id: memberId }
  }
}

/** Reconciliations: asked for, and read. */
export const HOURS_RECONCILIATION_RESOLVERS = [HoursReconciliationQueries, HoursReconciliationResolver, HoursFindingResolver, ReconcileHoursMutation] as const
