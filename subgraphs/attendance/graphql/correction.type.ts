import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/correction.ts"

export const CorrectionState = { REQUESTED: "REQUESTED", APPROVED: "APPROVED", REFUSED: "REFUSED" } as const

registerEnumType(CorrectionState, {
  name: "CorrectionState",
  description: "How a correction that needs a second person stands (更正申请状态).",
  valuesConfig: {
    REQUESTED: { description: "待审批: waits for a decision." },
    APPROVED: { description: "已同意: it is in the ledger." },
    REFUSED: { description: "已驳回: what stood stands." },
  },
})

@ObjectType({ description: "更正申请: a correction that somebody else decides on.", simpleResolvers: true })
export class CorrectionRequest {
  @Field(() => ID, { description: "By which it is decided on: `correction_…`" })
  id!: string

  @Field(() => String, { description: "理由: why it was asked for." })
  reason!: string

  @Field(() => [String], { description: "佐证: the pieces of evidence that were named (`evidence_…`); at most 10." })
  evidence!: string[]

  @Field(() => DateTimeScalar, { nullable: true, description: "When the person is to have come." })
  arrivedAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When the person is to have left." })
  leftAt!: Date | null

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  requestedAt!: Date

  @Field(() => String, { description: "申请人: who asked." })
  requestedBy!: string

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was decided; null while it waits." })
  decidedAt!: Date | null

  @Field(() => String, { nullable: true, description: "审批人: who decided." })
  decidedBy!: string | null

  @Field(() => String, { nullable: true, description: "审批意见: what was said with the decision." })
  decisionNote!: string | null

  lessonId!: string
  memberId!: string
  progress!: domain.CorrectionState
  state!: domain.Correction["state"]
}

export const CorrectionRequestConnection = connectionOf("CorrectionRequest", () => CorrectionRequest, "corrections that were asked for")
