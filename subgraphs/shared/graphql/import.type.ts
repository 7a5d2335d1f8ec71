import { Directive, Field, Int, ObjectType, registerEnumType } from "type-graphql"
import type * as tables from "../tables/row-problem.ts"
import { connectionOf } from "./connection.type.ts"

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

@Directive("@shareable")
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

  @Field(() => [String], { description: "Things of the books that could be meant, to choose from; at most 8." })
  candidates!: string[]
}

@Directive("@shareable")
@ObjectType({ description: "One row of a file that is to be imported, with what becomes of it.", simpleResolvers: true })
export class ImportRow implements tables.ImportedRow {
  @Field(() => Int, { description: "The line of a text, or the row of a sheet, counted from 1 with everything above the headings." })
  line!: number

  @Field(() => RowFate, { description: "What committing does for it." })
  fate!: tables.RowFate

  @Field(() => [RowProblem], { description: "What is wrong or to be looked at; at most 20." })
  problems!: tables.RowProblem[]
}

export const ImportRowConnection = connectionOf("ImportRow", () => ImportRow, "rows of an import", true)

@Directive("@shareable")
@ObjectType({ description: "Returned when no table can be read from the file; the message says what it is and what to do.", simpleResolvers: true })
export class UnreadableFile {
  @Field(() => String, { description: "What the file is and what to do." })
  message!: string
}

@Directive("@shareable")
@ObjectType({ description: "What the preview said is done, all of it.", simpleResolvers: true })
export class ImportCommitted {
  @Field(() => Int, { description: "Rows that entered something new." })
  created!: number

  @Field(() => Int, { description: "Rows that completed or corrected what was in the books." })
  updated!: number

  @Field(() => Int, { description: "Rows that said what the books said." })
  unchanged!: number

  @Field(() => Int, { description: "Rows with errors, which were left out." })
  skipped!: number
}

@Directive("@shareable")
@ObjectType({
  description: "Returned when things are no longer as the preview saw them, or its file was committed before; nothing was done.",
  simpleResolvers: true,
})
export class PreviewStale {
  @Field(() => String, { description: "What happened and what to do." })
  message!: string
}
