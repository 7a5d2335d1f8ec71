import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/notice.ts"
import { Lesson } from "./lesson.type.ts"

export const NoticeKind = {
  PUBLISHED: "PUBLISHED",
  RESCHEDULED: "RESCHEDULED",
  CANCELLED: "CANCELLED",
  TEACHER_CHANGED: "TEACHER_CHANGED",
  PLACE_GIVEN: "PLACE_GIVEN",
  REMOVED: "REMOVED",
} as const

registerEnumType(NoticeKind, {
  name: "NoticeKind",
  description: "What somebody is told of a lesson (通知类别).",
  valuesConfig: {
    PUBLISHED: { description: "开课通知: it was announced, and the person is expected or teaches." },
    RESCHEDULED: { description: "调课通知: its time or place changed." },
    CANCELLED: { description: "停课通知: it was cancelled." },
    TEACHER_CHANGED: { description: "更换教师: somebody else teaches." },
    PLACE_GIVEN: { description: "候补递补: a place became free and is the person's now." },
    REMOVED: { description: "移出名单: the person is no longer expected, or no longer teaches." },
  },
})

@ObjectType({ description: "Time, place and teachers of a lesson as they were told.", simpleResolvers: true })
export class AnnouncedLesson {
  @Field(() => DateTimeScalar, { description: "When it begins." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "When it ends." })
  endsAt!: Date

  @Field(() => String, { nullable: true, description: "地点: the venue's name as it was then; null where none was told." })
  venueName!: string | null

  @Field(() => [String], { description: "授课教师: names as they were then, a few; empty where none were told." })
  teacherNames!: string[]
}

@ObjectType({ description: "通知: what one person was told of a lesson. It stays as it was said.", simpleResolvers: true })
export class Notice {
  @Field(() => ID, { description: "`notice_…`" })
  id!: string

  @Field(() => NoticeKind, { description: "What it is about." })
  kind!: domain.NoticeKind

  @Field(() => String, { description: "The lesson's title when it was said." })
  title!: string

  @Field(() => String, { description: "The whole notice in Chinese, ready to be shown or read out on the telephone." })
  text!: string

  @Field(() => AnnouncedLesson, { description: "As it stands after what happened." })
  now!: AnnouncedLesson

  @Field(() => AnnouncedLesson, { nullable: true, description: "As it stood before; null where nothing did." })
  before!: AnnouncedLesson | null

  @Field(() => String, { nullable: true, description: "原因: why, as it was given; null where none was." })
  reason!: string | null

  @Field(() => DateTimeScalar, { description: "When it was said." })
  createdAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was marked as read; null while it is not." })
  readAt!: Date | null

  @Field(() => Lesson, { nullable: true, description: "The lesson as it is now; null when it is no longer the viewer's to see." })
  lesson!: () => Promise<Lesson | null>
}

export const NoticeConnection = connectionOf("Notice", () => Notice, "notices")
