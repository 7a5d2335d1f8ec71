export const LESSON_CATEGORIES = ["INTENSIVE", "COLLECTIVE", "PARTY_LECTURE", "THEME_DAY", "ONLINE", "PRACTICE"] as const
export type LessonCategory = (typeof LESSON_CATEGORIES)[number]

export const ROLES_IN_YEAR = ["MEMBER", "PROBATIONARY", "SECRETARY", "COMMITTEE_MEMBER", "DEVELOPMENT_TARGET", "ACTIVIST", "IN_SERVICE"] as const
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
export type RuleSet = {
  requirements: Record<RoleInYear, Requirement | null>
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

/** A stored rule set whose parameters do not have the shape that this program judges by. */
export class InvalidRuleSet extends Error {}

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
  return {
    requirements: mapKeys(ROLES_IN_YEAR, (role) => parseRequirement(requirements[role], `requirements.${role}`)),
    minutesPerHour: number(source["minutesPerHour"], "minutesPerHour", 1, 480),
    roundingStep: number(source["roundingStep"], "roundingStep", 0.01, 8),
    roundingDirection: oneOf(source["roundingDirection"], "roundingDirection", ROUNDING_DIRECTIONS),
    lateGraceMinutes: number(source["lateGraceMinutes"], "lateGraceMinutes", 0, 480),
    onlineCapShare: orNull(source["onlineCapShare"], (share) => number(share, "onlineCapShare", 0, 1)),
    dailyCapHours: orNull(source["dailyCapHours"], (hours) => number(hours, "dailyCapHours", 0, 24)),
    makeUpFactor: number(source["makeUpFactor"], "makeUpFactor", 0, 1),
    categories: mapKeys(LESSON_CATEGORIES, (category) => oneOf(categories[category], `categories.${category}`, COUNTS_AS)),
  }
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

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new InvalidRuleSet(`The rule set's ${at} is not a set of named values.`)
}

function number(value: unknown, at: string, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value
  throw new InvalidRuleSet(`The rule set's ${at} is not a number between ${least} and ${most}.`)
}

function oneOf<T extends string>(value: unknown, at: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw new InvalidRuleSet(`The rule set's ${at} is none of ${allowed.join(", ")}.`)
}

function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value)
}

function mapKeys<K extends string, T>(keys: readonly K[], read: (key: K) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<K, T>
}
