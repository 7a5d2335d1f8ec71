import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { PreviewStale } from "../../shared/graphql/import.type.ts"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type { Sheet } from "../domain/sheet.ts"
import { commitSheetImport } from "../use-cases/commit-sheet-import.ts"
import { AttendanceSheet } from "./sheet.type.ts"

@InputType({ description: "A preview of a sign-in sheet whose rows are recorded." })
class CommitSheetImportInput {
  @Field(() => ID, { description: "What the preview gave: `sheetimport_…`" })
  import!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "What the preview showed is recorded; rows with errors are left out.", simpleResolvers: true })
class SheetImportCommitted {
  @Field(() => Boolean, { description: "Whether this file was committed at this lesson before; the counts are those of then." })
  alreadyCommitted!: boolean

  @Field(() => Int, { description: "People of whom the ledger says something else now." })
  recorded!: number

  @Field(() => Int, { description: "Rows that said what the ledger said." })
  unchanged!: number

  @Field(() => Int, { description: "不在名单: people who are not on the list; they wait until somebody decides." })
  walkIns!: number

  @Field(() => Int, { description: "未签名: rows that say nothing of their person." })
  notSigned!: number

  @Field(() => Int, { description: "Rows with errors, which were left out." })
  skipped!: number

  @Field(() => AttendanceSheet, { nullable: true, description: "The lesson's sheet as it stands now." })
  sheet!: Sheet | null
}

const CommitSheetImportResult = resultUnion(
  "commitSheetImport",
  SheetImportCommitted,
  [NotAllowed, InvalidInput, InvalidState, PreviewStale],
  "What was recorded, or why nothing was.",
)

@Resolver()
export class CommitSheetImportResolver {
  @Mutation(() => CommitSheetImportResult, {
    nullable: true,
    description:
      "Record what a preview of a sign-in sheet showed, while the sheet is open; once a file and lesson. For those who record at the lesson's organiser.",
  })
  async commitSheetImport(
    @Arg("input", () => CommitSheetImportInput, { description: "Which preview." }) input: CommitSheetImportInput,
    @Ctx() context: AttendanceContext,
  ): Promise<object> {
    const result = await commitSheetImport(context, input)
    const sheet = result.ok ? await context.loaders.sheetByLesson.load(result.value.lessonId) : null
    return answerOf(result, "SheetImportCommitted", (done) => ({ ...done, sheet }))
  }
}
