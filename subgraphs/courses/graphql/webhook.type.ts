import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/webhook.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { Lesson } from "./lesson.type.ts"

/** What is subscribed to, and under which name it is sent. */
export const WebhookEventType = {
  LESSON_PUBLISHED: "lesson.published",
  LESSON_RESCHEDULED: "lesson.rescheduled",
  LESSON_CHANGED: "lesson.changed",
  LESSON_CANCELLED: "lesson.cancelled",
} as const

registerEnumType(WebhookEventType, {
  name: "WebhookEventType",
  description: "What a webhook is told of (推送事件). No event names a person.",
  valuesConfig: {
    LESSON_PUBLISHED: { description: "课程发布: a lesson was published; sent as `lesson.published`." },
    LESSON_RESCHEDULED: { description: "课程调整: the time or place of a published lesson changed; sent as `lesson.rescheduled`." },
    LESSON_CHANGED: { description: "课程修改: something else of a published lesson changed, its teachers say; sent as `lesson.changed`." },
    LESSON_CANCELLED: { description: "课程取消: a published lesson was cancelled; sent as `lesson.cancelled`." },
  },
})

export const DeliveryState = { WAITING: "WAITING", DELIVERED: "DELIVERED", FAILED: "FAILED" } as const

registerEnumType(DeliveryState, {
  name: "DeliveryState",
  description: "What became of sending an event (推送状态).",
  valuesConfig: {
    WAITING: { description: "待推送: it is to be sent, for the first time or again." },
    DELIVERED: { description: "已送达: the address answered 2xx." },
    FAILED: { description: "未送达: given up; the webhook was ended or removed before it arrived." },
  },
})

@ObjectType({ description: "推送: an address that is told over HTTPS what happens to lessons, as Standard Webhooks has it.", simpleResolvers: true })
export class Webhook {
  @Field(() => ID, { description: "`webhook_…`" })
  id!: string

  @Field(() => Organisation, { nullable: true, description: "Lessons organised here or below are told of." })
  organisation!: Organisation

  @Field(() => String, { description: "Where it is sent to." })
  url!: string

  @Field(() => [WebhookEventType], { description: "What it is told of; a few." })
  events!: string[]

  @Field(() => DateTimeScalar, { description: "When it was added; what happened before is not told." })
  createdAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was ended; null while it is open." })
  endedAt!: Date | null

  @Field(() => String, {
    nullable: true,
    description: "Why it was ended by itself: `GONE` (the address answered 410) or `FAILED_FOR_DAYS` (ten attempts in three days); null otherwise.",
  })
  endedReason!: string | null
}

@ObjectType({ description: "One event on its way to one webhook. It may arrive twice; events may overtake each other.", simpleResolvers: true })
export class WebhookDelivery {
  @Field(() => ID, { description: "`event_…`: the event, sent as `webhook-id`. The same id twice is the same event." })
  id!: string

  @Field(() => String, { description: "What happened, as it is sent: `lesson.published`; `webhook.ping` for one that tries it out." })
  type!: string

  @Field(() => DateTimeScalar, { description: "When it happened." })
  happenedAt!: Date

  @Field(() => DeliveryState, { description: "How far it is." })
  state!: domain.DeliveryState

  @Field(() => Int, { description: "How often it was attempted, up to ten." })
  attempts!: number

  @Field(() => DateTimeScalar, { nullable: true, description: "When it is attempted next; null when it is not." })
  nextAttemptAt!: Date | null

  @Field(() => Int, { nullable: true, description: "HTTP status of the last answer; null where there was none." })
  lastStatus!: number | null

  @Field(() => String, {
    nullable: true,
    description: "Why the last attempt had no answer, in a word: `TIMEOUT`, `ECONNREFUSED`, `ADDRESS_REFUSED` (the name leads into a private network).",
  })
  lastError!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it arrived; null while it has not." })
  deliveredAt!: Date | null

  @Field(() => Lesson, { nullable: true, description: "What it is about; null for a trial, and where the viewer does not see the lesson." })
  lesson!: () => Promise<Lesson | null> | null
}

export const WebhookConnection = connectionOf("Webhook", () => Webhook, "webhooks")
export const WebhookDeliveryConnection = connectionOf("WebhookDelivery", () => WebhookDelivery, "deliveries")
