import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/completeness.ts"
import type { FindingKind as Kind } from "../domain/finding.ts"
import type { LifeDue, LifeRow } from "../domain/organisation-life.ts"
import type { CompletenessLine as Line } from "../use-cases/list-completeness.ts"
import { FindingKind } from "./finding.type.ts"

export const LessonOutcome = { HELD: "HELD", NOT_HELD: "NOT_HELD", CANCELLED: "CANCELLED" } as const
registerEnumType(LessonOutcome, {
  name: "LessonOutcome",
  description: "计划与开展: what became of a lesson that was planned.",
  valuesConfig: {
    HELD: { description: "已开展: a sheet was opened." },
    NOT_HELD: { description: "未开展: published and over, without a sheet." },
    CANCELLED: { description: "已取消: called off." },
  },
})

@ObjectType({ description: "检查要素: what there is of one lesson. Counts are persons (人).", simpleResolvers: true })
export class CompletenessLine implements Omit<Line, "happened"> {
  @Field(() => DateScalar, { description: "The local day of its start." })
  heldOn!: string

  @Field(() => LessonOutcome, { description: "What became of it." })
  happened!: domain.Happened

  @Field(() => Boolean, { description: "Published before it began." })
  isPlanned!: boolean

  @Field(() => Int, { nullable: true, description: "应到: null where no sheet was opened." })
  expected!: number | null

  @Field(() => Int, { nullable: true, description: "实到, late and early ones included." })
  present!: number | null

  @Field(() => Int, { nullable: true, description: "请假: on leave." })
  onLeave!: number | null

  @Field(() => Int, { nullable: true, description: "缺席: absent without leave." })
  absent!: number | null

  @Field(() => Boolean, { description: "Whether somebody is named who led it (主持人)." })
  hasHost!: boolean

  @Field(() => Boolean, { description: "Whether somebody is named who took the record (记录人)." })
  hasRecorder!: boolean

  @Field(() => Int, { description: "会议记录: characters of what was said." })
  summary!: number

  @Field(() => Int, { description: "佐证: pages of paper and files." })
  evidence!: number

  @Field(() => DateTimeScalar, { nullable: true, description: "归档: when its sheet was closed first; null while it is not." })
  filedAt!: Date | null

  @Field(() => Int, { description: "Days from the lesson to its filing, or to the moment of asking: working days where the rule counts those." })
  daysToFile!: number

  @Field(() => [FindingKind], { description: "What is missing, at most 12; checks across facts are under `inspection`." })
  missing!: readonly Kind[]

  lessonId!: string
  organisationId!: string
  organisationPath!: string
  title!: string
  code!: string | null
  startsAt!: Date
  unmarked!: number | null
  slipsMissing!: number
  makeUpsOverdue!: number
}

@ObjectType({ description: "Meetings by kind: due, or held; null where they are not owed, or nobody knows.", simpleResolvers: true })
export class LifeCounts implements LifeDue {
  @Field(() => Int, { description: "支部党员大会: a quarter's assembly." })
  assemblies!: number

  @Field(() => Int, { nullable: true, description: "支委会 with more than half of the committee; null where the branch has no committee." })
  committees!: number | null

  @Field(() => Int, { nullable: true, description: "党小组会 of all groups together; null where no group is known." })
  groups!: number | null

  @Field(() => Int, { description: "党课: lectures of the branch, or above it for its people." })
  lectures!: number

  @Field(() => Int, { description: "主题党日: theme days, voluntary work among them." })
  themeDays!: number
}

@ObjectType({ description: "三会一课: how a branch met in a quarter.", simpleResolvers: true })
export class LifeLine {
  @Field(() => [String], { description: "缺项 as it is printed: `支委会缺1`; at most 7." })
  missing!: readonly string[]

  organisationId!: string
  sums!: LifeRow["sums"]
  quarter!: LifeRow["quarter"]
}

@ObjectType({ description: "Records of meetings and lessons filed in time, of all.", simpleResolvers: true })
export class FilingCounts {
  @Field(() => Int, { description: "Records that were filed in time (按期归档)." })
  inTime!: number

  @Field(() => Int, { description: "All records of what was held." })
  all!: number

  @Field(() => Float, { nullable: true, description: "The share in per cent, half up to one decimal; null where nothing was held." })
  rate!: number | null
}
