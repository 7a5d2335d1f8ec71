import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type * as rows from "../domain/mark-row.ts"
import type { Sheet } from "../domain/sheet.ts"
import type { MarksRecorded } from "../use-cases/record-marks.ts"
import { AttendanceSheet } from "./sheet.type.ts"

const AttendanceRowRefusal = Object.fromEntries(
  "UNKNOWN_MEMBER NOT_EXPECTED TWICE BAD_STATE BAD_TIME BAD_MINUTES BAD_LINE BAD_TEXT NO_EVIDENCE KEY_REUSED NOT_OPENED SHEET_CLOSED PERIOD_LOCKED"
    .split(" ")
    .map((reason) => [reason, reason]),
) as { [Reason in rows.RowRefusalReason]: Reason }

registerEnumType(AttendanceRowRefusal, {
  name: "AttendanceRowRefusal",
  description: "Why a row of marks cannot be taken (行错误).",
  valuesConfig: {
    UNKNOWN_MEMBER: { description: "查无此人: nobody of the list, and nobody whom the viewer may read." },
    NOT_EXPECTED: { description: "不在名单: not on the list; may be recorded as an observer, or queued." },
    TWICE: { description: "重复: the person is in the list of rows more than once." },
    BAD_STATE: { description: "状态有误: not a state that can be recorded." },
    BAD_TIME: { description: "时间有误: in the future, in the wrong order, or not of this lesson." },
    BAD_MINUTES: { description: "分钟数有误: negative, or more than the lesson has." },
    BAD_LINE: { description: "行号有误: no line that a paper sheet can have." },
    BAD_TEXT: { description: "文字有误: a remark or key that is too long or no text." },
    NO_EVIDENCE: { description: "缺佐证: online study is proved by something." },
    KEY_REUSED: { description: "键已用: the key stands for another mark already." },
    NOT_OPENED: { description: "未开表: the lesson's sheet has not been opened." },
    SHEET_CLOSED: { description: "已关闭: the sheet is closed; what is wrong on it is corrected." },
    PERIOD_LOCKED: { description: "已锁定: the period is locked; changes need an approved correction." },
  },
})

@ObjectType({ description: "A row that cannot be taken.", simpleResolvers: true })
export class RejectedAttendanceRow implements rows.RejectedRow {
  @Field(() => Int, { description: "行号: the line that the row says, or else its place in the list, from 1." })
  line!: number

  @Field(() => ID, { description: "Whom the row is about, as it was sent: a person who may not exist." })
  member!: string

  @Field(() => AttendanceRowRefusal, { description: "What is wrong, for programs." })
  reason!: rows.RowRefusalReason

  @Field(() => String, { description: "What is wrong and what to do, for people." })
  message!: string
}

@ObjectType({ description: "Returned when rows of marks cannot be taken; nothing was recorded, of the others either.", simpleResolvers: true })
export class AttendanceRejected implements Omit<rows.AttendanceRejected, "kind"> {
  @Field(() => String, { description: "Summary, for people." })
  message!: string

  @Field(() => [RejectedAttendanceRow], { description: "Every row that cannot be taken, with the first thing that is wrong with it; at most 500." })
  rows!: rows.RejectedRow[]
}

@ObjectType({ description: "All the marks are kept.", simpleResolvers: true })
export class AttendanceRecorded {
  @Field(() => Int, { description: "For how many people the ledger says something else now (persons)." })
  recorded!: number

  @Field(() => Int, { description: "未变: how many stood so already (persons)." })
  unchanged!: number

  @Field(() => Int, { description: "不在名单: how many went to the queue of those who are not on the list (persons)." })
  queued!: number

  @Field(() => AttendanceSheet, { nullable: true, description: "The sheet as it stands now; null where the viewer may not read it any more." })
  sheet!: Promise<Sheet | null>
}

/** What is said of marks that were kept. */
export function recordedOn({ loaders }: AttendanceContext) {
  return ({ lessonId, ...counts }: MarksRecorded) => ({ ...counts, sheet: loaders.sheetByLesson.load(lessonId) })
}
