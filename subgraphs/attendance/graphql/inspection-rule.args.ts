import { Field, Float, InputType, Int } from "type-graphql"
import type * as rules from "../domain/inspection-rules.ts"

@InputType({ description: "检查参数: what inspectors take for too little, too late or too alike. What is left out is as is customary." })
export class InspectionRuleInput implements rules.InspectionAsked {
  @Field(() => Int, { nullable: true, description: "归档时限: a record is due within so many days of the lesson or meeting, 0 to 366; 3 when left out." })
  filedWithinDays?: number | null

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether these are working days by the State Council's arrangement (国办放假通知), or days of the calendar; working days when left out.",
  })
  countsWorkingDays?: boolean | null

  @Field(() => Int, { nullable: true, description: "会议记录: so many characters at least of what was said, 0 to 2000; 20 when left out." })
  summaryCharacters?: number | null

  @Field(() => Int, { nullable: true, description: "签到窗口: how many minutes before the start somebody may sign in, 0 to 1440; 60 when left out." })
  earliestMinutes?: number | null

  @Field(() => Int, {
    nullable: true,
    description: "名单雷同: so many people at least, exactly the same ones as on another day, are found, 2 to 10000; 5 when left out.",
  })
  sameListFrom?: number | null

  @Field(() => Int, {
    nullable: true,
    description: "名单高度雷同: so many people at least, nearly all of them the same ones, are found, 2 to 10000; 20 when left out.",
  })
  nearListFrom?: number | null

  @Field(() => Float, { nullable: true, description: "What part of them must be the same for that, 0.5 to 1; 0.95 when left out." })
  nearListShare?: number | null

  @Field(() => Int, { nullable: true, description: "How many days back lists are compared, 1 to 366; 100 when left out." })
  sameListDays?: number | null

  @Field(() => Int, {
    nullable: true,
    description: "集中补录: so many marks at least that were recorded within one minute are found, 2 to 10000; 10 when left out.",
  })
  batchMarks?: number | null

  @Field(() => Int, { nullable: true, description: "So many days after the lesson, for that, 0 to 366; 3 when left out." })
  batchAfterDays?: number | null

  @Field(() => Int, {
    nullable: true,
    description: "整点签到: so many arrivals at least, written by hand and all at the full or half hour, are found, 2 to 10000; 5 when left out.",
  })
  roundFrom?: number | null

  @Field(() => Int, {
    nullable: true,
    description: "单向更正: so many corrections of one sheet at least, all of them upwards, are found, 1 to 10000; 3 when left out.",
  })
  creditOnlyFrom?: number | null
}

@InputType({ description: "三会一课、主题党日: how often a branch meets in a quarter. What is left out is as is customary." })
export class OrganisationLifeRuleInput implements rules.OrganisationLifeAsked {
  @Field(() => Int, {
    nullable: true,
    description: "支部党员大会 of a branch in a quarter, 0 to 100; 1 when left out; the Regulations on Branches (支部工作条例, Art. 11 to 13) say one.",
  })
  assemblies?: number | null

  @Field(() => Int, { nullable: true, description: "支委会 in a quarter, of branches with a committee, 0 to 100; 3 when left out; they say one a month." })
  committees?: number | null

  @Field(() => Int, { nullable: true, description: "党小组会 in a quarter, of each group, 0 to 100; 3 when left out; they say one a month." })
  groups?: number | null

  @Field(() => Int, { nullable: true, description: "党课 in a quarter, 0 to 100; 1 when left out; they say regularly, and how often is local." })
  lectures?: number | null

  @Field(() => Int, { nullable: true, description: "主题党日 in a quarter, 0 to 100; 3 when left out; they say one a month (Art. 16)." })
  themeDays?: number | null

  @Field(() => Int, { nullable: true, description: "From so many officers on a branch has a committee, and owes its meetings, 0 to 100; 3 when left out." })
  committeeFrom?: number | null
}
