import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/export.ts"

export const ReportFormat = { XLSX: "XLSX", CSV: "CSV", PDF: "PDF", ZIP: "ZIP", JSONL: "JSONL" } as const
registerEnumType(ReportFormat, {
  name: "ReportFormat",
  description: "文件格式: as what something is taken away; reports as one of the first three.",
  valuesConfig: {
    XLSX: { description: "Excel 工作簿 in the customary layout: title block, subtotals, signature line; opens in Excel and LibreOffice." },
    CSV: { description: "Separated values with a byte order mark and Windows line ends, safe from being taken for formulas." },
    PDF: { description: "打印件: for printing; of reports of at most 2,000 rows." },
    ZIP: { description: "压缩包: an archive of files: audit packages and OneRoster, and no report." },
    JSONL: { description: "One JSON text a line: statements of xAPI, and no report." },
  },
})

export const ExportContent = { REPORT: "REPORT", AUDIT_PACKAGE: "AUDIT_PACKAGE", XAPI: "XAPI", ONE_ROSTER: "ONE_ROSTER" } as const
registerEnumType(ExportContent, {
  name: "ExportContent",
  description: "导出内容: what is in an export's file.",
  valuesConfig: {
    REPORT: { description: "报表: the one that `report` names." },
    AUDIT_PACKAGE: { description: "审计包: reports with the ledger behind them and what proves it; the watermark's number stands in its `run.json`." },
    XAPI: {
      description: "学习记录: facts as statements of xAPI 1.0.3, which has no place for a watermark: its number stands in the file's name, and nowhere else.",
    },
    ONE_ROSTER: {
      description:
        "组织、人员与培训班: the CSV files of OneRoster 1.2, which have no place for a watermark: its number stands in the file's name, and nowhere else.",
    },
  },
})

export const ExportState = {
  WAITING: "WAITING",
  RUNNING: "RUNNING",
  READY: "READY",
  FAILED: "FAILED",
  CANCELLED: "CANCELLED",
  EXPIRED: "EXPIRED",
} as const
registerEnumType(ExportState, {
  name: "ExportState",
  description: "How far an export has come (导出状态).",
  valuesConfig: {
    WAITING: { description: "排队中: its turn has not come." },
    RUNNING: { description: "生成中: rows are read, or the file is written." },
    READY: { description: "可下载: the file can be fetched for a day." },
    FAILED: { description: "失败: `failure` says why; nothing was kept." },
    CANCELLED: { description: "已取消: by whoever asked; nothing was kept." },
    EXPIRED: { description: "已过期: a day is over and the file is gone." },
  },
})

@ObjectType({
  description: "导出: a report, or a year's books, that somebody takes away as a file; made by a job, fetched by who asked and nobody else.",
  simpleResolvers: true,
})
export class Export {
  @Field(() => ID, { description: "By which it is looked at and cancelled: `export_…`" })
  id!: string

  @Field(() => ReportFormat, { description: "As what kind of file." })
  format!: domain.ExportFormat

  @Field(() => ExportState, { description: "How far it has come." })
  state!: domain.ExportState

  @Field(() => Int, {
    description: "Rows that were read so far, subtotals included; of books also rows of the ledger, facts, or lines of rosters. Begun anew when the job is.",
  })
  rows!: number

  @Field(() => Int, {
    description: "How many rows there would be, as counted when it was asked for: near enough. Books are counted when the job begins: 0 until then.",
  })
  total!: number

  @Field(() => String, { description: "目的: why it was asked for; on every page, and in the log." })
  purpose!: string

  @Field(() => String, {
    description: "水印号: on every page of a report, in a package's `run.json`, in the name of other files; leads back to who took it, when and why.",
  })
  watermark!: string

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256 of the report, as its header has it: canonical header and rows; of a package that of its manifest, of other files that of their bytes. Null before it is ready.",
  })
  digest!: string | null

  @Field(() => String, { nullable: true, description: "SHA-256 of the file's bytes; null before it is ready." })
  sha256!: string | null

  @Field(() => String, { nullable: true, description: "文件名; null before it is ready." })
  fileName!: string | null

  @Field(() => Int, { nullable: true, description: "Length of the file in bytes; null before it is ready." })
  bytes!: number | null

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  requestedAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "When a job took it on; null before that." })
  startedAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it came to its end, whatever that was; null before that." })
  finishedAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "Until when the file can be fetched; null before it is ready." })
  expiresAt!: Date | null

  @Field(() => String, { nullable: true, description: "Why it failed, for people; null otherwise." })
  failure!: string | null

  kind!: domain.ExportKind
  accountName!: string
  accountId!: string
  organisationId!: string
  parameters!: domain.ExportParameters
}

export const ExportConnection = connectionOf("Export", () => Export, "exports")

@ObjectType({ description: "Returned when a report has more rows than the viewer's role, or the format, takes at once.", simpleResolvers: true })
export class TooManyRows {
  @Field(() => String, { description: "How many there are, and what to do instead." })
  message!: string

  @Field(() => Int, { description: "How many rows it has." })
  rows!: number

  @Field(() => Int, { description: "How many may be taken away at once." })
  limit!: number
}

@ObjectType({ description: "Returned when the viewer has as many exports under way as one may have.", simpleResolvers: true })
export class TooManyExports {
  @Field(() => String, { description: "What to do." })
  message!: string

  @Field(() => Int, { description: "How many may be under way at once." })
  limit!: number
}
