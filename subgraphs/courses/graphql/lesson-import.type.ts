import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { ImportRow } from "../../shared/graphql/import.type.ts"
import type * as domain from "../domain/lesson-import.ts"
import type * as useCases from "../use-cases/write-planned-lessons.ts"

export const LessonImportKind = { LESSON_PLAN: "LESSON_PLAN", TEACHERS: "TEACHERS", VENUES: "VENUES" } as const
registerEnumType(LessonImportKind, {
  name: "LessonImportKind",
  description: "What a file for courses holds (导入类别).",
  valuesConfig: {
    LESSON_PLAN: { description: "课程安排表、教学计划: lessons, one a row." },
    TEACHERS: { description: "师资库: teachers that the organisation keeps. Ways to reach them are not kept." },
    VENUES: { description: "场地表: venues that the organisation keeps." },
  },
})

@ObjectType({
  description: "课程导入预览: what committing a file would do, row by row, with what each lesson would clash. Kept for a day, for the account that made it.",
  simpleResolvers: true,
})
export class LessonImportPreview implements Omit<domain.LessonImportPreview, "organisationId" | "errorFileId"> {
  @Field(() => ID, { description: "`plannedimport_…`, for `commitLessonImport`." })
  id!: string

  @Field(() => LessonImportKind, { description: "As what the file was read." })
  kind!: domain.LessonImportKind

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

  @Field(() => Int, { description: "Rows that change what is in the books; of lessons, drafts alone." })
  toUpdate!: number

  @Field(() => Int, { description: "Rows that say what the books say." })
  unchanged!: number

  @Field(() => Int, { description: "Rows that are taken but should be looked at: what clashes, a place that is no venue, another number of people." })
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

@ObjectType({
  description: "Returned when lessons of a plan were to be published and clash with something, and no reason was given; nothing was done.",
  simpleResolvers: true,
})
export class ImportClash implements Omit<useCases.ImportClash, "kind"> {
  @Field(() => String, { description: "How many clash and what to do." })
  message!: string

  @Field(() => [ImportRow], { description: "The rows that clash, with what; at most 100." })
  rows!: ImportRow[]
}
