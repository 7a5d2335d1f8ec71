import {
  CUSTOMARY_INSPECTION,
  CUSTOMARY_ORGANISATION_LIFE,
  type InspectionRules,
  type OrganisationLifeRules,
  parseInspection,
  parseOrganisationLife,
} from "./inspection-rules.ts"
import { InvalidRuleSet, number, oneOf, orNull, record } from "./rule-reading.ts"

export const ROLE_DECIDED_BY = ["YEAR_END", "LONGEST_HELD", "HIGHEST_HELD"] as const
/** Which post decides somebody's role in a year in which it changed (no national text): the last, the longest held, or the highest. */
export type RoleDecidedBy = (typeof ROLE_DECIDED_BY)[number]

export const PRO_RATA_WAYS = ["FULL", "PRO_RATA_BY_MONTH", "EXEMPT_BELOW_MONTHS"] as const
/** What somebody owes who belonged for a part of the year (H11: no national text): all, by months, or nothing below some months. */
export type ProRataWay = (typeof PRO_RATA_WAYS)[number]

export const MAKE_UP_FORMS = ["SELF_STUDY", "TAUGHT_AGAIN", "ONLINE", "HOME_DELIVERY"] as const
/** 补课方式: L6 names them, and leaves the choice free. */
export type MakeUpForm = (typeof MAKE_UP_FORMS)[number]

export const ABSENCES = ["ON_LEAVE", "ABSENT"] as const
export type Absence = (typeof ABSENCES)[number]

/** What coming late, or leaving early, costs: nothing up to the grace, by the minute beyond it, everything beyond the limit (L3: policies differ). */
export type LatenessRule = { graceMinutes: number; absentBeyondMinutes: number | null }
/** One step of the ladder for watching online: from so many minutes on, so many hours (U5: Yunnan's 1, 0.5 and 0.25). */
export type LadderStep = { fromMinutes: number; hours: number }

/**
 * Parameters that came later than the first rule sets. A set that does not name one is judged as before there was one, so that no closed year
 * changes its numbers.
 */
export type RuleOptions = {
  /** U2: what is taught by the day is worth so much, however long it lasts; who was there in part earns in proportion. Left out: by the clock. */
  dayTable?: { day: number; halfDay: number } | null
  /** Left out, both: `lateGraceMinutes` for all that is missed together. */
  late?: LatenessRule | null
  early?: LatenessRule | null
  /** Every so manieth lateness of the year counts as an absence (L3: two lates make one). */
  latesPerAbsence?: number | null
  /** U7: at most so many online hours, beside the share. */
  onlineCapHours?: number | null
  onlineLadder?: readonly LadderStep[] | null
  /** L6, L7: who owes a make-up, until when, in which forms. What it earns is `makeUpFactor`. */
  makeUp?: { owedBy: readonly Absence[]; deadlineDays: number; forms: readonly MakeUpForm[] } | null
  proRata?: { way: ProRataWay; months: number } | null
  roleDecidedBy?: RoleDecidedBy
  /** What inspectors find too little, too late or too alike. */
  inspection?: InspectionRules | null
  /** How often branches meet in a quarter. */
  organisationLife?: OrganisationLifeRules | null
}

/** Give by what a rule set inspects: customary where it does not say. */
export function inspectionOf(options: RuleOptions | null): InspectionRules {
  return options?.inspection ?? CUSTOMARY_INSPECTION
}

/** Give how often branches meet under a rule set: customary where it does not say. */
export function organisationLifeOf(options: RuleOptions | null): OrganisationLifeRules {
  return options?.organisationLife ?? CUSTOMARY_ORGANISATION_LIFE
}

const DAYS_TO_MAKE_UP = 30

/** Give who owes a make-up under a rule set, within how many days and in which forms: assumed where the set does not say (L6). */
export function makeUpRulesOf({ makeUp }: RuleOptions): { owedBy: readonly Absence[]; deadlineDays: number; forms: readonly MakeUpForm[] } {
  return makeUp ?? { owedBy: ABSENCES, deadlineDays: DAYS_TO_MAKE_UP, forms: MAKE_UP_FORMS }
}

/** Read the later parameters of a stored rule set; those it does not name stay away. @throws {InvalidRuleSet} */
export function parseRuleOptions(source: Record<string, unknown>): RuleOptions {
  const given = <Key extends keyof RuleOptions>(key: Key, read: (value: unknown) => RuleOptions[Key]) =>
    source[key] === undefined ? {} : { [key]: orNull(source[key], read) }
  return {
    ...given("dayTable", (value) => {
      const table = record(value, "dayTable")
      return { day: number(table["day"], "dayTable.day", 0, 24), halfDay: number(table["halfDay"], "dayTable.halfDay", 0, 24) }
    }),
    ...given("late", (value) => parseLateness(value, "late")),
    ...given("early", (value) => parseLateness(value, "early")),
    ...given("latesPerAbsence", (value) => number(value, "latesPerAbsence", 2, 100)),
    ...given("onlineCapHours", (value) => number(value, "onlineCapHours", 0, 2000)),
    ...given("onlineLadder", parseLadder),
    ...given("makeUp", parseMakeUp),
    ...given("proRata", (value) => {
      const rule = record(value, "proRata")
      return { way: oneOf(rule["way"], "proRata.way", PRO_RATA_WAYS), months: number(rule["months"], "proRata.months", 0, 12) }
    }),
    ...given("roleDecidedBy", (value) => oneOf(value, "roleDecidedBy", ROLE_DECIDED_BY)),
    ...given("inspection", parseInspection),
    ...given("organisationLife", parseOrganisationLife),
  }
}

function parseLateness(value: unknown, at: string): LatenessRule {
  const source = record(value, at)
  return {
    graceMinutes: number(source["graceMinutes"], `${at}.graceMinutes`, 0, 480),
    absentBeyondMinutes: orNull(source["absentBeyondMinutes"], (minutes) => number(minutes, `${at}.absentBeyondMinutes`, 0, 480)),
  }
}

function parseLadder(value: unknown): LadderStep[] {
  const steps = list(value, "onlineLadder").map((one, at) => {
    const step = record(one, `onlineLadder.${at}`)
    return {
      fromMinutes: number(step["fromMinutes"], `onlineLadder.${at}.fromMinutes`, 0, 1440),
      hours: number(step["hours"], `onlineLadder.${at}.hours`, 0, 24),
    }
  })
  return steps.sort((a, b) => a.fromMinutes - b.fromMinutes)
}

function parseMakeUp(value: unknown): RuleOptions["makeUp"] {
  const source = record(value, "makeUp")
  return {
    owedBy: list(source["owedBy"], "makeUp.owedBy").map((one) => oneOf(one, "makeUp.owedBy", ABSENCES)),
    deadlineDays: number(source["deadlineDays"], "makeUp.deadlineDays", 1, 366),
    forms: list(source["forms"], "makeUp.forms").map((one) => oneOf(one, "makeUp.forms", MAKE_UP_FORMS)),
  }
}

function list(value: unknown, at: string): unknown[] {
  if (Array.isArray(value)) return value
  throw new InvalidRuleSet(`The rule set's ${at} is not a list.`)
}
