import { Field, Float, InputType, Int } from "type-graphql"
import type * as options from "../domain/rule-options.ts"
import type * as rules from "../domain/rule-set.ts"
import { InspectionRuleInput, OrganisationLifeRuleInput } from "./inspection-rule.args.ts"
import { RoleInYear } from "./role-in-year.type.ts"
import { Absence, CountsAs, LessonCategory, MakeUpForm, ProRataWay, RoleDecidedBy, RoundingDirection } from "./rule-words.type.ts"

@InputType({ description: "What a role owes in a calendar year." })
export class RoleRequirementInput {
  @Field(() => RoleInYear, { description: "Who; nobody who is exempt." })
  role!: rules.RoleInYear

  @Field(() => Float, { description: "应修学时, 0 to 2000." })
  hours!: number

  @Field(() => Int, { defaultValue: 0, description: "应参加集中培训次数, 0 to 100." })
  intensiveSessions!: number
}

@InputType({ description: "What lessons of a category count as." })
export class CategoryRuleInput {
  @Field(() => LessonCategory, { description: "Which lessons." })
  category!: rules.LessonCategory

  @Field(() => CountsAs, { description: "As what their hours are added up." })
  countsAs!: rules.CountsAs
}

@InputType({ description: "What coming late, or leaving early, costs." })
export class LatenessRuleInput {
  @Field(() => Int, { description: "So many minutes cost nothing, 0 to 480." })
  graceMinutes!: number

  @Field(() => Int, { nullable: true, description: "More minutes than these count as absence; leave out where none do." })
  absentBeyondMinutes?: number | null
}

@InputType({ description: "What teaching by the day is worth." })
export class DayTableInput {
  @Field(() => Float, { description: "全天: study hours of a day, usually 8." })
  day!: number

  @Field(() => Float, { description: "半天: study hours of half a day, usually 4." })
  halfDay!: number
}

@InputType({ description: "One step of the ladder for watching online." })
export class LadderStepInput {
  @Field(() => Int, { description: "From so many minutes on." })
  fromMinutes!: number

  @Field(() => Float, { description: "Study hours that it is worth." })
  hours!: number
}

@InputType({ description: "Who owes a make-up, until when, in which forms." })
export class MakeUpRuleInput {
  @Field(() => [Absence], { description: "Absences that oblige to one, at most 2." })
  owedBy!: options.Absence[]

  @Field(() => Int, { description: "Within so many days after the lesson, 1 to 366." })
  deadlineDays!: number

  @Field(() => [MakeUpForm], { description: "Forms that are accepted, at most 4." })
  forms!: options.MakeUpForm[]
}

@InputType({ description: "What is owed by who belonged for a part of the year." })
export class ProRataRuleInput {
  @Field(() => ProRataWay, { description: "In which way." })
  way!: options.ProRataWay

  @Field(() => Int, { defaultValue: 0, description: "Below so many months nothing is owed, where the way is that; 0 to 12." })
  months!: number
}

@InputType({ description: "Parameters of a rule set. What is left out is switched off, or as it was before there was such a parameter." })
export class RuleParametersInput {
  @Field(() => [RoleRequirementInput], { description: "Roles that owe something, at most 9; the others owe nothing." })
  requirements!: RoleRequirementInput[]

  @Field(() => RoleDecidedBy, { nullable: true, description: "Which post decides the role; the one at the end of the year when left out." })
  roleDecidedBy?: options.RoleDecidedBy | null

  @Field(() => ProRataRuleInput, { nullable: true, description: "What is owed by who came or left in the year; all of it when left out." })
  proRata?: ProRataRuleInput | null

  @Field(() => [CategoryRuleInput], { description: "What each category counts as: all 6 of them, at most 6." })
  categories!: CategoryRuleInput[]

  @Field(() => Float, { description: "How many minutes are one study hour, 1 to 480." })
  minutesPerHour!: number

  @Field(() => DayTableInput, { nullable: true, description: "What is taught by the day; by the clock when left out." })
  dayTable?: DayTableInput | null

  @Field(() => Float, { description: "The smallest step in which a lesson is credited, 0.01 to 8." })
  roundingStep!: number

  @Field(() => RoundingDirection, { description: "Which way to the step." })
  roundingDirection!: rules.RoundingDirection

  @Field(() => Float, { defaultValue: 0, description: "Missing no more minutes than these costs nothing, where `late` and `early` say nothing." })
  lateGraceMinutes!: number

  @Field(() => LatenessRuleInput, { nullable: true, description: "迟到: what coming late costs." })
  late?: LatenessRuleInput | null

  @Field(() => LatenessRuleInput, { nullable: true, description: "早退: what leaving early costs." })
  early?: LatenessRuleInput | null

  @Field(() => Int, { nullable: true, description: "So many latenesses of a year make one absence, 2 to 100." })
  latesPerAbsence?: number | null

  @Field(() => Float, { nullable: true, description: "The part of the requirement that online hours may fill, 0 to 1; no such cap when left out." })
  onlineCapShare?: number | null

  @Field(() => Float, { nullable: true, description: "So many online hours count at most; no such cap when left out." })
  onlineCapHours?: number | null

  @Field(() => [LadderStepInput], { nullable: true, description: "What watching online is worth, at most 10 steps; by the minute when left out." })
  onlineLadder?: LadderStepInput[] | null

  @Field(() => Float, { nullable: true, description: "So many hours a day count at most, 0 to 24; no cap when left out." })
  dailyCapHours?: number | null

  @Field(() => Float, { description: "What a make-up is worth, 0 to 1." })
  makeUpFactor!: number

  @Field(() => MakeUpRuleInput, { nullable: true, description: "Who owes a make-up; any absence, within 30 days, in any form, when left out." })
  makeUp?: MakeUpRuleInput | null

  @Field(() => InspectionRuleInput, { nullable: true, description: "By what inspectors judge sheets and meetings; by what is customary when left out." })
  inspection?: InspectionRuleInput | null

  @Field(() => OrganisationLifeRuleInput, { nullable: true, description: "How often branches meet; as is customary when left out." })
  organisationLife?: OrganisationLifeRuleInput | null
}
