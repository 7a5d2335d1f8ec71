import { Field, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/hours-check.ts"

export const DifferenceSubject = { TALLY: "TALLY", ACCOUNT: "ACCOUNT" } as const
registerEnumType(DifferenceSubject, {
  name: "HoursDifferenceSubject",
  description: "Of what two sides differ.",
  valuesConfig: {
    TALLY: { description: "汇总数: what is kept of a branch, against its accounts." },
    ACCOUNT: { description: "个人账户: what is kept of a person's year, against the ledger." },
  },
})

@ObjectType({ description: "对账差异: where what is kept and what was found are not alike.", simpleResolvers: true })
export class HoursFinding {
  @Field(() => DifferenceSubject, { description: "Of a branch's tally, or of a person's account." })
  subject!: domain.HoursDifference["subject"]

  @Field(() => String, { description: "Which figure; `account` or `tally` where it is there on one side only." })
  field!: string

  @Field(() => String, { description: "What is kept, as text." })
  kept!: string

  @Field(() => String, { description: "What follows from the accounts or the ledger, as text." })
  found!: string

  organisationId!: string | null
  memberId!: string | null
}

@ObjectType({ description: "学时对账: tallies compared with accounts, and accounts with the ledger. Nothing is put right by it.", simpleResolvers: true })
export class HoursReconciliation implements Omit<domain.HoursReconciliation, "id"> {
  @Field(() => Int, { description: "The calendar year." })
  year!: number

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  askedAt!: Date

  @Field(() => String, { nullable: true, description: "By whom; null for the nightly one." })
  askedBy!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was done; null while it waits or is under way." })
  finishedAt!: Date | null

  @Field(() => Int, { description: "Persons (人) whose years were reckoned again, till now." })
  accounts!: number

  @Field(() => Int, { description: "Tallies that were compared." })
  tallies!: number

  @Field(() => Int, { description: "Differences found, till now; 0 of a finished one is the good answer." })
  differences!: number

  id!: string
  organisationId!: string
}

export const HoursReconciliationConnection = connectionOf("HoursReconciliation", () => HoursReconciliation, "reconciliations")
