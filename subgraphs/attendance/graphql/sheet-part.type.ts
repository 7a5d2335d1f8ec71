import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { ActKind as Kind, Source } from "../domain/ledger-fact.ts"
import type * as finding from "../domain/sheet-finding.ts"
import { ActKind } from "./act-kind.type.ts"
import { AttendanceSource } from "./attendance.type.ts"

/** A sheet is taken whole where other lists are paged through. */
@ArgsType()
export class SheetRowArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: 20,
    description: "How many rows, 1 to 500: a sheet may be taken whole, where other lists give 100 at most.",
  })
  first?: number | null

  @Field(() => String, { nullable: true, description: "Start behind this cursor; leave out for the first page." })
  after?: string | null
}

export const SheetRule = {
  LEAVE_AND_PRESENT: "LEAVE_AND_PRESENT",
  WALK_INS_WAITING: "WALK_INS_WAITING",
  UNMARKED: "UNMARKED",
  LATE_ENTRY: "LATE_ENTRY",
  BATCH_ENTRY: "BATCH_ENTRY",
  OUTSIDE_WINDOW: "OUTSIDE_WINDOW",
  TWO_PLACES: "TWO_PLACES",
  HOST_MISSING: "HOST_MISSING",
  RECORDER_MISSING: "RECORDER_MISSING",
  SUMMARY_MISSING: "SUMMARY_MISSING",
  PAPER_DIFFERS: "PAPER_DIFFERS",
} as const

registerEnumType(SheetRule, {
  name: "SheetRule",
  description: "What an inspector would ask about a sheet (检查项).",
  valuesConfig: {
    LEAVE_AND_PRESENT: { description: "请假又签到: on approved leave, and there by the code; the recorder decides." },
    WALK_INS_WAITING: { description: "不在名单: people came who are not on the list and of whom nobody has decided." },
    UNMARKED: { description: "未登记: expected people of whom nothing is recorded." },
    LATE_ENTRY: { description: "补录过迟: recorded first more than 3 days after the lesson (local practice, 达川区)." },
    BATCH_ENTRY: { description: "集中补录: at least 10 people, and more than half, recorded by hand within one minute of a later day." },
    OUTSIDE_WINDOW: { description: "窗外签到: came more than 60 minutes before the start, or after the end." },
    TWO_PLACES: { description: "一人两地: present at another lesson in the same minutes." },
    HOST_MISSING: { description: "缺主持人: nobody is named who led the lesson." },
    RECORDER_MISSING: { description: "缺记录人: nobody is named who took the record." },
    SUMMARY_MISSING: { description: "缺会议记录: nothing is written down of what was said." },
    PAPER_DIFFERS: { description: "纸电不符: the paper sheet says something else." },
  },
})

@ObjectType({ description: "问题: something about a sheet that an inspector would ask about.", simpleResolvers: true })
export class SheetFinding {
  @Field(() => SheetRule, { description: "Which rule found it." })
  rule!: finding.SheetRule

  @Field(() => String, { description: "What was found, with numbers, and what to do." })
  message!: string
}

@ObjectType({ description: "不在名单: somebody who came without being on the list, and of whom nobody has decided.", simpleResolvers: true })
export class WalkIn {
  @Field(() => DateTimeScalar, { description: "When the person was captured first, by the clock where it happened." })
  occurredAt!: Date

  @Field(() => DateTimeScalar, { description: "When that reached the server." })
  recordedAt!: Date

  @Field(() => AttendanceSource, { description: "How the person was captured first." })
  source!: Source

  @Field(() => Int, { description: "How often the person was captured." })
  captures!: number

  lessonId!: string
  memberId!: string
}

export const WalkInConnection = connectionOf("WalkIn", () => WalkIn, "people who are not on the list")

@ObjectType({ description: "操作记录: something that was done to a sheet, or about somebody at its lesson; kept for ever.", simpleResolvers: true })
export class SheetAct {
  @Field(() => ID, { description: "Under which it is kept in the ledger: `act_…`" })
  id!: string

  @Field(() => ActKind, { description: "What was done." })
  kind!: Kind

  @Field(() => String, { nullable: true, description: "Why, where a reason was asked for." })
  reason!: string | null

  @Field(() => DateTimeScalar, { description: "When it was written, by the server's clock." })
  recordedAt!: Date

  @Field(() => String, { description: "操作人: who did it." })
  actor!: string

  lessonId!: string
  memberId!: string | null
}

export const SheetActConnection = connectionOf("SheetAct", () => SheetAct, "acts on a sheet")
