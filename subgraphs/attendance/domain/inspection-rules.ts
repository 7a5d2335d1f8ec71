import type { FieldProblem } from "../../shared/result.ts"
import { number, record } from "./rule-reading.ts"

/** What an inspector takes for too little, too late or too alike. No national text says: every figure is a local parameter (F7 and what inspections print). */
export type InspectionRules = {
  /** 归档: a record is due within so many days of the lesson or meeting (甘州区、达川区: 3 (working) days). */
  filedWithinDays: number
  /** Whether those are working days by the State Council's arrangement, or days. */
  countsWorkingDays: boolean
  /** 会议记录: at least so many characters of what was said. */
  summaryCharacters: number
  /** 签到窗口: how long before the start somebody may arrive. */
  earliestMinutes: number
  /** 名单雷同: as many people at least, exactly the same ones. */
  sameListFrom: number
  /** As many people at least, and this share of them the same. */
  nearListFrom: number
  nearListShare: number
  /** How many days back lists are compared. */
  sameListDays: number
  /** 集中补录: as many marks at least within one minute, so many days after the lesson. */
  batchMarks: number
  batchAfterDays: number
  /** 整点: as many arrivals by hand at least, all of them at the full or half hour. */
  roundFrom: number
  /** 单向更正: as many corrections of one sheet at least, all of them upwards. */
  creditOnlyFrom: number
}

export const CUSTOMARY_INSPECTION: InspectionRules = {
  filedWithinDays: 3,
  countsWorkingDays: true,
  summaryCharacters: 20,
  earliestMinutes: 60,
  sameListFrom: 5,
  nearListFrom: 20,
  nearListShare: 0.95,
  sameListDays: 100,
  batchMarks: 10,
  batchAfterDays: 3,
  roundFrom: 5,
  creditOnlyFrom: 3,
}

const BOUNDS: Record<Exclude<keyof InspectionRules, "countsWorkingDays">, readonly [least: number, most: number]> = {
  filedWithinDays: [0, 366],
  summaryCharacters: [0, 2_000],
  earliestMinutes: [0, 1_440],
  sameListFrom: [2, 10_000],
  nearListFrom: [2, 10_000],
  nearListShare: [0.5, 1],
  sameListDays: [1, 366],
  batchMarks: [2, 10_000],
  batchAfterDays: [0, 366],
  roundFrom: [2, 10_000],
  creditOnlyFrom: [1, 10_000],
}

/** Read what a stored rule set says of inspections; what it leaves out is customary. @throws {InvalidRuleSet} */
export function parseInspection(value: unknown): InspectionRules {
  const source = record(value, "inspection")
  const given = Object.entries(BOUNDS)
    .filter(([key]) => source[key] !== undefined)
    .map(([key, [least, most]]) => [key, number(source[key], `inspection.${key}`, least, most)])
  const { countsWorkingDays = CUSTOMARY_INSPECTION.countsWorkingDays } = source
  return { ...CUSTOMARY_INSPECTION, ...(Object.fromEntries(given) as Partial<InspectionRules>), countsWorkingDays: countsWorkingDays === true }
}

/** How often a branch meets in a quarter (三会一课、主题党日): F1 to F5; the lecture a quarter is a local norm, the others 支部工作条例 Art. 11 to 16. */
export type OrganisationLifeRules = {
  assemblies: number
  committees: number
  /** 党小组会, of each group. */
  groups: number
  lectures: number
  themeDays: number
  /** A committee is there from so many officers on: below, the secretary is alone (T4) and owes no committee meeting. */
  committeeFrom: number
}

export const CUSTOMARY_ORGANISATION_LIFE: OrganisationLifeRules = { assemblies: 1, committees: 3, groups: 3, lectures: 1, themeDays: 3, committeeFrom: 3 }

/** Read how often branches of a stored rule set meet in a quarter; what it leaves out is customary. @throws {InvalidRuleSet} */
export function parseOrganisationLife(value: unknown): OrganisationLifeRules {
  const source = record(value, "organisationLife")
  const given = Object.keys(CUSTOMARY_ORGANISATION_LIFE)
    .filter((key) => source[key] !== undefined)
    .map((key) => [key, number(source[key], `organisationLife.${key}`, 0, 100)])
  return { ...CUSTOMARY_ORGANISATION_LIFE, ...(Object.fromEntries(given) as Partial<OrganisationLifeRules>) }
}

/** As they are asked for: what is left out is customary. */
export type InspectionAsked = { [Key in keyof InspectionRules]?: InspectionRules[Key] | null }
export type OrganisationLifeAsked = { [Key in keyof OrganisationLifeRules]?: number | null }

/** Say what is out of its bounds, each by its own path. */
export function problemsOfInspectionAsked(inspection: InspectionAsked, life: OrganisationLifeAsked): FieldProblem[] {
  const problemOf = (path: string, value: number | null | undefined, [least, most]: readonly [number, number]) =>
    value == null || (value >= least && value <= most) ? [] : [{ path: `parameters.${path}`, message: `From ${least} to ${most}.` }]
  const keys = Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]
  const meetings = Object.keys(CUSTOMARY_ORGANISATION_LIFE) as (keyof OrganisationLifeRules)[]
  return [
    ...keys.flatMap((key) => problemOf(`inspection.${key}`, inspection[key], BOUNDS[key])),
    ...meetings.flatMap((key) => problemOf(`organisationLife.${key}`, life[key], [0, 100])),
  ]
}
