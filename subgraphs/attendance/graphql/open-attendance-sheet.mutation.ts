import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { openAttendanceSheet } from "../use-cases/open-attendance-sheet.ts"
import { AttendanceSheetOpened, sheetOf } from "./sheet-act.type.ts"

@InputType({ description: "A sheet to open." })
class OpenAttendanceSheetInput {
  @Field(() => ID, { description: "Whose sheet: `lesson_…`" })
  lesson!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const OpenAttendanceSheetResult = resultUnion(
  "openAttendanceSheet",
  AttendanceSheetOpened,
  [NotAllowed, InvalidState, InvalidInput],
  "What became of a sheet that was to be opened.",
)

@Resolver()
export class OpenAttendanceSheetMutation {
  @Mutation(() => OpenAttendanceSheetResult, {
    nullable: true,
    description:
      "开表: open a lesson's sheet from the start of the lesson's day on, any time after; for those who record for its organiser. The list is taken over as of now, approved leave and early scans take effect, and the lesson is held.",
  })
  async openAttendanceSheet(
    @Arg("input", () => OpenAttendanceSheetInput, { description: "Which lesson." }) input: OpenAttendanceSheetInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await openAttendanceSheet(context, input), "AttendanceSheetOpened", sheetOf(context))
  }
}
