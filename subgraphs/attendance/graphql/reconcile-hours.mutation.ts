import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/hours-check.ts"
import { reconcileHours } from "../use-cases/reconcile-hours.ts"
import { HoursReconciliation } from "./hours-reconciliation.type.ts"

@InputType({ description: "Whose hours of which year to reconcile." })
class ReconcileHoursInput {
  @Field(() => ID, { description: "Of the people in this subtree: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "The calendar year, from 2000 to this one." })
  year!: number

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "A reconciliation was asked for; it is worked off within seconds, and says itself when it is done.", simpleResolvers: true })
class HoursToReconcile {
  @Field(() => HoursReconciliation, { description: "What it found is read by `reconciliations`." })
  reconciliation!: domain.HoursReconciliation
}

const ReconcileHoursResult = resultUnion("reconcileHours", HoursToReconcile, [InvalidInput, NotAllowed], "What became of hours to be reconciled.")

@Resolver()
export class ReconcileHoursMutation {
  @Mutation(() => ReconcileHoursResult, {
    nullable: true,
    description: "学时对账: have tallies compared with accounts, and accounts with the ledger; for secretaries and administrators of the organisation.",
  })
  async reconcileHours(
    @Arg("input", () => ReconcileHoursInput, { description: "Which people, which year." }) input: ReconcileHoursInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await reconcileHours(context, input), "HoursToReconcile", (asked) => ({
      reconciliation: { ...asked, askedAt: new Date(asked.askedAt) },
    }))
  }
}
