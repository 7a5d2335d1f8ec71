import { Field, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/lesson-details.ts"
import type { CoOrganiser as DomainCoOrganiser } from "../domain/lesson-to-place.ts"
import type { Period } from "../domain/period.ts"

@ObjectType({ description: "课节: one of the times of a lesson.", simpleResolvers: true })
export class LessonPeriod implements Period {
  @Field(() => DateTimeScalar, { description: "When it begins." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "When it ends; the next may begin at this instant." })
  endsAt!: Date
}

@ObjectType({ description: "协办: a unit that holds a lesson together with the organiser.", simpleResolvers: true })
export class CoOrganiser implements Omit<DomainCoOrganiser, "organisationId"> {
  @Field(() => String, { description: "As it is announced." })
  name!: string

  organisationId!: string | null
}

export const LessonChangeKind = {
  SCHEDULED: "SCHEDULED",
  PUBLISHED: "PUBLISHED",
  CHANGED: "CHANGED",
  RESCHEDULED: "RESCHEDULED",
  CANCELLED: "CANCELLED",
  HELD: "HELD",
} as const

registerEnumType(LessonChangeKind, {
  name: "LessonChangeKind",
  description: "What was done to a lesson (变更类别).",
  valuesConfig: {
    SCHEDULED: { description: "排课: written, as a draft or published at once." },
    PUBLISHED: { description: "发布: a draft was published." },
    CHANGED: { description: "修改: title, audience, capacity or the like." },
    RESCHEDULED: { description: "调课: other times, another place or other teachers." },
    CANCELLED: { description: "取消: will not take place." },
    HELD: { description: "举办: has taken place." },
  },
})

@ObjectType({ description: "变更记录: one thing that was done to a lesson; never changed afterwards.", simpleResolvers: true })
export class LessonChange implements Omit<domain.LessonChange, "lessonId" | "before" | "after"> {
  @Field(() => Int, { description: "The version that it made." })
  version!: number

  @Field(() => LessonChangeKind, { description: "What was done." })
  kind!: keyof typeof LessonChangeKind

  @Field(() => String, { nullable: true, description: "Why, as those expected read it; null where no reason is asked for." })
  reason!: string | null

  @Field(() => String, { nullable: true, description: "Why it was done in spite of what clashed; null when nothing was overridden." })
  overrideReason!: string | null

  @Field(() => Int, { description: "How many clashes were overridden." })
  overridden!: number

  @Field(() => DateTimeScalar, { description: "When it was done." })
  recordedAt!: Date

  @Field(() => String, { description: "Who did it, by the name of the account then." })
  recorderName!: string

  lessonId!: string
  before!: object
  after!: object
}

export const LessonChangeConnection = connectionOf("LessonChange", () => LessonChange, "changes of a lesson")
