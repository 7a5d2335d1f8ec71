import { Field, Float, Int, ObjectType } from "type-graphql"
import type * as rules from "../domain/inspection-rules.ts"

@ObjectType({
  description: "检查参数: what inspectors take for too little, too late or too alike. No national text says: every figure is local.",
  simpleResolvers: true,
})
export class InspectionRule implements rules.InspectionRules {
  @Field(() => Int, { description: "归档时限: a record is due within so many days of the lesson or meeting." })
  filedWithinDays!: number

  @Field(() => Boolean, { description: "Whether these are working days by the State Council's arrangement (国办放假通知), or days of the calendar." })
  countsWorkingDays!: boolean

  @Field(() => Int, { description: "会议记录: so many characters at least of what was said." })
  summaryCharacters!: number

  @Field(() => Int, { description: "签到窗口: how many minutes before the start somebody may sign in." })
  earliestMinutes!: number

  @Field(() => Int, { description: "名单雷同: so many people at least, exactly the same ones as on another day, are found." })
  sameListFrom!: number

  @Field(() => Int, { description: "名单高度雷同: so many people at least, nearly all of them the same ones, are found." })
  nearListFrom!: number

  @Field(() => Float, { description: "What part of them must be the same for that." })
  nearListShare!: number

  @Field(() => Int, { description: "How many days back lists are compared." })
  sameListDays!: number

  @Field(() => Int, { description: "集中补录: so many marks at least that were recorded within one minute are found." })
  batchMarks!: number

  @Field(() => Int, { description: "So many days after the lesson, for that." })
  batchAfterDays!: number

  @Field(() => Int, { description: "整点签到: so many arrivals at least, written by hand and all at the full or half hour, are found." })
  roundFrom!: number

  @Field(() => Int, { description: "单向更正: so many corrections of one sheet at least, all of them upwards, are found." })
  creditOnlyFrom!: number
}

@ObjectType({ description: "三会一课、主题党日: how often a branch meets in a quarter.", simpleResolvers: true })
export class OrganisationLifeRule implements rules.OrganisationLifeRules {
  @Field(() => Int, { description: "支部党员大会 of a branch in a quarter; the Regulations on Branches (支部工作条例, Art. 11 to 13) say one." })
  assemblies!: number

  @Field(() => Int, { description: "支委会 in a quarter, of branches with a committee; they say one a month." })
  committees!: number

  @Field(() => Int, { description: "党小组会 in a quarter, of each group; they say one a month." })
  groups!: number

  @Field(() => Int, { description: "党课 in a quarter; they say regularly, and how often is local." })
  lectures!: number

  @Field(() => Int, { description: "主题党日 in a quarter; they say one a month (Art. 16)." })
  themeDays!: number

  @Field(() => Int, { description: "From so many officers on a branch has a committee, and owes its meetings." })
  committeeFrom!: number
}
