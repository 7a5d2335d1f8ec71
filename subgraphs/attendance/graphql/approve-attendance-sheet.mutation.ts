import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { approveAttendanceSheet } from "../use-cases/approve-attendance-sheet.ts"
import { AttendanceSheetApproved, sheetOf } from "./sheet-act.type.ts"

@InputType({ description: "A sheet to approve." })
class ApproveAttendanceSheetInput {
  @Field(() => ID, { description: "Whose sheet: `lesson_…`" })
  lesson!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const ApproveAttendanceSheetResult = resultUnion(
  "approveAttendanceSheet",
  AttendanceSheetApproved,
  [NotAllowed, InvalidState, InvalidInput],
  "What became of a sheet that was to be approved.",
)

@Resolver()
export class ApproveAttendanceSheetMutation {
  @Mutation(() => ApproveAttendanceSheetResult, {
    nullable: true,
    description: "审核: approve a closed sheet, as the second person; for those who keep the books of its organiser, never for whoever closed it.",
  })
  async approveAttendanceSheet(
    @Arg("input", () => ApproveAttendanceSheetInput, { description: "Which lesson." }) input: ApproveAttendanceSheetInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await approveAttendanceSheet(context, input), "AttendanceSheetApproved", sheetOf(context))
  }
}
