import { Field, Float, ID, Int, ObjectType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateScalar, DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import type * as options from "../domain/rule-options.ts"
import type * as rules from "../domain/rule-set.ts"
import { InspectionRule, OrganisationLifeRule } from "./inspection-rule.type.ts"
import { RuleStatus } from "./enums.ts"
import { Absence, CountsAs, LessonCategory, MakeUpForm, ProRataWay, RoleDecidedBy, RoundingDirection } from "./rule-words.type.ts"
import { RoleInYear } from "./role-in-year.type.ts"

@ObjectType({ description: "What a role owes in a calendar year.", simpleResolvers: true })
export class RoleRequirement {
  @Field(() => RoleInYear, { description: "Who." })
  role!: rules.RoleInYear

  @Field(() => Float, { description: "应修学时: study hours." })
  hours!: number

  @Field(() => Int, { description: "应参加集中培训次数: sessions of centralised training among them." })
  intensiveSessions!: number
}

@ObjectType({ description: "What lessons of a category count as.", simpleResolvers: true })
export class CategoryRule {
  @Field(() => LessonCategory, { description: "What the lesson is." })
  category!: rules.LessonCategory

  @Field(() => CountsAs, { description: "As what its hours are added up." })
  countsAs!: rules.CountsAs
}

@ObjectType({ description: "What coming late, or leaving early, costs: by the minute between the two bounds.", simpleResolvers: true })
export class LatenessRule implements options.LatenessRule {
  @Field(() => Int, { description: "So many minutes cost nothing." })
  graceMinutes!: number

  @Field(() => Int, { nullable: true, description: "More minutes than these count as absence; null where none do." })
  absentBeyondMinutes!: number | null
}

@ObjectType({ description: "What teaching by the day is worth, however long it lasts.", simpleResolvers: true })
export class DayTable {
  @Field(() => Float, { description: "全天: study hours of a day." })
  day!: number

  @Field(() => Float, { description: "半天: study hours of half a day, five clock hours at most." })
  halfDay!: number
}

@ObjectType({ description: "One step of the ladder by which watching online is counted.", simpleResolvers: true })
export class LadderStep implements options.LadderStep {
  @Field(() => Int, { description: "From so many minutes on." })
  fromMinutes!: number

  @Field(() => Float, { description: "Study hours that it is worth." })
  hours!: number
}

@ObjectType({ description: "Who owes a make-up (补课), until when, and how it may be done.", simpleResolvers: true })
export class MakeUpRule {
  @Field(() => [Absence], { description: "Absences that oblige to one; at most two." })
  owedBy!: readonly options.Absence[]

  @Field(() => Int, { description: "Within so many days after the lesson." })
  deadlineDays!: number

  @Field(() => [MakeUpForm], { description: "Forms that are accepted; at most four." })
  forms!: readonly options.MakeUpForm[]
}

@ObjectType({ description: "What is owed by who belonged for a part of the year.", simpleResolvers: true })
export class ProRataRule {
  @Field(() => ProRataWay, { description: "In which way." })
  way!: options.ProRataWay

  @Field(() => Int, { description: "Below so many months nothing is owed, where the way is that." })
  months!: number
}

@ObjectType({ description: "Parameters of a rule set: facts become minutes, minutes hours, hours a year.", simpleResolvers: true })
export class RuleParameters {
  @Field(() => [RoleRequirement], { description: "What each role owes; roles that owe nothing are left out, so at most nine." })
  requirements!: RoleRequirement[]

  @Field(() => RoleDecidedBy, { description: "Which post decides the role in a year in which it changed." })
  roleDecidedBy!: options.RoleDecidedBy

  @Field(() => ProRataRule, { nullable: true, description: "What is owed by who came or left in the year; null for all of it." })
  proRata!: ProRataRule | null

  @Field(() => [CategoryRule], { description: "What each of the six categories counts as." })
  categories!: CategoryRule[]

  @Field(() => Float, { description: "How many minutes are one study hour (学时)." })
  minutesPerHour!: number

  @Field(() => DayTable, { nullable: true, description: "What is taught by the day; null where the clock decides." })
  dayTable!: DayTable | null

  @Field(() => Float, { description: "最小单位: the smallest step in which a lesson is credited." })
  roundingStep!: number

  @Field(() => RoundingDirection, { description: "Which way to the step." })
  roundingDirection!: rules.RoundingDirection

  @Field(() => Float, { description: "Missing no more minutes than these costs nothing, where `late` and `early` say nothing." })
  lateGraceMinutes!: number

  @Field(() => LatenessRule, { nullable: true, description: "迟到: what coming late costs." })
  late!: LatenessRule | null

  @Field(() => LatenessRule, { nullable: true, description: "早退: what leaving early costs." })
  early!: LatenessRule | null

  @Field(() => Int, { nullable: true, description: "So many latenesses of a year make one absence; null where they do not." })
  latesPerAbsence!: number | null

  @Field(() => Float, { nullable: true, description: "线上上限: the part of the requirement that online hours may fill; null without such a cap." })
  onlineCapShare!: number | null

  @Field(() => Float, { nullable: true, description: "线上上限: so many online hours count at most; null without such a cap." })
  onlineCapHours!: number | null

  @Field(() => [LadderStep], { description: "What watching online is worth, at most 10 steps; none where it counts by the minute." })
  onlineLadder!: readonly LadderStep[]

  @Field(() => Float, { nullable: true, description: "So many hours a day count at most; null without a cap." })
  dailyCapHours!: number | null

  @Field(() => Float, { description: "What a make-up is worth: 1 for full hours, 0 for none." })
  makeUpFactor!: number

  @Field(() => MakeUpRule, { description: "Who owes a make-up, and how it is done." })
  makeUp!: MakeUpRule

  @Field(() => InspectionRule, { description: "By what inspectors judge sheets and meetings; what is customary, where the set does not say." })
  inspection!: InspectionRule

  @Field(() => OrganisationLifeRule, { description: "How often branches meet; what is customary, where the set does not say." })
  organisationLife!: OrganisationLifeRule
}

@ObjectType({ description: "学时规则: by what years of study are judged; in force from a day to a day, never changed, only ended.", simpleResolvers: true })
export class RuleSet implements Omit<RuleSetRecord, "parameters"> {
  @Field(() => ID, { description: "By which it is named when it is ended: `rules_…`" })
  id!: string

  @Field(() => String, { description: "What auditors call it; says which of its parameters are local." })
  title!: string

  @Field(() => String, { description: "Where it holds, in words." })
  jurisdiction!: string

  @Field(() => String, { description: "The document it comes from." })
  sourceDocument!: string

  @Field(() => String, { nullable: true, description: "Which articles of it say what, and what is local." })
  article!: string | null

  @Field(() => RuleStatus, { description: "How firm its ground is." })
  status!: RuleSetRecord["status"]

  @Field(() => DateScalar, { description: "The first day in force. The set in force on 31 December judges the year." })
  effectiveFrom!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it is no longer in force." })
  effectiveTo!: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was added; null for what was there from the beginning." })
  addedAt!: Date | null

  @Field(() => String, { nullable: true, description: "The name of whoever added it." })
  addedBy!: string | null

  organisationId!: string | null
  organisationPath!: string | null
  parameters!: unknown
}

export const RuleSetConnection = connectionOf("RuleSet", () => RuleSet, "rule sets")
