import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/correction.ts"
import type * as period from "../domain/period.ts"
import { listAttendanceChanges } from "../use-cases/list-attendance-changes.ts"
import { listCorrections } from "../use-cases/list-corrections.ts"
import { listPeriodLocks } from "../use-cases/list-period-locks.ts"
import { AttendanceChangeConnection } from "./attendance-change.type.ts"
import { CorrectionRequestConnection, CorrectionState } from "./correction.type.ts"
import { PeriodLockConnection } from "./period-lock.type.ts"

@Resolver()
export class CorrectionQueries {
  @Query(() => AttendanceChangeConnection, {
    nullable: true,
    description:
      "考勤变更/补录日志: what was changed at the lessons of an organisation and everything below it, newest first; null where the viewer may not read it.",
  })
  async attendanceChanges(
    @Arg("organisation", () => ID, { description: "Whose lessons, with everything below: `organisation_…`" }) organisation: string,
    @Arg("from", () => DateTimeScalar, { description: "Changes from this instant on." }) from: Date,
    @Arg("to", () => DateTimeScalar, { description: "Changes before this instant." }) to: Date,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<domain.AttendanceChange> | null> {
    const page = await listAttendanceChanges(context, { organisation, from, to, ...paging })
    return page && toConnection(page)
  }

  @Query(() => CorrectionRequestConnection, {
    nullable: true,
    description: "更正申请: corrections that were asked for at the lessons of an organisation and everything below it, the longest waiting first.",
  })
  async correctionRequests(
    @Arg("organisation", () => ID, { description: "Whose lessons, with everything below: `organisation_…`" }) organisation: string,
    @Arg("state", () => CorrectionState, { nullable: true, description: "Only those that stand so." }) state: domain.CorrectionState | null,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<domain.Correction> | null> {
    const page = await listCorrections(context, { organisation, state, ...paging })
    return page && toConnection(page)
  }

  @Query(() => PeriodLockConnection, {
    nullable: true,
    description: "锁定期: the locks that bear on an organisation: its own, those over it and those below it; newest days first.",
  })
  async periodLocks(
    @Arg("organisation", () => ID, { description: "On which organisation: `organisation_…`" }) organisation: string,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<period.PeriodLock> | null> {
    const page = await listPeriodLocks(context, { organisation, ...paging })
    return page && toConnection(page)
  }
}
