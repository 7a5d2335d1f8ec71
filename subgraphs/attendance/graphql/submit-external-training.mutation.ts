import { Arg, Ctx, Field, Float, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/external-training.ts"
import { submitExternalTraining } from "../use-cases/submit-external-training.ts"
import { ExternalTraining, ExternalTrainingForm } from "./external-training.type.ts"

@InputType({ description: "Training that somebody else held (外部培训补录表)." })
class SubmitExternalTrainingInput {
  @Field(() => ID, { nullable: true, description: "Who took part: `member_…`; left out, the viewer." })
  member?: string | null

  @Field(() => String, { description: "培训班名称: what it was called; at most 200 characters." })
  title!: string

  @Field(() => String, { description: "培训班主办方: who held it; at most 200 characters." })
  organiserName!: string

  @Field(() => ExternalTrainingForm, { description: "How it was held; decides what the hours count as." })
  form!: domain.TrainingForm

  @Field(() => DateScalar, { description: "Its first day." })
  startsOn!: string

  @Field(() => DateScalar, { description: "Its last day: today or before." })
  endsOn!: string

  @Field(() => Float, { description: "培训学时: study hours in halves, 0.5 to 500." })
  hours!: number

  @Field(() => String, { nullable: true, description: "培训班类型: what kind of training; at most 64 characters." })
  kind?: string | null

  @Field(() => String, { nullable: true, description: "时任单位及职务: where the person worked then, and as what; at most 200 characters." })
  position?: string | null

  @Field(() => String, { nullable: true, description: "参训人员身份: 双肩挑, 支部书记; at most 64 characters." })
  capacity?: string | null

  @Field(() => String, { nullable: true, description: "培训地点: where it was held; at most 200 characters." })
  place?: string | null

  @Field(() => String, { nullable: true, description: "培训成绩: how the person did; at most 64 characters." })
  grade?: string | null

  @Field(() => Boolean, { nullable: true, description: "是否计入年度学习任务: whether it is to count towards the year; left out, it is." })
  isCounted?: boolean | null

  @Field(() => String, { nullable: true, description: "备注: what else there is to say; at most 2,000 characters." })
  remark?: string | null

  @Field(() => [ID], { description: "佐证材料: files that were sent (`scan_…`), or evidence that is kept already (`evidence_…`); one at least, at most 10." })
  evidence!: string[]

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The record waits for the person's branch.", simpleResolvers: true })
class ExternalTrainingSubmitted {
  @Field(() => ExternalTraining, { nullable: true, description: "As it stands now." })
  training!: domain.ExternalTraining | null
}

const SubmitExternalTrainingResult = resultUnion(
  "submitExternalTraining",
  ExternalTrainingSubmitted,
  [InvalidInput, NotAllowed],
  "What became of a record of training outside.",
)

@Resolver()
export class SubmitExternalTrainingMutation {
  @Mutation(() => SubmitExternalTrainingResult, {
    nullable: true,
    description:
      "外部培训补录: submit training that somebody else held, one's own or of a person whose books one keeps. It counts once two levels have approved it.",
  })
  async submitExternalTraining(
    @Arg("input", () => SubmitExternalTrainingInput, { description: "What was attended, with evidence." }) input: SubmitExternalTrainingInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await submitExternalTraining(context, input), "ExternalTrainingSubmitted", ({ trainingId }) => ({
      training: () => context.loaders.trainingById.load(trainingId),
    }))
  }
}
