import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import { closeAttendanceSheet } from "../use-cases/close-attendance-sheet.ts"
import { AttendanceSheetClosed, SheetIncomplete, sheetOf } from "./sheet-act.type.ts"

@InputType({ description: "A sheet to close." })
class CloseAttendanceSheetInput {
  @Field(() => ID, { description: "Whose sheet: `lesson_…`" })
  lesson!: string

  @Field(() => String, { nullable: true, description: "主持人: who led the lesson, at most 64 characters; left out, it stays, and null clears it." })
  host?: string | null

  @Field(() => String, { nullable: true, description: "记录人: who took the record, at most 64 characters." })
  recorder?: string | null

  @Field(() => String, { nullable: true, description: "会议记录: what was said and decided, at most 2,000 characters." })
  summary?: string | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "Whether everybody unmarked was absent, and is written down so first; nobody is absent by default.",
  })
  markAbsent?: boolean | null

  @Field(() => Int, { nullable: true, description: "The version that was seen; one that has changed since is not closed blindly." })
  version?: number | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const CloseAttendanceSheetResult = resultUnion(
  "closeAttendanceSheet",
  AttendanceSheetClosed,
  [SheetIncomplete, NotAllowed, InvalidState, InvalidInput],
  "What became of a sheet that was to be closed.",
)

@Resolver()
export class CloseAttendanceSheetMutation {
  @Mutation(() => CloseAttendanceSheetResult, {
    nullable: true,
    description:
      "关表: close a sheet once everybody expected stands somewhere, from the lesson's start on; for those who record for its organiser. Hours count from then on, absences oblige to make-ups. Closing again gives the same answer.",
  })
  async closeAttendanceSheet(
    @Arg("input", () => CloseAttendanceSheetInput, { description: "Which lesson, and who led and recorded it." }) input: CloseAttendanceSheetInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await closeAttendanceSheet(context, input), "AttendanceSheetClosed", ({ lessonId, ...worth }) => ({
      ...sheetOf(context)({ lessonId }),
      ...worth,
    }))
  }
}
