import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/make-up.ts"
import type * as options from "../domain/rule-options.ts"
import { MakeUpForm } from "./rule-words.type.ts"

export const MakeUpState = { DUE: "DUE", OVERDUE: "OVERDUE", COMPLETED: "COMPLETED", EXEMPT: "EXEMPT", LIFTED: "LIFTED" } as const
registerEnumType(MakeUpState, {
  name: "MakeUpState",
  description: "What has become of an obligation to make up (补课状态).",
  valuesConfig: {
    DUE: { description: "待补: still to be done, within its deadline." },
    OVERDUE: { description: "逾期未补: its deadline is over and nothing was done." },
    COMPLETED: { description: "已闭环: done, with who found it so." },
    EXEMPT: { description: "免补: somebody who keeps the books exempted the person, with a reason." },
    LIFTED: { description: "已撤: nothing is owed after all: the person was there, the leave was withdrawn, or the lesson was cancelled." },
  },
})

@ObjectType({ description: "补课: what one absence obliges to, with its deadline and what became of it.", simpleResolvers: true })
export class MakeUp implements Omit<domain.MakeUp, "evidence"> {
  @Field(() => ID, { description: "By which it is settled: `makeup_…`" })
  id!: string

  @Field(() => MakeUpState, { description: "What has become of it, today." })
  state!: domain.MakeUpState

  @Field(() => DateScalar, { description: "补课截止: the last day on which it is on time." })
  dueOn!: string

  @Field(() => MakeUpForm, { nullable: true, description: "How it was done; null before that." })
  form!: options.MakeUpForm | null

  @Field(() => DateScalar, { nullable: true, description: "补课完成: the day on which it was done; null before that." })
  completedOn!: string | null

  @Field(() => Int, { nullable: true, description: "How many minutes it took; null before it is done." })
  minutes!: number | null

  @Field(() => Float, { nullable: true, description: "补课认定学时: what the year's account counts for it; null while nothing is reckoned." })
  hours!: number | null

  @Field(() => String, { nullable: true, description: "What was said to it: how it was done, or why the person is exempt." })
  note!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was settled; null while it is owed." })
  settledAt!: Date | null

  @Field(() => String, { nullable: true, description: "认定人: the name of whoever found it done, exempted or lifted it; null while it is owed." })
  settledBy!: string | null

  lessonId!: string
  memberId!: string
  leaveId!: string | null
  isMemberSeen!: boolean
}

export const MakeUpConnection = connectionOf("MakeUp", () => MakeUp, "make-ups")
