import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/appraisal.ts"

export const AppraisalGrade = { GOOD: "GOOD", FAIR: "FAIR", ORDINARY: "ORDINARY", POOR: "POOR" } as const

registerEnumType(AppraisalGrade, {
  name: "AppraisalGrade",
  description: "The overall grade of a secretary's year (综合评价等次).",
  valuesConfig: {
    GOOD: { description: "好: the best of the four." },
    FAIR: { description: "较好: the second." },
    ORDINARY: { description: "一般: the third." },
    POOR: { description: "差: the last." },
  },
})

@ObjectType({ description: "述职评议: one year's appraisal of the secretaries below an organisation.", simpleResolvers: true })
export class AppraisalRound implements domain.AppraisalRound {
  @Field(() => ID, { description: "`appraisal_…`" })
  id!: string

  @Field(() => Int, { description: "The year that was appraised." })
  year!: number

  @Field(() => DateScalar, { nullable: true, description: "When the secretaries reported; null when not recorded." })
  heldOn!: string | null

  organisationId!: string
}

export const AppraisalRoundConnection = connectionOf("AppraisalRound", () => AppraisalRound, "appraisals")

@ObjectType({ description: "评议结果: how one secretary's year was judged.", simpleResolvers: true })
export class AppraisalResult implements domain.AppraisalResult {
  @Field(() => AppraisalGrade, { description: "The overall grade." })
  grade!: domain.AppraisalGrade

  @Field(() => String, { nullable: true, description: "点评: what was said, where noted." })
  comments!: string | null

  roundId!: string
  organisationId!: string
  secretaryId!: string
}
