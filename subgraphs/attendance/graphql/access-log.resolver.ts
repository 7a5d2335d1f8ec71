import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { AccessEntry } from "../domain/access-note.ts"
import { listAccesses } from "../use-cases/list-accesses.ts"
import { AccessLogEntry, AccessLogEntryConnection } from "./access-log.type.ts"
import { Organisation } from "./elsewhere.stubs.ts"

@Resolver(() => AccessLogEntry)
export class AccessLogResolver {
  @FieldResolver(() => String, { description: "操作人: the name of the account." })
  by(@Root() { accountName }: AccessEntry): string {
    return accountName
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "对象范围: whose books; null for what was about none." })
  organisation(@Root() { organisationId }: AccessEntry): Organisation | null {
    return organisationId === null ? null : { id: organisationId }
  }

  @FieldResolver(() => Boolean, { description: "是否导出: whether it went out as a file." })
  isExport(@Root() { exportId }: AccessEntry): boolean {
    return exportId !== null
  }

  @Query(() => AccessLogEntryConnection, {
    nullable: true,
    description:
      "查询与导出日志 (R12): who pulled which report of an organisation and everything below it, the latest first. For auditors, secretaries and administrators; null for anyone else. Reading it is noted in it.",
  })
  async accessLog(
    @Arg("organisation", () => ID, { description: "Whose books: `organisation_…`" }) organisation: string,
    @Arg("from", () => DateTimeScalar, { description: "What was read from this moment on." }) from: Date,
    @Arg("to", () => DateTimeScalar, { description: "What was read before this moment." }) to: Date,
    @Arg("account", () => ID, { nullable: true, description: "Only what this account read: `account_…`" }) account: string | null,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<AccessEntry> | null> {
    const page = await listAccesses(context, { organisation, from, to, account: account ?? null, ...paging })
    return page && toConnection(page)
  }
}
