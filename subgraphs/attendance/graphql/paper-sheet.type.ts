import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { PaperLineState as LineState } from "../domain/paper-line.ts"
import type * as domain from "../domain/paper-sheet.ts"
import type { SheetLine } from "../domain/reconciliation.ts"

export const PaperLineState = {
  APPLIED: "APPLIED",
  READY: "READY",
  ILLEGIBLE: "ILLEGIBLE",
  UNRESOLVED: "UNRESOLVED",
  NOT_SIGNED: "NOT_SIGNED",
  CONTRADICTORY: "CONTRADICTORY",
} as const satisfies Record<LineState, LineState>

registerEnumType(PaperLineState, {
  name: "PaperLineState",
  description: "How far a line of a paper sheet has come.",
  valuesConfig: {
    APPLIED: { description: "已登记: it was taken over into the sheet." },
    READY: { description: "可登记: it says something of somebody, and is taken over when the paper is applied." },
    ILLEGIBLE: { description: "字迹不清: nobody can read it." },
    UNRESOLVED: { description: "待认定: it can be read, and not be told whom it means." },
    NOT_SIGNED: { description: "未签名: a name that was printed, with neither a signature nor a remark beside it; says nothing." },
    CONTRADICTORY: { description: "矛盾: signed, and on leave or absent by the remark." },
  },
})

export const PaperWarningCode = { COUNTS_DO_NOT_ADD_UP: "COUNTS_DO_NOT_ADD_UP", LINES_DIFFER_FROM_FOOT: "LINES_DIFFER_FROM_FOOT" } as const

registerEnumType(PaperWarningCode, {
  name: "PaperWarningCode",
  description: "What of a paper sheet does not add up.",
  valuesConfig: {
    COUNTS_DO_NOT_ADD_UP: { description: "应到 ≠ 实到 + 请假 + 缺席, by what its foot says." },
    LINES_DIFFER_FROM_FOOT: { description: "合计不符: the lines come to other counts than the foot." },
  },
})

@ObjectType({ description: "Something of a paper sheet that does not add up; nothing is refused for it.", simpleResolvers: true })
export class PaperWarning implements domain.PaperWarning {
  @Field(() => PaperWarningCode, { description: "What it is, for programs." })
  code!: domain.PaperWarning["code"]

  @Field(() => String, { description: "What it is, with the numbers, for people." })
  message!: string
}

@ObjectType({ description: "签到表的一行: one person's line of a paper sheet. Two people side by side are two, in a column each.", simpleResolvers: true })
export class PaperLine implements SheetLine {
  @Field(() => Int, { description: "页: the page, from 1." })
  page!: number

  @Field(() => Int, { description: "行: the line on the page, from 1." })
  line!: number

  @Field(() => Int, { description: "栏: the column, from 1, where several people stand in a line." })
  column!: number

  @Field(() => String, { nullable: true, description: "The name as it is written; null where nothing can be read." })
  writtenName!: string | null

  @Field(() => Boolean, { description: "Whether nobody can read it." })
  isIllegible!: boolean

  @Field(() => Boolean, { description: "Whether it was signed; a name that was printed before is not." })
  hasSigned!: boolean

  @Field(() => DateTimeScalar, { nullable: true, description: "签到时间 as written; null where none is." })
  arrivedAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "签退时间 as written; null where none is." })
  leftAt!: Date | null

  @Field(() => String, { nullable: true, description: "备注: 请假, 缺席, 迟到 20 分钟 …" })
  remark!: string | null

  paperId!: string
  memberId!: string | null
  appliedAt!: Date | null
}

export const PaperLineConnection = connectionOf("PaperLine", () => PaperLine, "lines of a paper sheet")

@ObjectType({ description: "纸质签到表: a paper sheet with its scan and what was read from it.", simpleResolvers: true })
export class PaperSheet implements domain.PaperSheet {
  @Field(() => ID, { description: "What acts on it name: `paper_…`" })
  id!: string

  @Field(() => Int, { description: "How many pages it has." })
  pages!: number

  @Field(() => Int, { nullable: true, description: "应到, by its foot; null where it says none." })
  expected!: number | null

  @Field(() => Int, { nullable: true, description: "实到, by its foot." })
  present!: number | null

  @Field(() => Int, { nullable: true, description: "请假, by its foot." })
  onLeave!: number | null

  @Field(() => Int, { nullable: true, description: "缺席, by its foot." })
  absent!: number | null

  @Field(() => String, { nullable: true, description: "主持人, as written." })
  host!: string | null

  @Field(() => String, { nullable: true, description: "记录人, as written." })
  recorder!: string | null

  @Field(() => DateScalar, { nullable: true, description: "核对日期: the day that stands beside the signature at its foot." })
  checkedOn!: string | null

  @Field(() => DateTimeScalar, { description: "When it was added." })
  recordedAt!: Date

  @Field(() => String, { description: "Who added it." })
  recordedBy!: string

  @Field(() => DateTimeScalar, { nullable: true, description: "When lines of it were last taken over into the sheet; null before." })
  appliedAt!: Date | null

  lessonId!: string
  evidence!: readonly string[]
  version!: number
  startsAt!: Date
  endsAt!: Date
}
