import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { reopenAttendanceSheet } from "../use-cases/reopen-attendance-sheet.ts"
import { PeriodLocked } from "./period-lock.type.ts"
import { AttendanceSheetReopened, sheetOf } from "./sheet-act.type.ts"

@InputType({ description: "A sheet to open again." })
class ReopenAttendanceSheetInput {
  @Field(() => ID, { description: "Whose sheet: `lesson_…`" })
  lesson!: string

  @Field(() => String, { description: "Why; at most 2,000 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const ReopenAttendanceSheetResult = resultUnion(
  "reopenAttendanceSheet",
  AttendanceSheetReopened,
  [PeriodLocked, NotAllowed, InvalidState, InvalidInput],
  "What became of a sheet that was to be opened again.",
)

@Resolver()
export class ReopenAttendanceSheetMutation {
  @Mutation(() => ReopenAttendanceSheetResult, {
    nullable: true,
    description:
      "重开: open a closed sheet again, for those who keep its books; one that was approved, for a secretary or an administrator. Not in a locked period.",
  })
  async reopenAttendanceSheet(
    @Arg("input", () => ReopenAttendanceSheetInput, { description: "Which lesson, and why." }) input: ReopenAttendanceSheetInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await reopenAttendanceSheet(context, input), "AttendanceSheetReopened", sheetOf(context))
  }
}
