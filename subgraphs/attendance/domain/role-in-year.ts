import { dayCount } from "./attendance-fact.ts"
import { type RoleInYear, type RuleSet, requirementOf } from "./rule-set.ts"

export type Stage = "APPLICANT" | "ACTIVIST" | "DEVELOPMENT_TARGET" | "PROBATIONARY" | "FULL"
export type Participation = "DIRECT" | "IN_SERVICE" | "FLOATING_IN"

/** Where somebody stood on the day that decides: 31 December, or today while the year runs. */
export type Standing = { stage: Stage; participation: Participation; isSecretary: boolean; isOnCommittee: boolean }

/** A time in a post or a branch: from a day on, and no longer on the day `until`. */
export type Held = { since: string; until: string | null }

/** What is known of somebody's year. Days are YYYY-MM-DD. */
export type YearOfStanding = {
  stage: Stage
  stageDays: { applied: string | null; activist: string | null; target: string | null; joined: string | null; full: string | null }
  memberships: readonly (Held & { participation: Participation; branchId: string; branchPath: string })[]
  offices: readonly (Held & { isSecretary: boolean })[]
  designations: readonly { kind: "CADRE" | "EXEMPT"; fromYear: number; toYear: number | null }[]
}

/** Where a year is judged: the branch on the day that decides. */
export type PlaceInYear = { day: string; participation: Participation; branchId: string; branchPath: string }

/**
 * Say as what a person's year is judged, or null for an applicant, of whom nothing is asked and nothing counted.
 *
 * Whoever attends without belonging, reported in (在职报到) or floating in (流入), is judged as IN_SERVICE.
 */
export function roleInYear({ stage, participation, isSecretary, isOnCommittee }: Standing): RoleInYear | null {
  if (stage === "APPLICANT") return null
  if (participation !== "DIRECT") return "IN_SERVICE"
  if (stage === "ACTIVIST" || stage === "DEVELOPMENT_TARGET") return stage
  if (isSecretary) return "SECRETARY"
  if (isOnCommittee) return "COMMITTEE_MEMBER"
  return stage === "PROBATIONARY" ? "PROBATIONARY" : "MEMBER"
}

/**
 * Say where somebody's year is judged: where they belong on 31 December, today while the year runs, or the last day for who left before. Null for who
 * belonged nowhere in it.
 */
export function placeInYear(of: YearOfStanding, year: number, today: string): PlaceInYear | null {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const latest = today < last ? today : last
  const day = of.memberships.some((one) => isHeld(one, latest)) ? latest : lastDay(of, first, latest)
  const place = of.memberships.filter((one) => day !== null && isHeld(one, day)).sort(byWeight)[0]
  return day === null || !place ? null : { day, participation: place.participation, branchId: place.branchId, branchPath: place.branchPath }
}

/**
 * Say as what somebody's year is judged under a rule set; null for an applicant.
 *
 * Who was secretary for a part of the year is judged by the post that the rule set says: the last, the longest held or the highest. A designation by
 * document goes before posts: exempt (H12) owes nothing, a cadre what the set asks of cadres (H9), if it asks anything of its own.
 */
export function judgedAs(of: YearOfStanding, year: number, { day, participation }: PlaceInYear, ruleSet: RuleSet): RoleInYear | null {
  const role = roleInYear({ stage: stageOn(of, day), participation, ...postOf(of, `${year}-01-01`, day, ruleSet) })
  if (role === null || role === "IN_SERVICE" || role === "ACTIVIST") return role
  if (of.designations.some((one) => isOfYear(one, year) && one.kind === "EXEMPT")) return "EXEMPT"
  const isCadre = of.designations.some((one) => isOfYear(one, year) && one.kind === "CADRE")
  return isCadre && role !== "DEVELOPMENT_TARGET" && requirementOf(ruleSet, "CADRE") !== null ? "CADRE" : role
}

/** The stage on a day, by the days on which each began; as it is now, where the day of the present one is not known. */
export function stageOn({ stage, stageDays: { applied, activist, target, joined, full } }: YearOfStanding, day: string): Stage {
  const since = { FULL: full, PROBATIONARY: joined, DEVELOPMENT_TARGET: target, ACTIVIST: activist, APPLICANT: applied }
  if (since[stage] === null) return stage
  const began = (Object.entries(since) as [Stage, string | null][]).find(([, from]) => from !== null && from <= day)
  return began?.[0] ?? "APPLICANT"
}

function isOfYear({ fromYear, toYear }: YearOfStanding["designations"][number], year: number): boolean {
  return fromYear <= year && (toYear === null || toYear >= year)
}

function postOf({ offices }: YearOfStanding, first: string, day: string, { roleDecidedBy = "YEAR_END" }: RuleSet) {
  const within = offices.filter((one) => one.since <= day && (one.until === null || one.until > first))
  const atEnd = within.filter((one) => isHeld(one, day))
  if (roleDecidedBy === "YEAR_END") return { isSecretary: atEnd.some((one) => one.isSecretary), isOnCommittee: atEnd.length > 0 }
  if (roleDecidedBy === "HIGHEST_HELD") return { isSecretary: within.some((one) => one.isSecretary), isOnCommittee: within.length > 0 }
  const [asSecretary, inOffice] = [
    daysHeld(
      within.filter((one) => one.isSecretary),
      first,
      day,
    ),
    daysHeld(within, first, day),
  ]
  const [asMember, none] = [inOffice - asSecretary, dayCount(first, day) - inOffice]
  // As long in one as in the other: the higher decides.
  return {
    isSecretary: asSecretary > 0 && asSecretary >= asMember && asSecretary >= none,
    isOnCommittee: inOffice > 0 && Math.max(asSecretary, asMember) >= none,
  }
}

/** Count the days of the year up to a day in which any of these was held; two at once count once. */
function daysHeld(spans: readonly Held[], first: string, day: string): number {
  let [days, next] = [0, first]
  for (const { since, until } of [...spans].sort((a, b) => (a.since < b.since ? -1 : 1))) {
    const from = since > next ? since : next
    const end = until !== null && until <= day ? until : null
    const count = end === null ? dayCount(from, day) : dayCount(from, end) - 1
    if (count <= 0) continue
    days += count
    if (end === null) return days
    next = end
  }
  return days
}

/** Count the months of a year, begun ones among them, in which somebody belonged; until the end of the year for who belongs now. */
export function monthsInYear({ memberships }: YearOfStanding, year: number): number {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const months = new Set<number>()
  for (const { since, until } of memberships.filter((one) => one.since <= last && (one.until === null || one.until > first))) {
    const from = since > first ? Number(since.slice(5, 7)) : 1
    const to = until !== null && until <= last ? Number(until.slice(5, 7)) - (until.endsWith("-01") ? 1 : 0) : 12
    for (let month = from; month <= to; month += 1) months.add(month)
  }
  return months.size
}

/** The last day in the year on which a membership held that has ended since. */
function lastDay({ memberships }: YearOfStanding, first: string, latest: string): string | null {
  const ends = memberships.flatMap(({ since, until }) => (until !== null && until > first && until <= latest && since < until ? [until] : [])).sort()
  const end = ends.at(-1)
  return end === undefined ? null : new Date(Date.parse(end) - 86_400_000).toISOString().slice(0, 10)
}

function isHeld({ since, until }: Held, day: string): boolean {
  return since <= day && (until === null || until > day)
}

/** Where somebody belongs goes before where they take part besides; of two, the later. */
function byWeight(a: YearOfStanding["memberships"][number], b: YearOfStanding["memberships"][number]): number {
  const weight = { DIRECT: 0, FLOATING_IN: 1, IN_SERVICE: 2 }
  return weight[a.participation] - weight[b.participation] || (a.since < b.since ? 1 : -1)
}
