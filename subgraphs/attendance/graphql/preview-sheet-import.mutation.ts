import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { UnreadableFile } from "../../shared/graphql/import.type.ts"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { previewSheetImport } from "../use-cases/preview-sheet-import.ts"
import { SheetImport } from "./sheet-import.type.ts"

@InputType({ description: "The file of a sign-in sheet to look at before it is imported." })
class PreviewSheetImportInput {
  @Field(() => ID, { description: "Whose sheet it is: `lesson_…`. Recording must have been opened." })
  lesson!: string

  @Field(() => ID, { description: "CSV or .xlsx: what `POST /files?for=attendance` answered, `scan_…`" })
  file!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same preview." })
  clientMutationKey?: string | null
}

const PreviewSheetImportResult = resultUnion(
  "previewSheetImport",
  SheetImport,
  [UnreadableFile, NotAllowed, InvalidInput, InvalidState],
  "What the file of a sign-in sheet says, or why it cannot be read.",
)

@Resolver()
export class PreviewSheetImportResolver {
  @Mutation(() => PreviewSheetImportResult, {
    nullable: true,
    description:
      "Read the file of a sign-in sheet (签到表) and say, row by row, who it means and what would be recorded; nothing is. For those who record at the lesson's organiser.",
  })
  async previewSheetImport(
    @Arg("input", () => PreviewSheetImportInput, { description: "Which file, and of which lesson." }) input: PreviewSheetImportInput,
    @Ctx() context: AttendanceContext,
  ): Promise<object> {
    const result = await previewSheetImport(context, input)
    const preview = result.ok ? await context.sheetImports.find(result.value) : null
    if (result.ok && !preview) throw new Error("a preview is gone as soon as it was made")
    return answerOf(result, "SheetImport", () => preview ?? {})
  }
}
