import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { updateSheetDetails } from "../use-cases/update-sheet-details.ts"
import { SheetDetailsUpdated, sheetOf } from "./sheet-act.type.ts"

@InputType({ description: "What to write down of a lesson." })
class UpdateSheetDetailsInput {
  @Field(() => ID, { description: "Whose sheet: `lesson_…`" })
  lesson!: string

  @Field(() => String, { nullable: true, description: "主持人: who led the lesson, at most 64 characters; left out, it stays, and null clears it." })
  host?: string | null

  @Field(() => String, { nullable: true, description: "记录人: who took the record, at most 64 characters." })
  recorder?: string | null

  @Field(() => String, { nullable: true, description: "会议记录: what was said and decided, at most 2,000 characters." })
  summary?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const UpdateSheetDetailsResult = resultUnion(
  "updateSheetDetails",
  SheetDetailsUpdated,
  [NotAllowed, InvalidState, InvalidInput],
  "What became of what was to be written down.",
)

@Resolver()
export class UpdateSheetDetailsMutation {
  @Mutation(() => UpdateSheetDetailsResult, {
    nullable: true,
    description:
      "会议要素: write down who led a lesson, who recorded it and what was said, until the sheet is approved; for those who record for its organiser.",
  })
  async updateSheetDetails(
    @Arg("input", () => UpdateSheetDetailsInput, { description: "Which lesson, and what of it." }) input: UpdateSheetDetailsInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await updateSheetDetails(context, input), "SheetDetailsUpdated", sheetOf(context))
  }
}
