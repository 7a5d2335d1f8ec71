import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/paper-sheet.ts"
import { addPaperSheet } from "../use-cases/add-paper-sheet.ts"
import { PaperSheet } from "./paper-sheet.type.ts"

@InputType({ description: "One person's line of a paper sheet, as far as it can be read." })
class PaperLineInput {
  @Field(() => Int, { nullable: true, defaultValue: 1, description: "页: the page, from 1." })
  page?: number | null

  @Field(() => Int, { description: "行: the line on the page, 1 to 200." })
  line!: number

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "栏: 1 to 4, where several people stand in a line." })
  column?: number | null

  @Field(() => String, { nullable: true, description: "The name as it is written, at most 64 characters: 张 伟 is 张伟." })
  writtenName?: string | null

  @Field(() => String, { nullable: true, description: "所在党支部 as it is written: helps to find who is meant; not kept." })
  branch?: string | null

  @Field(() => String, { nullable: true, description: "手机后四位: helps to find who is meant; not kept." })
  mobileTail?: string | null

  @Field(() => ID, {
    nullable: true,
    description: "Who it is, where that is known: `member_…`. Else the name is looked for in the lesson's list, and never guessed.",
  })
  member?: string | null

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: "字迹不清: nobody can read it." })
  isIllegible?: boolean | null

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: "Whether there is a signature; a printed name without one says nothing." })
  hasSigned?: boolean | null

  @Field(() => DateTimeScalar, { nullable: true, description: "签到时间, where one is written." })
  arrivedAt?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "签退时间, where one is written." })
  leftAt?: Date | null

  @Field(() => String, { nullable: true, description: "备注, at most 200 characters: 请假 and 缺席 are understood, 未请假 is an absence, 列席 an observer." })
  remark?: string | null
}

@InputType({ description: "A paper sheet: its scan, its foot and its lines." })
class AddPaperSheetInput {
  @Field(() => ID, { description: "Whose sheet it is: `lesson_…`. Recording must have been opened." })
  lesson!: string

  @Field(() => [ID], {
    nullable: true,
    description: "Its scan, page by page or as one PDF: what `POST /files?for=attendance` answered (`scan_…`), or evidence that is kept; at most 10.",
  })
  evidence?: string[] | null

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "How many pages it has, 1 to 100." })
  pages?: number | null

  @Field(() => Int, { nullable: true, description: "应到, by its foot." })
  expected?: number | null

  @Field(() => Int, { nullable: true, description: "实到, by its foot." })
  present?: number | null

  @Field(() => Int, { nullable: true, description: "请假, by its foot." })
  onLeave?: number | null

  @Field(() => Int, { nullable: true, description: "缺席, by its foot." })
  absent?: number | null

  @Field(() => String, { nullable: true, description: "主持人, as written." })
  host?: string | null

  @Field(() => String, { nullable: true, description: "记录人, as written." })
  recorder?: string | null

  @Field(() => DateScalar, { nullable: true, description: "核对日期, as written." })
  checkedOn?: string | null

  @Field(() => [PaperLineInput], { nullable: true, description: "What its lines say, at most 500; a sheet that is only filed has none." })
  lines?: PaperLineInput[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The paper sheet is kept; nothing of it stands in the ledger before it is applied.", simpleResolvers: true })
class PaperSheetAdded {
  @Field(() => PaperSheet, { nullable: true, description: "The sheet with its lines, and with what does not add up." })
  paper!: domain.PaperSheet | null
}

const AddPaperSheetResult = resultUnion("addPaperSheet", PaperSheetAdded, [NotAllowed, InvalidInput, InvalidState], "The paper sheet, or why it was not added.")

@Resolver()
export class AddPaperSheetResolver {
  @Mutation(() => AddPaperSheetResult, {
    nullable: true,
    description:
      "Add a paper sheet (纸质签到表) with its scan and its lines; for those who record at the lesson's organiser (recorder, coordinator, secretary, admin).",
  })
  async addPaperSheet(
    @Arg("input", () => AddPaperSheetInput, { description: "The sheet and its lesson." }) input: AddPaperSheetInput,
    @Ctx() context: AttendanceContext,
  ): Promise<object> {
    const result = await addPaperSheet(context, input)
    const paper = result.ok ? await context.loaders.paperById.load(result.value.paperId) : null
    return answerOf(result, "PaperSheetAdded", () => ({ paper }))
  }
}
