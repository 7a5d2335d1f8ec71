import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/paper-sheet.ts"
import type { SheetLine } from "../domain/reconciliation.ts"
import type { Sheet } from "../domain/sheet.ts"
import { applyPaperSheet } from "../use-cases/apply-paper-sheet.ts"
import { PaperLine, PaperSheet } from "./paper-sheet.type.ts"
import { AttendanceSheet } from "./sheet.type.ts"

@InputType({ description: "A paper sheet whose lines are taken over." })
class ApplyPaperSheetInput {
  @Field(() => ID, { description: "Which: `paper_…`" })
  paper!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "What of the paper could be taken over stands in the sheet.", simpleResolvers: true })
class PaperSheetApplied {
  @Field(() => Int, { description: "Lines that were taken over now; those of before are not counted again." })
  applied!: number

  @Field(() => Int, { description: "People of whom the ledger says something else now." })
  changed!: number

  @Field(() => [PaperLine], { description: "What is left: illegible, unresolved, not signed, or saying two things; at most 500." })
  left!: SheetLine[]

  @Field(() => PaperSheet, { nullable: true, description: "The paper sheet." })
  paper!: domain.PaperSheet | null

  @Field(() => AttendanceSheet, { nullable: true, description: "The lesson's sheet as it stands now." })
  sheet!: Sheet | null
}

const ApplyPaperSheetResult = resultUnion(
  "applyPaperSheet",
  PaperSheetApplied,
  [NotAllowed, InvalidInput, InvalidState],
  "What was taken over, or why nothing was.",
)

@Resolver()
export class ApplyPaperSheetResolver {
  @Mutation(() => ApplyPaperSheetResult, {
    nullable: true,
    description:
      "Take the lines of a paper sheet over into the lesson's sheet, while that is open; for those who record at the lesson's organiser. Doing it twice changes nothing.",
  })
  async applyPaperSheet(
    @Arg("input", () => ApplyPaperSheetInput, { description: "Which sheet." }) input: ApplyPaperSheetInput,
    @Ctx() context: AttendanceContext,
  ): Promise<object> {
    const result = await applyPaperSheet(context, input)
    if (!result.ok) return answerOf(result, "PaperSheetApplied", () => ({}))
    const { paperId, lessonId } = result.value
    const { loaders } = context
    const [paper, sheet, lines] = await Promise.all([loaders.paperById.load(paperId), loaders.sheetByLesson.load(lessonId), loaders.linesByPaper.load(paperId)])
    return answerOf(result, "PaperSheetApplied", ({ applied, changed }) => ({ applied, changed, paper, sheet, left: lines.filter((line) => !line.appliedAt) }))
  }
}
