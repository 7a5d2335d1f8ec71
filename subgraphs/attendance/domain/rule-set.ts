import { mapKeys, number, oneOf, orNull, record } from "./rule-reading.ts"
import { type RuleOptions, parseRuleOptions } from "./rule-options.ts"

export { InvalidRuleSet } from "./rule-reading.ts"

export const LESSON_CATEGORIES = ["INTENSIVE", "COLLECTIVE", "PARTY_LECTURE", "THEME_DAY", "ONLINE", "PRACTICE"] as const
export type LessonCategory = (typeof LESSON_CATEGORIES)[number]

/** Roles of which every rule set says what they owe. */
const JUDGED_ROLES = ["MEMBER", "PROBATIONARY", "SECRETARY", "COMMITTEE_MEMBER", "DEVELOPMENT_TARGET", "ACTIVIST", "IN_SERVICE"] as const
/** CADRE (干部) and EXEMPT (免修) come from a designation by a document; who is exempt owes nothing under any rule set. */
export const ROLES_IN_YEAR = [...JUDGED_ROLES, "CADRE", "EXEMPT"] as const
export type RoleInYear = (typeof ROLES_IN_YEAR)[number]

/** What a lesson counts as in a year's account: 集中培训, 集体学习, 网络培训, or nothing. */
export const COUNTS_AS = ["INTENSIVE", "COLLECTIVE", "ONLINE", "NONE"] as const
export type CountsAs = (typeof COUNTS_AS)[number]

export const ROUNDING_DIRECTIONS = ["DOWN", "NEAREST", "UP"] as const
export type RoundingDirection = (typeof ROUNDING_DIRECTIONS)[number]

/** What a role owes in a calendar year: hours, and sessions of centralised training among them. */
export type Requirement = { hours: number; intensiveSessions: number }

/**
 * The parameters of a rule set (学时规则): what counts, how it is rounded and capped, how much is required.
 *
 * No national text gives minutes, rounding, caps or the worth of a make-up, so every one of them is a parameter.
 * `null` switches a rule off: no requirement for a role, no cap on online hours, no cap on a day.
 */
export type RuleSet = RuleOptions & {
  /** 32 (H1), 56 with a session of centralised training (H2), 24 for development targets (H7), 90 for cadres (H9; left out: judged by their post). */
  requirements: Record<(typeof JUDGED_ROLES)[number], Requirement | null> & { CADRE?: Requirement | null }
  minutesPerHour: number
  /** Hours, at least 0.01: the smallest step in which a lesson is credited. */
  roundingStep: number
  roundingDirection: RoundingDirection
  /** Missing no more than this of a lesson costs nothing. */
  lateGraceMinutes: number
  /** The part of the requirement that online hours may fill. */
  onlineCapShare: number | null
  dailyCapHours: number | null
  makeUpFactor: number
  categories: Record<LessonCategory, CountsAs>
}

/**
 * Read the parameters of a stored rule set.
 *
 * Unknown keys are let through, so that a set written by a newer program can still be read by an older one.
 *
 * @throws {InvalidRuleSet} naming the first parameter that is missing or out of range.
 */
export function parseRuleSet(value: unknown): RuleSet {
  const source = record(value, "parameters")
  const requirements = record(source["requirements"], "requirements")
  const categories = record(source["categories"], "categories")
  const cadre = requirements["CADRE"]
  return {
    requirements: {
      ...mapKeys(JUDGED_ROLES, (role) => parseRequirement(requirements[role], `requirements.${role}`)),
      ...(cadre !== undefined && { CADRE: parseRequirement(cadre, "requirements.CADRE") }),
    },
    minutesPerHour: number(source["minutesPerHour"], "minutesPerHour", 1, 480),
    roundingStep: number(source["roundingStep"], "roundingStep", 0.01, 8),
    roundingDirection: oneOf(source["roundingDirection"], "roundingDirection", ROUNDING_DIRECTIONS),
    lateGraceMinutes: number(source["lateGraceMinutes"], "lateGraceMinutes", 0, 480),
    onlineCapShare: orNull(source["onlineCapShare"], (share) => number(share, "onlineCapShare", 0, 1)),
    dailyCapHours: orNull(source["dailyCapHours"], (hours) => number(hours, "dailyCapHours", 0, 24)),
    makeUpFactor: number(source["makeUpFactor"], "makeUpFactor", 0, 1),
    categories: mapKeys(LESSON_CATEGORIES, (category) => oneOf(categories[category], `categories.${category}`, COUNTS_AS)),
    ...parseRuleOptions(source),
  }
}

/** Give what a role owes under a rule set; null for who owes nothing. */
export function requirementOf({ requirements }: RuleSet, role: RoleInYear): Requirement | null {
  return role === "EXEMPT" ? null : (requirements[role] ?? null)
}

function parseRequirement(value: unknown, at: string): Requirement | null {
  return orNull(value, (given) => {
    const source = record(given, at)
    return {
      hours: number(source["hours"], `${at}.hours`, 0, 2000),
      intensiveSessions: number(source["intensiveSessions"], `${at}.intensiveSessions`, 0, 100),
    }
  })
}
