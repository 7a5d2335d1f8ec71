import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver, registerEnumType } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import type * as domain from "../domain/door.ts"
import { checkIn } from "../use-cases/check-in.ts"
import { Attendance } from "./attendance.type.ts"
import { Lesson } from "./elsewhere.stubs.ts"

const CheckInDirection = { IN: "IN", OUT: "OUT" } as const

registerEnumType(CheckInDirection, {
  name: "CheckInDirection",
  description: "Which way somebody goes through the door.",
  valuesConfig: {
    IN: { description: "签到: comes, from 60 minutes before the lesson to its end." },
    OUT: { description: "签退: goes, until 30 minutes after the end." },
  },
})

const CheckInRefusal = {
  CODE_EXPIRED: "CODE_EXPIRED",
  WRONG_CODE: "WRONG_CODE",
  NOT_EXPECTED: "NOT_EXPECTED",
  TOO_EARLY: "TOO_EARLY",
  SHEET_CLOSED: "SHEET_CLOSED",
  DEVICE_REUSED: "DEVICE_REUSED",
} as const

registerEnumType(CheckInRefusal, {
  name: "CheckInRefusal",
  description: "Why a scan at the door was refused (拒绝原因).",
  valuesConfig: {
    CODE_EXPIRED: {
      description: "已过期: the code was right, at most ten minutes ago; or the lesson is over; or the scan is from the future or older than 72 hours.",
    },
    WRONG_CODE: { description: "无效码: no code of this lesson. Also the answer for a lesson that does not exist for the viewer." },
    NOT_EXPECTED: { description: "不在名单: the viewer is not on the list; the scan is kept in the queue for the recorder all the same." },
    TOO_EARLY: { description: "未到时间: more than 60 minutes before the lesson." },
    SHEET_CLOSED: { description: "已关闭: the sheet is closed, or its period is locked." },
    DEVICE_REUSED: { description: "设备已用: another person came to this lesson with this device." },
  },
})

@InputType({ description: "A scan of the code at a lesson's door." })
class CheckInInput {
  @Field(() => ID, { description: "Where: `lesson_…`" })
  lesson!: string

  @Field(() => String, { description: "The code that was scanned or typed; capitals, blanks and hyphens do not matter." })
  code!: string

  @Field(() => CheckInDirection, { defaultValue: "IN", description: "Coming, unless told otherwise." })
  direction!: domain.Direction

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When it was scanned, for a scan that had no signal: the code must have been valid then, and it must be sent within 72 hours. Left out, it is now.",
  })
  occurredAt?: Date | null

  @Field(() => String, {
    nullable: true,
    description:
      "What tells the device from others, at most 200 characters, by the program's own choice; kept as a keyed hash only. One device is one person's at a lesson.",
  })
  device?: string | null

  @Field(() => String, {
    nullable: true,
    description: "The same key again is the same scan, however late it comes. Left out, scans of one person within 30 seconds are one.",
  })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The scan is kept for good: this is said after it was stored.", simpleResolvers: true })
class CheckInRecorded {
  @Field(() => Boolean, { description: "Whether nothing came of it that was not there before; the first arrival stands." })
  alreadyRecorded!: boolean

  @Field(() => Boolean, { description: "Whether the sheet is not open yet; the scan counts as soon as it is." })
  takesEffectAtOpening!: boolean

  @Field(() => Boolean, { description: "Whether the recorder is asked: the viewer is on leave (both are kept), or went without having come." })
  asksRecorder!: boolean

  @Field(() => DateTimeScalar, { description: "When the scan happened, as it is kept." })
  occurredAt!: Date

  @Field(() => Attendance, { description: "How the viewer stands at the lesson after it." })
  attendance!: AttendanceRow

  @Field(() => Lesson, { nullable: true, description: "Where; null where the viewer cannot see it." })
  lesson!: Lesson
}

@ObjectType({ description: "Returned when a scan was not taken; nothing is kept, except of somebody who is not on the list.", simpleResolvers: true })
class CheckInRefused implements Omit<domain.CheckInRefused, "kind"> {
  @Field(() => CheckInRefusal, { description: "Why, for programs." })
  reason!: domain.CheckInRefusalReason

  @Field(() => String, { description: "Why and what to do, for people." })
  message!: string
}

const CheckInResult = resultUnion("checkIn", CheckInRecorded, [CheckInRefused, InvalidInput, NotAllowed], "What became of a scan at the door.")

@Resolver()
export class CheckInMutation {
  @Mutation(() => CheckInResult, {
    nullable: true,
    description:
      "扫码签到、签退: check the viewer in to a lesson, or out of it, with the code shown at its door. A code lives for 30 seconds of the server's clock, and one step either way is taken; the first instant of a span belongs to it, the last does not.",
  })
  async checkIn(@Arg("input", () => CheckInInput, { description: "Where, and the code." }) input: CheckInInput, @Ctx() context: AttendanceContext) {
    const answer = await checkIn(context, input)
    return answerOf(answer, "CheckInRecorded", (kept) => ({ ...kept, lesson: { id: kept.attendance.lessonId } }))
  }
}
