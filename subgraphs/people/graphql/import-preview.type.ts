import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
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
