import { Field, Float, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/hour-entry.ts"

export const HourStep = {
  MINUTES: "MINUTES",
  CREDITABLE: "CREDITABLE",
  RAW: "RAW",
  ROUNDED: "ROUNDED",
  OVERLAP: "OVERLAP",
  LESSON_CAP: "LESSON_CAP",
  DAILY_CAP: "DAILY_CAP",
  ONLINE_CAP: "ONLINE_CAP",
  COUNTED: "COUNTED",
} as const

registerEnumType(HourStep, {
  name: "HourStep",
  description: "The steps from a fact to hours (折算步骤), in their order; each works on what the one before gave.",
  valuesConfig: {
    MINUTES: { description: "参加分钟: minutes taken part in. In minutes." },
    CREDITABLE: { description: "认定分钟: those that count after the rules of coming late and leaving early. In minutes." },
    RAW: { description: "折算学时: turned into study hours." },
    ROUNDED: { description: "取整学时: rounded to the step; of a make-up, after its factor. In study hours." },
    OVERLAP: { description: "去重: without minutes in which the person earns already. In study hours." },
    LESSON_CAP: { description: "单课上限: no more than the lesson was planned with. In study hours." },
    DAILY_CAP: { description: "单日上限: within the day's cap. In study hours." },
    ONLINE_CAP: { description: "线上上限: within the cap on online hours. In study hours." },
    COUNTED: { description: "计入学时: what is added up. In study hours." },
  },
})

@ObjectType({ description: "One step from a fact to hours.", simpleResolvers: true })
export class HourStepValue {
  @Field(() => HourStep, { description: "Which step, hence the unit." })
  step!: domain.HourStep

  @Field(() => Float, { description: "What it gave: minutes for the first two, study hours for the others." })
  value!: number

  @Field(() => String, { nullable: true, description: "The parameter that decided; null where nothing changed." })
  note!: string | null
}

@ObjectType({ description: "学时条目: what one fact earns in a year. Facts that say that somebody took no part have none.", simpleResolvers: true })
export class HourEntry {
  @Field(() => DateScalar, { description: "The day of the lesson; of training outside, its first." })
  occurredOn!: string

  id!: string
  memberId!: string
  year!: number
  lessonId!: string | null
  trainingId!: string | null
}

export const HourEntryConnection = connectionOf("HourEntry", () => HourEntry, "facts and what they earn")
