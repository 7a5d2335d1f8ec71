import { Field, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/attendance-row.ts"
import type * as ledger from "../domain/ledger-fact.ts"

export const AttendanceState = {
  PRESENT: "PRESENT",
  LATE: "LATE",
  LEFT_EARLY: "LEFT_EARLY",
  ON_LEAVE: "ON_LEAVE",
  ABSENT: "ABSENT",
  OBSERVER: "OBSERVER",
  ONLINE: "ONLINE",
  NOT_MARKED: "NOT_MARKED",
} as const

registerEnumType(AttendanceState, {
  name: "AttendanceState",
  description: "How somebody stands at a lesson (考勤状态).",
  valuesConfig: {
    PRESENT: { description: "出席: there from beginning to end." },
    LATE: { description: "迟到: came after the beginning; counts as present." },
    LEFT_EARLY: { description: "早退: left before the end; counts as present." },
    ON_LEAVE: { description: "请假: excused; owes what the rules ask to be made up." },
    ABSENT: { description: "缺席: not there and not excused." },
    OBSERVER: { description: "列席: was there without being expected; outside every sum." },
    ONLINE: { description: "线上: followed over the network; counts as present." },
    NOT_MARKED: { description: "未登记: nothing is recorded; a sheet with such people cannot be closed." },
  },
})

export const AttendanceSource = {
  CODE: "CODE",
  PAPER: "PAPER",
  RECORDER: "RECORDER",
  ONLINE: "ONLINE",
  IMPORT: "IMPORT",
  LEAVE: "LEAVE",
  EXTERNAL: "EXTERNAL",
} as const

registerEnumType(AttendanceSource, {
  name: "AttendanceSource",
  description: "How a fact came to be known (来源).",
  valuesConfig: {
    CODE: { description: "扫码: the person scanned the code at the door." },
    PAPER: { description: "纸质: read off the paper sheet." },
    RECORDER: { description: "代录: the recorder wrote it down." },
    ONLINE: { description: "线上: the record of an online study." },
    IMPORT: { description: "导入: a row of a file." },
    LEAVE: { description: "请假单: follows from leave that was granted." },
    EXTERNAL: { description: "外部培训: training that somebody else held." },
  },
})

@ObjectType({ description: "考勤: how one person stands at one lesson now.", simpleResolvers: true })
export class Attendance implements domain.AttendanceRow {
  @Field(() => AttendanceState, { description: "What the ledger says of the person, corrections included." })
  state!: domain.Standing

  @Field(() => DateTimeScalar, { nullable: true, description: "签到时间: when the person came; null where nobody wrote it down." })
  arrivedAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "签退时间: when the person left; null where nobody wrote it down." })
  leftAt!: Date | null

  @Field(() => Int, { nullable: true, description: "Minutes taken part in, within the lesson's periods; null while nothing is recorded." })
  minutes!: number | null

  @Field(() => AttendanceSource, { nullable: true, description: "How it came to be known; null while nothing is recorded." })
  source!: ledger.Source | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it happened, by the clock of the device where it did." })
  occurredAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was written into the ledger, by the server's clock." })
  recordedAt!: Date | null

  @Field(() => Int, { nullable: true, description: "行号: the line of the paper sheet that says so; null where none does." })
  line!: number | null

  @Field(() => Boolean, { description: "应到: whether the person is on the lesson's list; somebody who is recorded may not be." })
  isExpected!: boolean

  lessonId!: string
  memberId!: string
  branchId!: string | null
  entryId!: string | null
}

export const AttendanceConnection = connectionOf("Attendance", () => Attendance, "people at lessons")
