import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import { listMemberAttendance } from "../use-cases/list-member-attendance.ts"
import { AttendanceConnection } from "./attendance.type.ts"
import { Member } from "./elsewhere.stubs.ts"

@Resolver(() => Member)
export class MemberAttendanceResolver {
  @FieldResolver(() => AttendanceConnection, {
    nullable: true,
    description: "考勤: how the person stood at each lesson of a year whose sheet was opened, newest first; null where the viewer may not read it.",
  })
  async attendance(
    @Root() { id }: Member,
    @Arg("year", () => Int, { nullable: true, description: "Calendar year, 2000 to the next; this one when left out." }) year: number | null,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<AttendanceRow> | null> {
    const page = await listMemberAttendance(context, { memberId: id, year, ...paging })
    return page && toConnection(page)
  }
}
