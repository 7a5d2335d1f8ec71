import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/rectification.ts"

export const RectificationState = { OPEN: "OPEN", OVERDUE: "OVERDUE", ACCEPTED: "ACCEPTED" } as const

registerEnumType(RectificationState, {
  name: "RectificationState",
  description: "How a rectification stands on the day of the books (整顿进度).",
  valuesConfig: {
    OPEN: { description: "整顿中: under way, and not yet due." },
    OVERDUE: { description: "逾期: past the day on which it was due, and not accepted." },
    ACCEPTED: { description: "已验收: accepted by the superior." },
  },
})

@ObjectType({ description: "整顿措施: one thing to be done.", simpleResolvers: true })
export class RectificationMeasure implements Omit<domain.Measure, "rectificationId"> {
  @Field(() => ID, { description: "`measure_…`" })
  id!: string

  @Field(() => Int, { description: "Its place in the list, from 1." })
  position!: number

  @Field(() => String, { description: "What is to be done." })
  text!: string

  @Field(() => DateScalar, { nullable: true, description: "When it was done; null while it is not." })
  doneOn!: string | null
}

@ObjectType({ description: "整顿软弱涣散: an organisation listed as weak and lax, until the superior accepts what was done.", simpleResolvers: true })
export class Rectification implements domain.Rectification {
  @Field(() => ID, { description: "`rectification_…`" })
  id!: string

  @Field(() => String, { description: "Why it was listed." })
  reason!: string

  @Field(() => DateScalar, { description: "The day of listing." })
  listedOn!: string

  @Field(() => DateScalar, { description: "整顿期限: by when." })
  dueOn!: string

  @Field(() => DateScalar, { nullable: true, description: "验收: when the superior accepted it; null while it has not." })
  acceptedOn!: string | null

  @Field(() => String, { nullable: true, description: "What came of it, in the words of the acceptance." })
  result!: string | null

  @Field(() => RectificationState, { description: "Under way, overdue or accepted." })
  state!: domain.RectificationState

  organisationId!: string
  leaderId!: string | null
}

export const RectificationConnection = connectionOf("Rectification", () => Rectification, "rectifications")
