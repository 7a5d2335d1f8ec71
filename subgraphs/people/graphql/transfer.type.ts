import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/transfer.ts"

export const TransferState = { STARTED: "STARTED", ACCEPTED: "ACCEPTED", REFUSED: "REFUSED", EXPIRED: "EXPIRED", WITHDRAWN: "WITHDRAWN" } as const

registerEnumType(TransferState, {
  name: "TransferState",
  description: "How a transfer stands (转接状态).",
  valuesConfig: {
    STARTED: { description: "转接中: the letter is under way; the origin stays responsible." },
    ACCEPTED: { description: "已接收: the person belongs to the receiver." },
    REFUSED: { description: "已退回: the receiver refused and said why; nothing changed." },
    EXPIRED: { description: "已过期: nobody decided while the letter was valid; nothing changed." },
    WITHDRAWN: { description: "已撤回: the origin took the letter back; nothing changed." },
  },
})

export const TransferDirection = { IN: "IN", OUT: "OUT" } as const

registerEnumType(TransferDirection, {
  name: "TransferDirection",
  description: "Which way people go, seen from an organisation (转入/转出).",
  valuesConfig: { IN: { description: "转入: they come to it or below." }, OUT: { description: "转出: they leave it or below." } },
})

@ObjectType({
  description:
    "组织关系转接: one letter (介绍信) that sends a person to another organisation. Readable by those who read either end, and by whoever may read the person today.",
  simpleResolvers: true,
})
export class Transfer {
  @Field(() => ID, { description: "`transfer_…`" })
  id!: string

  @Field(() => TransferState, { description: "How it stands today." })
  state!: domain.TransferState

  @Field(() => String, { description: "介绍信编号: the number of the letter." })
  letterNumber!: string

  @Field(() => String, { description: "Whom it sends, by the name on the letter; `member` may not be readable." })
  memberName!: string

  @Field(() => DateScalar, { description: "开具日期: the day on which it was issued." })
  startedOn!: string

  @Field(() => DateScalar, { description: "有效期至: the last day on which it can be decided on; 90 days after it was issued at most." })
  validUntil!: string

  @Field(() => String, { nullable: true, description: "党费交至: the last month for which dues were paid, `2026-10`." })
  duesPaidTo!: string | null

  @Field(() => DateScalar, { nullable: true, description: "接收日期: the first day with the receiver; null unless accepted." })
  receivedOn!: string | null

  @Field(() => DateScalar, { nullable: true, description: "回执日期: the day on which the origin had the receipt; null unless accepted." })
  receiptOn!: string | null

  @Field(() => String, { nullable: true, description: "Why the receiver refused; null unless it did." })
  refusedReason!: string | null

  @Field(() => String, { nullable: true, description: "What the origin added." })
  remark!: string | null

  memberId!: string
  origin!: domain.TransferEnd
  destination!: domain.TransferEnd
}

export const TransferConnection = connectionOf("Transfer", () => Transfer, "transfers")
