import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { MakeUp, MakeUpState as State } from "../domain/make-up.ts"
import { listMakeUps } from "../use-cases/list-make-ups.ts"
import { type LeaveClosure as Closure, readLeaveClosure } from "../use-cases/read-leave-closure.ts"
import { LeaveClosure } from "./leave-closure.type.ts"
import { MakeUpConnection, MakeUpState } from "./make-up.type.ts"

@Resolver()
export class MakeUpQueries {
  @Query(() => MakeUpConnection, {
    nullable: true,
    description: "补课清单: what the people of a subtree have to make up or had, what is due first; with `state: OVERDUE`, the list of those to be chased.",
  })
  async makeUps(
    @Arg("organisation", () => ID, { description: "Whose people: `organisation_…`, everything below it included." }) organisation: string,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => MakeUpState, { nullable: true, description: "Only those that stand so today; left out, all." }) state: State | null,
    @Arg("dueBefore", () => DateScalar, { nullable: true, description: "Only those that are due before this day." }) dueBefore: string | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<MakeUp> | null> {
    const page = await listMakeUps(context, { organisation, state: state ?? null, dueBefore: dueBefore ?? null, ...paging })
    return page && toConnection(page)
  }

  @Query(() => LeaveClosure, {
    nullable: true,
    description: "请假与补课闭环表 (R05): the absences of some days in a subtree, and what became of them.",
  })
  leaveClosure(
    @Arg("organisation", () => ID, { description: "Whose people: `organisation_…`, everything below it included." }) organisation: string,
    @Arg("from", () => DateScalar, { description: "The first day of the lessons." }) from: string,
    @Arg("to", () => DateScalar, { description: "The last day of the lessons; at most two years after the first." }) to: string,
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment; as they stand when left out." })
    asOf: Date | null | undefined,
    @Arg("purpose", () => String, { nullable: true, description: "目的: why it is asked for, printed in the header; at most 200 characters." })
    purpose: string | null | undefined,
    @Ctx() context: AttendanceContext,
  ): Promise<Closure | null> {
    return readLeaveClosure(context, { organisation, from, to, asOf: asOf ?? null, purpose: purpose ?? null })
  }
}
