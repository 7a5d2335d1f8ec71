import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import type * as tables from "../../shared/tables/row-problem.ts"
import type * as domain from "../domain/import.ts"

export const ImportKind = { MEMBER_ROSTER: "MEMBER_ROSTER", TRANSFER_REGISTER: "TRANSFER_REGISTER" } as const
registerEnumType(ImportKind, {
  name: "ImportKind",
  description: "What a file that is imported holds (导入类别).",
  valuesConfig: {
    MEMBER_ROSTER: { description: "党员花名册: a roster of members and of people on the way to membership." },
    TRANSFER_REGISTER: { description: "组织关系转接登记: a register of transfer letters." },
  },
})

export const RowFate = { CREATE: "CREATE", UPDATE: "UPDATE", UNCHANGED: "UNCHANGED", ERROR: "ERROR" } as const
registerEnumType(RowFate, {
  name: "RowFate",
  description: "What committing an import does for a row of its file.",
  valuesConfig: {
    CREATE: { description: "新增: something new is entered." },
    UPDATE: { description: "更新: what is in the books is completed or corrected." },
    UNCHANGED: { description: "无变化: the books say the same already." },
    ERROR: { description: "错误: the row is left out until it is corrected." },
  },
})

export const Severity = { ERROR: "ERROR", WARNING: "WARNING" } as const
registerEnumType(Severity, {
  name: "Severity",
  description: "How much a problem matters.",
  valuesConfig: {
    ERROR: { description: "Keeps its row out." },
    WARNING: { description: "To be looked at; the row is taken." },
  },
})

@ObjectType({ description: "What is to be said of one cell of a row.", simpleResolvers: true })
export class RowProblem implements tables.RowProblem {
  @Field(() => String, { description: "The column by its heading, as the file has it; empty when the whole row is meant." })
  column!: string

  @Field(() => String, { description: "The problem for programs: `WRONG_CHECK_DIGIT`, `AMBIGUOUS_BRANCH` …" })
  code!: string

  @Field(() => String, { description: "What is wrong and what to do, for people." })
  message!: string

  @Field(() => Severity, { description: "Whether the row is kept out by it." })
  severity!: tables.Severity

  @Field(() => [String], { description: "Branches or namesakes that could be meant, to choose from; at most 8." })
  candidates!: string[]
}

@ObjectType({ description: "One row of a file that is to be imported, with what becomes of it.", simpleResolvers: true })
export class ImportRow implements domain.ImportRow {
  @Field(() => Int, { description: "The line of a text, or the row of a sheet, counted from 1 with everything above the headings." })
  line!: number

  @Field(() => RowFate, { description: "What committing does for it." })
  fate!: tables.RowFate

  @Field(() => [RowProblem], { description: "What is wrong or to be looked at; at most 20." })
  problems!: tables.RowProblem[]
}

export const ImportRowConnection = connectionOf("ImportRow", () => ImportRow, "rows of an import")

@ObjectType({ description: "导入预览: what committing a file would do, row by row. Kept for a day, for the account that made it.", simpleResolvers: true })
export class ImportPreview implements Omit<domain.ImportPreview, "organisationId" | "fileHash" | "errorFileId" | "createdAt"> {
  @Field(() => ID, { description: "`import_…`, for `commitImport`." })
  id!: string

  @Field(() => ImportKind, { description: "As what the file was read." })
  kind!: domain.ImportKind

  @Field(() => String, { description: "The file's own name." })
  fileName!: string

  @Field(() => String, {
    description: "How the text was encoded: UTF-8, UTF-8-BOM, GB18030, UTF-16LE, UTF-16BE; or XLSX. Look at the names when it is GB18030.",
  })
  encoding!: string

  @Field(() => Int, { description: "Rows below the headings; blank ones, totals and what is signed at the foot are skipped and not counted." })
  rowsRead!: number

  @Field(() => Int, { description: "Rows that enter something new." })
  toCreate!: number

  @Field(() => Int, { description: "Rows that complete or correct what is in the books." })
  toUpdate!: number

  @Field(() => Int, { description: "Rows that say what the books say." })
  unchanged!: number

  @Field(() => Int, { description: "Rows that are taken but should be looked at." })
  warnings!: number

  @Field(() => Int, { description: "Rows that are left out." })
  errors!: number

  @Field(() => [String], { description: "Headings of columns that are not read; at most 100." })
  ignoredColumns!: string[]

  @Field(() => Date, { description: "Until when it can be committed and looked at." })
  expiresAt!: Date

  @Field(() => Date, { nullable: true, description: "When it was committed; null while it was not." })
  committedAt!: Date | null
}
