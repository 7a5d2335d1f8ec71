import { Field, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import type * as domain from "../domain/reconciliation.ts"
import { PaperLine } from "./paper-sheet.type.ts"

export const DifferenceKind = {
  ON_PAPER_ONLY: "ON_PAPER_ONLY",
  SCANNED_ONLY: "SCANNED_ONLY",
  TIMES_DIFFER: "TIMES_DIFFER",
  ILLEGIBLE: "ILLEGIBLE",
  UNRESOLVED: "UNRESOLVED",
} as const satisfies Record<domain.DifferenceKind, domain.DifferenceKind>

registerEnumType(DifferenceKind, {
  name: "DifferenceKind",
  description: "In what paper and door differ (核对差异).",
  valuesConfig: {
    ON_PAPER_ONLY: { description: "仅纸质: signed, and never scanned." },
    SCANNED_ONLY: { description: "仅扫码: scanned, and did not sign; where the paper has the person, its line says what." },
    TIMES_DIFFER: { description: "时间不符: the times lie more than 10 minutes apart, or make the person late on one side only." },
    ILLEGIBLE: { description: "字迹不清: a line that nobody can read." },
    UNRESOLVED: { description: "待认定: a line of which it is not known whom it means." },
  },
})

@ObjectType({ description: "One thing in which paper and door differ, or that the paper leaves open.", simpleResolvers: true })
export class PaperDifference implements domain.Difference {
  @Field(() => DifferenceKind, { description: "In what." })
  kind!: domain.DifferenceKind

  @Field(() => PaperLine, { nullable: true, description: "The line of the paper; null where it does not have the person." })
  line!: domain.SheetLine | null

  @Field(() => Int, { nullable: true, description: "How many minutes the times lie apart at most; null where only one side has any." })
  minutesApart!: number | null

  memberId!: string | null
  scanned!: domain.Scanned | null
}

export const PaperDifferenceConnection = connectionOf("PaperDifference", () => PaperDifference, "differences between paper and door")

@ObjectType({
  description: "纸质与扫码核对: the paper sheets of a lesson against the scans at the door. Everybody of either side is counted once.",
  simpleResolvers: true,
})
export class PaperReconciliation {
  @Field(() => Int, { description: "一致: signed and scanned, at about the same time." })
  agree!: number

  @Field(() => Int, { description: "仅纸质: people who signed and never scanned." })
  onPaperOnly!: number

  @Field(() => Int, { description: "仅扫码: people who scanned and did not sign." })
  scannedOnly!: number

  @Field(() => Int, { description: "时间不符: people whose times differ." })
  timesDiffer!: number

  @Field(() => Int, { description: "字迹不清: lines that nobody can read." })
  illegible!: number

  @Field(() => Int, { description: "待认定: lines of which it is not known whom they mean." })
  unresolved!: number

  reconciliation!: domain.Reconciliation
}
