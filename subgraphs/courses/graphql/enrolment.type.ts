import { Field, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/enrolment.ts"

export const EnrolmentState = { EXPECTED: "EXPECTED", WAITLISTED: "WAITLISTED", WITHDRAWN: "WITHDRAWN" } as const
registerEnumType(EnrolmentState, {
  name: "EnrolmentState",
  description: "How somebody stands on the list of a lesson or class (报名状态).",
  valuesConfig: {
    EXPECTED: { description: "应到: has a place." },
    WAITLISTED: { description: "候补: waits for a place." },
    WITHDRAWN: { description: "已退出: was on the list and is no longer." },
  },
})

export const EnrolmentSource = { AUDIENCE: "AUDIENCE", NAMED: "NAMED", SELF: "SELF", CLASS: "CLASS" } as const
registerEnumType(EnrolmentSource, {
  name: "EnrolmentSource",
  description: "How somebody came onto the list of a lesson (名单来源).",
  valuesConfig: {
    AUDIENCE: { description: "培训对象: is one of those for whom the lesson is." },
    NAMED: { description: "指定: was entered by a planner." },
    SELF: { description: "自主报名: entered themselves." },
    CLASS: { description: "随班: has a place in the class that the lesson belongs to." },
  },
})

@ObjectType({ description: "报名: somebody on the list of a lesson.", simpleResolvers: true })
export class Enrolment implements domain.Enrolment {
  @Field(() => EnrolmentState, { description: "With a place, waiting for one, or off the list." })
  state!: domain.EnrolmentState

  @Field(() => EnrolmentSource, { description: "How the person came onto the list." })
  source!: domain.Enrolment["source"]

  @Field(() => Int, { nullable: true, description: "候补顺序: from 1; null for those who do not wait." })
  waitingPosition!: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it came to stand so; null where the books do not say." })
  recordedAt!: Date | null

  @Field(() => String, { nullable: true, description: "Why the place was given up, where somebody said." })
  reason!: string | null

  memberId!: string
}

@ObjectType({ description: "参训名额: somebody's place in a training class, counted in person-times.", simpleResolvers: true })
export class ClassPlace implements domain.ClassPlace {
  @Field(() => EnrolmentState, { description: "With a place, waiting for one, or off the list." })
  state!: domain.EnrolmentState

  @Field(() => Int, { nullable: true, description: "候补顺序: from 1; null for those who do not wait." })
  waitingPosition!: number | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it came to stand so; null where the books do not say." })
  recordedAt!: Date | null

  @Field(() => String, { nullable: true, description: "Why the place was given up, where somebody said." })
  reason!: string | null

  memberId!: string
}

export const EnrolmentConnection = connectionOf("Enrolment", () => Enrolment, "people on the list of a lesson")
export const ClassPlaceConnection = connectionOf("ClassPlace", () => ClassPlace, "people on the list of a class")
