import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/external-training.ts"

export const ExternalTrainingForm = { OFF_JOB: "OFF_JOB", LECTURE: "LECTURE", ONLINE: "ONLINE", PRACTICE: "PRACTICE", OTHER: "OTHER" } as const
registerEnumType(ExternalTrainingForm, {
  name: "ExternalTrainingForm",
  description: "How training outside was held (培训形式); it decides what the hours count as.",
  valuesConfig: {
    OFF_JOB: { description: "脱产培训: away from work for it; counts as 集中培训." },
    LECTURE: { description: "专题讲座: a lecture; counts as 集体学习." },
    ONLINE: { description: "网络培训: counts as online." },
    PRACTICE: { description: "实践教学: a visit or practice." },
    OTHER: { description: "其他: counts as 集体学习." },
  },
})

export const ExternalTrainingState = {
  SUBMITTED: "SUBMITTED",
  ENDORSED: "ENDORSED",
  APPROVED: "APPROVED",
  REFUSED: "REFUSED",
  WITHDRAWN: "WITHDRAWN",
  REVOKED: "REVOKED",
} as const
registerEnumType(ExternalTrainingState, {
  name: "ExternalTrainingState",
  description: "How far a record of training outside has come.",
  valuesConfig: {
    SUBMITTED: { description: "已提交: waits for the branch." },
    ENDORSED: { description: "初审通过: the branch has looked at it; waits for the organisation above." },
    APPROVED: { description: "已认定: it counts." },
    REFUSED: { description: "未认定: it does not count." },
    WITHDRAWN: { description: "已撤回: taken back before it was decided on." },
    REVOKED: { description: "已撤销: it counted, and was found wrong later." },
  },
})

export const TrainingRule = { OVERLAPS_LESSON: "OVERLAPS_LESSON", OVERLAPS_TRAINING: "OVERLAPS_TRAINING" } as const
registerEnumType(TrainingRule, {
  name: "TrainingRule",
  description: "What speaks against a record of training outside without making it impossible.",
  valuesConfig: {
    OVERLAPS_LESSON: { description: "On one of its days the person attended a lesson here." },
    OVERLAPS_TRAINING: { description: "Another record of the person's training has days in common with it." },
  },
})

@ObjectType({ description: "What whoever approves training outside should look at.", simpleResolvers: true })
export class TrainingWarning {
  @Field(() => TrainingRule, { description: "What it is about, for programs." })
  rule!: keyof typeof TrainingRule

  @Field(() => String, { description: "What was found, for people." })
  message!: string

  @Field(() => DateScalar, { description: "The day of the lesson, or the first day of the other training." })
  heldOn!: string

  lessonId!: string | null
}

@ObjectType({ description: "外部培训补录: training that somebody else held, recorded afterwards and approved at two levels.", simpleResolvers: true })
export class ExternalTraining implements Omit<domain.ExternalTraining, "evidence"> {
  @Field(() => ID, { description: "By which it is endorsed and decided on: `training_…`" })
  id!: string

  @Field(() => String, { description: "培训班名称: what it was called." })
  title!: string

  @Field(() => String, { description: "培训班主办方: who held it." })
  organiserName!: string

  @Field(() => String, { nullable: true, description: "培训班类型: what kind of training, in the words of the record." })
  kind!: string | null

  @Field(() => ExternalTrainingForm, { description: "How it was held." })
  form!: domain.TrainingForm

  @Field(() => DateScalar, { description: "Its first day." })
  startsOn!: string

  @Field(() => DateScalar, { description: "Its last day." })
  endsOn!: string

  @Field(() => Float, { description: "培训学时: its study hours, in halves; over New Year they count in each year by its days there." })
  hours!: number

  @Field(() => String, { nullable: true, description: "时任单位及职务: where the person worked then, and as what." })
  position!: string | null

  @Field(() => String, { nullable: true, description: "参训人员身份: as what they took part: 双肩挑, 支部书记." })
  capacity!: string | null

  @Field(() => String, { nullable: true, description: "培训地点: where it was held." })
  place!: string | null

  @Field(() => String, { nullable: true, description: "培训成绩: how the person did." })
  grade!: string | null

  @Field(() => Boolean, { description: "是否计入年度学习任务: whether it counts towards the year once it is approved." })
  isCounted!: boolean

  @Field(() => String, { nullable: true, description: "备注: what else there is to say." })
  remark!: string | null

  @Field(() => ExternalTrainingState, { description: "How far the record has come." })
  state!: domain.TrainingState

  @Field(() => DateTimeScalar, { description: "When it was submitted." })
  submittedAt!: Date

  @Field(() => String, { description: "The name of whoever submitted it." })
  submittedBy!: string

  @Field(() => DateTimeScalar, { nullable: true, description: "初审: when the first level endorsed it; null before that." })
  endorsedAt!: Date | null

  @Field(() => String, { nullable: true, description: "The name of whoever endorsed it." })
  endorsedBy!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "终审: when the second level decided, or took its approval back; null before that." })
  decidedAt!: Date | null

  @Field(() => String, { nullable: true, description: "The name of whoever decided." })
  decidedBy!: string | null

  @Field(() => String, { nullable: true, description: "What they said to it." })
  decisionNote!: string | null

  memberId!: string
  isMemberSeen!: boolean
}

export const ExternalTrainingConnection = connectionOf("ExternalTraining", () => ExternalTraining, "records of training outside")
