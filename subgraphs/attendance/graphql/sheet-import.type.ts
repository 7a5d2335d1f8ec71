import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { RowProblem } from "../../shared/graphql/import.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as tables from "../../shared/tables/row-problem.ts"
import type * as domain from "../domain/sheet-import.ts"
import { AttendanceState } from "./attendance.type.ts"

export const RowOutcome = { OK: "OK", WARNING: "WARNING", ERROR: "ERROR" } as const satisfies Record<domain.RowOutcome, domain.RowOutcome>

registerEnumType(RowOutcome, {
  name: "RowOutcome",
  description: "What becomes of a row of a sign-in sheet.",
  valuesConfig: {
    OK: { description: "通过: it is recorded as it stands." },
    WARNING: { description: "提示: it is recorded, as far as it says anything, and should be looked at." },
    ERROR: { description: "错误: it is left out until it is corrected." },
  },
})

@ObjectType({ description: "签到表导入的一行: one person's row of a file, with whom it means and what it says.", simpleResolvers: true })
export class SheetImportRow implements Omit<domain.PlannedSignIn, "arrivedAt" | "leftAt"> {
  @Field(() => Int, { description: "The line of a text, or the row of a sheet, counted from 1 with everything above the headings." })
  line!: number

  @Field(() => Int, { description: "栏: which of the people in that row, from 1." })
  column!: number

  @Field(() => Int, { nullable: true, description: "序号: the number that stands beside the name; the line that the ledger names." })
  number!: number | null

  @Field(() => RowOutcome, { description: "What becomes of it." })
  outcome!: domain.RowOutcome

  @Field(() => String, { description: "The name as it is written, without padding." })
  writtenName!: string

  @Field(() => AttendanceState, { nullable: true, description: "What is recorded of the person; null where the row says nothing or is left out." })
  says!: domain.PlannedSignIn["says"]

  @Field(() => String, { nullable: true, description: "备注, with what of it was written in place of a signature." })
  remark!: string | null

  @Field(() => [RowProblem], { description: "What is wrong or to be looked at; at most 20." })
  problems!: tables.RowProblem[]

  memberId!: string | null
  isListed!: boolean
}

export const SheetImportRowConnection = connectionOf("SheetImportRow", () => SheetImportRow, "rows of a sign-in sheet")

@ObjectType({
  description: "签到表导入预览: what committing the file of a sign-in sheet would record, row by row. Kept for a day, for the account that made it.",
  simpleResolvers: true,
})
export class SheetImport implements Omit<domain.SheetImport, "lessonId" | "fileId" | "errorFileId"> {
  @Field(() => ID, { description: "`sheetimport_…`, for `commitSheetImport`." })
  id!: string

  @Field(() => String, { description: "The file's own name." })
  fileName!: string

  @Field(() => String, {
    description: "How the text was encoded: UTF-8, UTF-8-BOM, GB18030, UTF-16LE, UTF-16BE; or XLSX. Look at the names when it is GB18030.",
  })
  encoding!: string

  @Field(() => Int, { description: "People below the headings, two a row where there are two columns of them; numbered blanks and totals are not counted." })
  rowsRead!: number

  @Field(() => Int, { description: "Rows that are recorded as they stand." })
  ok!: number

  @Field(() => Int, { description: "Rows that are recorded and should be looked at." })
  warnings!: number

  @Field(() => Int, { description: "Rows that are left out." })
  errors!: number

  @Field(() => [RowProblem], {
    description: "About the sheet as a whole: of another lesson or day, which keeps all of it out; counts that do not add up; at most 20.",
  })
  problems!: tables.RowProblem[]

  @Field(() => DateTimeScalar, { description: "Until when it can be committed and looked at." })
  expiresAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was committed; null while it was not." })
  committedAt!: Date | null
}
