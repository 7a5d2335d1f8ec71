import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern, mayKeepBooks, mayRecord } from "../domain/attendance.policy.ts"
import type { AttendanceRow, Standing } from "../domain/attendance-row.ts"
import type * as correction from "../domain/correction.ts"
import type { RecordedAct } from "../domain/recorded-act.ts"
import type * as domain from "../domain/sheet.ts"
import type * as walkIn from "../domain/walk-in.ts"
import { listSheetActs } from "../use-cases/list-sheet-acts.ts"
import { listSheetChanges } from "../use-cases/list-sheet-changes.ts"
import { listSheetRows } from "../use-cases/list-sheet-rows.ts"
import { listWalkIns } from "../use-cases/list-walk-ins.ts"
import { readSheetFindings } from "../use-cases/read-sheet-findings.ts"
import { AttendanceConnection, AttendanceState } from "./attendance.type.ts"
import { AttendanceChangeConnection } from "./attendance-change.type.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { AttendanceSheet } from "./sheet.type.ts"
import { SheetAct, SheetActConnection, SheetFinding, SheetRowArgs, WalkIn, WalkInConnection } from "./sheet-part.type.ts"

@Resolver(() => AttendanceSheet)
export class AttendanceSheetResolver {
  @FieldResolver(() => Lesson, { nullable: true, description: "The lesson that it is of." })
  lesson(@Root() { lessonId }: domain.Sheet): Lesson {
    return { id: lessonId }
  }

  @FieldResolver(() => Int, { description: "列席: observers, who are outside every other count." })
  observers(@Root() { lessonId }: domain.Sheet, @Ctx() { loaders }: AttendanceContext): Promise<number> {
    return loaders.observersBySheet.load(lessonId)
  }

  @FieldResolver(() => AttendanceConnection, { description: "Everybody expected, and who is recorded without being: by branch, then by name." })
  async rows(
    @Root() { lessonId }: domain.Sheet,
    @Args(() => SheetRowArgs) paging: SheetRowArgs,
    @Arg("states", () => [AttendanceState], { nullable: true, description: "Only those who stand so; everybody when left out or empty." })
    states: Standing[] | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<AttendanceRow>> {
    return toConnection(await listSheetRows(context, { lessonId, states, ...paging }))
  }

  @FieldResolver(() => WalkInConnection, { description: "不在名单: who came without being on the list and waits for a decision, in the order of coming." })
  async walkIns(
    @Root() { lessonId }: domain.Sheet,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<walkIn.WalkIn>> {
    return toConnection(await listWalkIns(context, { lessonId, ...paging }))
  }

  @FieldResolver(() => AttendanceChangeConnection, { description: "变更: what was corrected, or recorded after the closing; newest first." })
  async changes(
    @Root() { lessonId }: domain.Sheet,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<correction.AttendanceChange>> {
    return toConnection(await listSheetChanges(context, { lessonId, ...paging }))
  }

  @FieldResolver(() => SheetActConnection, { description: "操作记录: what was done to it and about people at its lesson; newest first." })
  async acts(
    @Root() { lessonId }: domain.Sheet,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<RecordedAct>> {
    return toConnection(await listSheetActs(context, { lessonId, ...paging }))
  }

  @FieldResolver(() => [SheetFinding], { description: "问题: what an inspector would ask about; at most 50, one a rule." })
  findings(@Root() { lessonId }: domain.Sheet, @Ctx() context: AttendanceContext): Promise<SheetFinding[]> {
    return readSheetFindings(context, lessonId)
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may record people on it, and close it." })
  viewerCanRecord(@Root() { organisationPath }: domain.Sheet, @Ctx() { viewer }: AttendanceContext): boolean {
    return mayRecord(viewer, organisationPath)
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may approve it, once somebody else has closed it, and correct what was closed." })
  viewerCanKeepBooks(@Root() { organisationPath }: domain.Sheet, @Ctx() { viewer }: AttendanceContext): boolean {
    return mayKeepBooks(viewer, organisationPath)
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may open it again now." })
  viewerCanReopen(@Root() { organisationPath, state }: domain.Sheet, @Ctx() { viewer }: AttendanceContext): boolean {
    return state === "CLOSED" ? mayKeepBooks(viewer, organisationPath) : state === "APPROVED" && mayGovern(viewer, organisationPath)
  }
}

@Resolver(() => WalkIn)
export class WalkInResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who came; null where the viewer may not read the person." })
  member(@Root() { memberId }: walkIn.WalkIn): Member {
    return { id: memberId }
  }
}

@Resolver(() => SheetAct)
export class SheetActResolver {
  @FieldResolver(() => Member, { nullable: true, description: "About whom; null where it is about the sheet, or the viewer may not read the person." })
  member(@Root() { memberId }: RecordedAct): Member | null {
    return memberId === null ? null : { id: memberId }
  }
}
