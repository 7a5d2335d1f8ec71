import type { FieldProblem } from "../../shared/result.ts"
import { type InspectionAsked, type OrganisationLifeAsked, problemsOfInspectionAsked } from "./inspection-rules.ts"
import { InvalidRuleSet } from "./rule-reading.ts"
import { type LadderStep, type RuleOptions } from "./rule-options.ts"
import { type CountsAs, LESSON_CATEGORIES, type LessonCategory, ROLES_IN_YEAR, type RoleInYear, type RuleSet, parseRuleSet } from "./rule-set.ts"

type Lateness = { graceMinutes: number; absentBeyondMinutes?: number | null }

/** Parameters as they are asked for: lists instead of named values, and what is left out is off. */
export type AskedParameters = {
  requirements: readonly { role: RoleInYear; hours: number; intensiveSessions: number }[]
  categories: readonly { category: LessonCategory; countsAs: CountsAs }[]
  minutesPerHour: number
  roundingStep: number
  roundingDirection: string
  lateGraceMinutes: number
  makeUpFactor: number
  onlineCapShare?: number | null
  onlineCapHours?: number | null
  dailyCapHours?: number | null
  dayTable?: RuleOptions["dayTable"]
  late?: Lateness | null
  early?: Lateness | null
  latesPerAbsence?: number | null
  onlineLadder?: readonly LadderStep[] | null
  makeUp?: RuleOptions["makeUp"]
  proRata?: RuleOptions["proRata"]
  roleDecidedBy?: RuleOptions["roleDecidedBy"] | null
  inspection?: InspectionAsked | null
  organisationLife?: OrganisationLifeAsked | null
}

const MOST_STEPS = 10
const CENTS = 100

/** Make a rule set of what is asked for, or say what is wrong with it. */
export function ruleSetAsked(asked: AskedParameters): { ruleSet: RuleSet } | { problems: FieldProblem[] } {
  const problems = [...problemsOfLists(asked), ...problemsOfNumbers(asked), ...problemsOfInspectionAsked(asked.inspection ?? {}, asked.organisationLife ?? {})]
  if (problems.length > 0) return { problems }
  const { requirements, categories, late, early, inspection, organisationLife, ...rest } = asked
  const owed = new Map(requirements.map(({ role, hours, intensiveSessions }) => [role, { hours, intensiveSessions }]))
  const { CADRE, ...judged } = Object.fromEntries(ROLES_IN_YEAR.filter((role) => role !== "EXEMPT").map((role) => [role, owed.get(role) ?? null]))
  const given = {
    ...givenOf(rest),
    onlineCapShare: asked.onlineCapShare ?? null,
    dailyCapHours: asked.dailyCapHours ?? null,
    requirements: { ...judged, ...(CADRE && { CADRE }) },
    categories: Object.fromEntries(categories.map(({ category, countsAs }) => [category, countsAs])),
    ...(late && { late: { ...late, absentBeyondMinutes: late.absentBeyondMinutes ?? null } }),
    ...(early && { early: { ...early, absentBeyondMinutes: early.absentBeyondMinutes ?? null } }),
    ...(inspection && { inspection: givenOf(inspection) }),
    ...(organisationLife && { organisationLife: givenOf(organisationLife) }),
  }
  try {
    return { ruleSet: parseRuleSet(given) }
  } catch (error) {
    if (error instanceof InvalidRuleSet) return { problems: [{ path: "parameters", message: error.message }] }
    throw error
  }
}

const givenOf = (asked: object) => Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null))

function problemsOfLists({ requirements, categories, onlineLadder, makeUp }: AskedParameters): FieldProblem[] {
  const problems: FieldProblem[] = []
  const roles = requirements.map(({ role }) => role)
  if (new Set(roles).size < roles.length) problems.push({ path: "parameters.requirements", message: "Name each role once." })
  if (roles.includes("EXEMPT")) problems.push({ path: "parameters.requirements", message: "Who is exempt owes nothing: leave EXEMPT out." })
  if (new Set(categories.map(({ category }) => category)).size !== LESSON_CATEGORIES.length || categories.length !== LESSON_CATEGORIES.length) {
    problems.push({ path: "parameters.categories", message: `Say of each of the categories, once, what it counts as: ${LESSON_CATEGORIES.join(", ")}.` })
  }
  if (onlineLadder && (onlineLadder.length === 0 || onlineLadder.length > MOST_STEPS)) {
    problems.push({ path: "parameters.onlineLadder", message: `1 to ${MOST_STEPS} steps; leave it out to count by the minute.` })
  }
  if (onlineLadder && new Set(onlineLadder.map(({ fromMinutes }) => fromMinutes)).size < onlineLadder.length) {
    problems.push({ path: "parameters.onlineLadder", message: "Two steps begin at the same minute." })
  }
  if (makeUp && makeUp.forms.length === 0) problems.push({ path: "parameters.makeUp.forms", message: "Accept one form at least." })
  return problems
}

/** Hours are kept in hundredths: what is finer would be judged otherwise than it reads. */
function problemsOfNumbers({ roundingStep, requirements }: AskedParameters): FieldProblem[] {
  const isFine = (hours: number) => Math.abs(hours * CENTS - Math.round(hours * CENTS)) < 1e-6
  return [
    ...(isFine(roundingStep) ? [] : [{ path: "parameters.roundingStep", message: "At most two decimals." }]),
    ...requirements.flatMap(({ hours }, at) => (isFine(hours) ? [] : [{ path: `parameters.requirements.${at}.hours`, message: "At most two decimals." }])),
  ]
}
