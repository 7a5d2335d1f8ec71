import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { SheetLine } from "../domain/reconciliation.ts"
import { updatePaperLine } from "../use-cases/update-paper-line.ts"
import { PaperLine } from "./paper-sheet.type.ts"

@InputType({ description: "What a line of a paper sheet says when it is read again. What is left out stays; null clears." })
class UpdatePaperLineInput {
  @Field(() => ID, { description: "The paper sheet: `paper_…`" })
  paper!: string

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "页: the page that it stands on." })
  page?: number | null

  @Field(() => Int, { description: "行: the line on the page." })
  line!: number

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "栏: the column in the line." })
  column?: number | null

  @Field(() => ID, { nullable: true, description: "Who it is: `member_…`, of the lesson's list or of the viewer's subtrees." })
  member?: string | null

  @Field(() => String, { nullable: true, description: "The name as it is written." })
  writtenName?: string | null

  @Field(() => Boolean, { nullable: true, description: "Whether nobody can read it; naming the person says that somebody could." })
  isIllegible?: boolean | null

  @Field(() => Boolean, { nullable: true, description: "Whether it was signed." })
  hasSigned?: boolean | null

  @Field(() => DateTimeScalar, { nullable: true, description: "签到时间, as written." })
  arrivedAt?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "签退时间, as written." })
  leftAt?: Date | null

  @Field(() => String, { nullable: true, description: "备注, as written." })
  remark?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The line says this now; what it said before is kept among the acts.", simpleResolvers: true })
class PaperLineUpdated {
  @Field(() => PaperLine, { nullable: true, description: "The line as it stands." })
  line!: SheetLine | null
}

const UpdatePaperLineResult = resultUnion("updatePaperLine", PaperLineUpdated, [NotAllowed, InvalidInput, InvalidState], "The line, or why it stays as it was.")

@Resolver()
export class UpdatePaperLineResolver {
  @Mutation(() => UpdatePaperLineResult, {
    nullable: true,
    description:
      "Read a line of a paper sheet again: who it is, or what it says; for those who record at the lesson's organiser. Lines that were applied stay.",
  })
  async updatePaperLine(
    @Arg("input", () => UpdatePaperLineInput, { description: "Which line, and what it says." }) input: UpdatePaperLineInput,
    @Ctx() context: AttendanceContext,
  ): Promise<object> {
    const result = await updatePaperLine(context, input)
    const lines = result.ok ? await context.loaders.linesByPaper.load(result.value.paperId) : []
    return answerOf(result, "PaperLineUpdated", ({ page, line, column }) => ({
      line: lines.find((one) => one.page === page && one.line === line && one.column === column) ?? null,
    }))
  }
}
