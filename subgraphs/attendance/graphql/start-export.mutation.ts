import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/export.ts"
import type { ReportKind as Kind } from "../domain/report.ts"
import { startExport } from "../use-cases/start-export.ts"
import { ComplianceDetail, type Detail } from "./compliance-report.type.ts"
import { Verdict } from "./enums.ts"
import { Export, ReportFormat, TooManyExports, TooManyRows } from "./export.type.ts"
import { ReportKind } from "./report-header.type.ts"

@InputType({ description: "A report that is asked for as a file: the same parameters as its query." })
class StartExportInput {
  @Field(() => ReportKind, { description: "Which report." })
  report!: Kind

  @Field(() => ReportFormat, { description: "As what kind of file: `XLSX`, `CSV` or `PDF`." })
  format!: domain.ExportFormat

  @Field(() => ID, { description: "Whose report: this organisation and everything below it: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { nullable: true, description: "The calendar year, for reports by year." })
  year?: number | null

  @Field(() => DateScalar, { nullable: true, description: "The first day, for reports by days; with `to`." })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: "The last day, for reports by days; with `from`." })
  to?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "截止时点: as the books stood at this moment, in the past; as they stand now when left out." })
  asOf?: Date | null

  @Field(() => ID, { nullable: true, description: "Of which lesson, for the sheet of one: `lesson_…`" })
  lesson?: string | null

  @Field(() => ID, { nullable: true, description: "Of whom, for the file of one person: `member_…`" })
  member?: string | null

  @Field(() => ID, { nullable: true, description: "Of which class, for its matrix: `class_…`" })
  class?: string | null

  @Field(() => Verdict, { nullable: true, description: "Only who stands so, for reports about hours." })
  verdict?: keyof typeof Verdict | null

  @Field(() => ComplianceDetail, { nullable: true, description: "明细到: how far down R02 goes, to what is right below when left out." })
  detail?: Detail | null

  @Field(() => String, { description: "目的: what it is for, on every page and in the log; 2 to 200 characters." })
  purpose!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The export is asked for; a job makes the file.", simpleResolvers: true })
class ExportStarted {
  @Field(() => Export, { nullable: true, description: "As it stands now: look again until it is ready." })
  export!: domain.Export | null
}

const StartExportResult = resultUnion(
  "startExport",
  ExportStarted,
  [TooManyRows, TooManyExports, InvalidInput, NotAllowed],
  "What became of a request for a report as a file.",
)

@Resolver()
export class StartExportMutation {
  @Mutation(() => StartExportResult, {
    nullable: true,
    description:
      "导出报表: ask for a report as a file, for a purpose; how much may be taken away at once depends on the role. Members may have their own file (个人学习档案).",
  })
  async startExport(
    @Arg("input", () => StartExportInput, { description: "Which report, of what, as what, and why." }) input: StartExportInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await startExport(context, input), "ExportStarted", ({ exportId }) => ({ export: () => context.exports.find(exportId) }))
  }
}
