import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql"
import { exportUrl } from "../../shared/export-door.ts"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import { type Export as Asked, isReport, progressOf } from "../domain/export.ts"
import { requireId } from "../../shared/typeid.ts"
import type { ReportKind as Kind } from "../domain/report.ts"
import { listExports } from "../use-cases/list-exports.ts"
import { traceWatermark } from "../use-cases/trace-watermark.ts"
import { Lesson, Member, Organisation } from "./elsewhere.stubs.ts"
import { Export, ExportConnection, ExportContent } from "./export.type.ts"
import { ReportKind } from "./report-header.type.ts"

@Resolver(() => Export)
export class ExportResolver {
  @FieldResolver(() => ExportContent, { description: "Whether it is a report, or which books." })
  content(@Root() { kind }: Asked): keyof typeof ExportContent {
    return isReport(kind) ? "REPORT" : kind
  }

  @FieldResolver(() => ReportKind, { nullable: true, description: "Which report; null where it is none." })
  report(@Root() { kind }: Asked): Kind | null {
    return isReport(kind) ? kind : null
  }

  @FieldResolver(() => [ReportKind], {
    description: "Which reports a package was asked for with, at most 15; none where it holds all that packages hold, and where it is no package.",
  })
  reports(@Root() { parameters }: Asked): readonly Kind[] {
    return parameters.reports ?? []
  }

  @FieldResolver(() => String, { description: "操作人: the name of who asked for it." })
  requestedBy(@Root() { accountName }: Asked): string {
    return accountName
  }

  @FieldResolver(() => Int, { description: "进度: per cent of the rows, 100 only when the file is there." })
  progress(@Root() asked: Asked): number {
    return progressOf(asked)
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Where the file is fetched, in this gateway, with the token of who asked for it: signed anew each time, good for five minutes. Null while there is no file, and for anybody else.",
  })
  url(@Root() { id, accountId, state, fileName, expiresAt }: Asked, @Ctx() { viewer, now, exportTickets }: AttendanceContext): string | null {
    if (state !== "READY" || fileName === null || expiresAt === null || expiresAt <= now() || accountId !== viewer.accountId) return null
    const ticket = exportTickets.sign(accountId, id, fileName)
    return ticket && exportUrl(ticket)
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "Whose report, or whose books." })
  organisation(@Root() { organisationId }: Asked): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => Int, { nullable: true, description: "The calendar year, where it was asked for by year." })
  year(@Root() { parameters }: Asked): number | null {
    return parameters.year
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: "The first day, where it was asked for by days." })
  fromOn(@Root() { parameters }: Asked): string | null {
    return parameters.from
  }

  @FieldResolver(() => DateScalar, { nullable: true, description: "The last day, where it was asked for by days." })
  toOn(@Root() { parameters }: Asked): string | null {
    return parameters.to
  }

  @FieldResolver(() => DateTimeScalar, { description: "截止时点: as the books stood then; when it was asked for, where nothing else was said." })
  asOf(@Root() { parameters }: Asked): Date {
    return parameters.asOf
  }

  @FieldResolver(() => Lesson, { nullable: true, description: "Of which lesson, where it was asked for by one." })
  lesson(@Root() { parameters }: Asked): Lesson | null {
    return parameters.lessonId === null ? null : { id: parameters.lessonId }
  }

  @FieldResolver(() => Member, { nullable: true, description: "Of whom, where it was asked for by person." })
  member(@Root() { parameters }: Asked): Member | null {
    return parameters.memberId === null ? null : { id: parameters.memberId }
  }
}

@Resolver()
export class ExportQueries {
  @Query(() => Export, { nullable: true, description: "One of the viewer's own exports; null for anybody else's." })
  export(@Arg("id", () => ID, { description: "Which: `export_…`" }) id: string, @Ctx() { exports }: AttendanceContext): Promise<Asked | null> {
    return exports.find(requireId("id", id, "export"))
  }

  @Query(() => ExportConnection, { nullable: true, description: "我的导出: the viewer's own exports, the latest first." })
  async exports(@Args(() => PagingArgs) paging: PagingArgs, @Ctx() context: AttendanceContext): Promise<ConnectionValue<Asked>> {
    return toConnection(await listExports(context, paging))
  }

  @Query(() => Export, {
    nullable: true,
    description:
      "水印溯源: whose export a watermark is on, when it was taken and why. For auditors and administrators of the organisation; null for anyone else, and for a number that is on none.",
  })
  watermark(
    @Arg("number", () => String, { description: "As it stands on the page: `WM-7F21…`; small letters will do." }) number: string,
    @Ctx() context: AttendanceContext,
  ): Promise<Asked | null> {
    return traceWatermark(context, number)
  }
}
