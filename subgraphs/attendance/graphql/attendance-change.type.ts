import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { Standing } from "../domain/attendance-row.ts"
import type * as domain from "../domain/correction.ts"
import { AttendanceState } from "./attendance.type.ts"

export const AttendanceChangeKind = { CORRECTED: "CORRECTED", ADDED: "ADDED", LEAVE_ADDED: "LEAVE_ADDED" } as const

registerEnumType(AttendanceChangeKind, {
  name: "AttendanceChangeKind",
  description: "What kind of change it was (变更类型).",
  valuesConfig: {
    CORRECTED: { description: "更正: another fact stood before." },
    ADDED: { description: "补录: nothing was recorded before." },
    LEAVE_ADDED: { description: "补假: it follows from leave that was granted afterwards." },
  },
})

@ObjectType({ description: "考勤变更: one fact that came to stand instead of another, or after its lesson was closed.", simpleResolvers: true })
export class AttendanceChange implements domain.AttendanceChange {
  @Field(() => ID, { description: "变更号: the new fact in the ledger, `entry_…`" })
  id!: string

  @Field(() => DateTimeScalar, { description: "When it was written, by the server's clock." })
  at!: Date

  @Field(() => AttendanceChangeKind, { description: "What kind of change it was." })
  kind!: domain.AttendanceChange["kind"]

  @Field(() => AttendanceState, { description: "变更前: what stood." })
  before!: Standing

  @Field(() => AttendanceState, { description: "变更后: what stands in its place." })
  after!: Standing

  @Field(() => Int, { nullable: true, description: "Minutes that stood before; null where nothing was recorded." })
  minutesBefore!: number | null

  @Field(() => Int, { description: "Minutes that it says." })
  minutesAfter!: number

  @Field(() => Float, {
    nullable: true,
    description: "学时前: what the lesson earned the person before; null where that was not kept, and while the sheet was open.",
  })
  hoursBefore!: number | null

  @Field(() => Float, { nullable: true, description: "学时后: what it earned after." })
  hoursAfter!: number | null

  @Field(() => String, { nullable: true, description: "理由: why." })
  reason!: string | null

  @Field(() => [String], { description: "佐证: the pieces of evidence that were named (`evidence_…`); at most 10." })
  evidence!: string[]

  @Field(() => String, {
    nullable: true,
    description: "操作人: who wrote it; of an approved request who approved it. Null of facts from before this was kept.",
  })
  actor!: string | null

  @Field(() => String, { nullable: true, description: "审批人: who approved it, where that was asked for." })
  approvedBy!: string | null

  @Field(() => Int, { description: "距课后天数: whole days from the lesson's day to that of the change." })
  daysAfterLesson!: number

  @Field(() => Boolean, { description: "是否锁定期后: written when the period was locked already." })
  afterLock!: boolean

  lessonId!: string
  memberId!: string
}

export const AttendanceChangeConnection = connectionOf("AttendanceChange", () => AttendanceChange, "changes of what was recorded")
