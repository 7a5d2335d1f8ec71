import type { OrganisationLifeRules } from "./inspection-rules.ts"

export type Quarter = { year: number; quarter: number; from: string; to: string }

/** What a branch has of one quarter. Counts are meetings; `attended` of `due` are person-times. */
export type LifeFigures = {
  assemblies: number
  committees: number
  /** 支委会 that were not held validly: half of the members or fewer were there (F2). */
  withoutQuorum: number
  groupMeetings: number
  groups: number
  lectures: number
  themeDays: number
  officers: number
  attendable: number
  attended: number
  records: number
  filedInTime: number
}
export type LifeSums = { due: LifeDue; held: LifeDue; attendable: number; attended: number; records: number; filedInTime: number }

/** Meetings due or held; null where they are not owed: no committee, groups unknown. */
export type LifeDue = { assemblies: number; committees: number | null; groups: number | null; lectures: number; themeDays: number }
export type LifeRow = { organisationId: string; path: string; name: string | null; quarter: Quarter; sums: LifeSums; missing: readonly string[] }

/** Give the quarters of a year. */
export function quartersOf(year: number): Quarter[] {
  return [1, 2, 3, 4].map((quarter) => {
    const last = quarter * 3
    return { year, quarter, from: `${year}-${two(last - 2)}-01`, to: `${year}-${two(last)}-${quarter === 1 || quarter === 4 ? 31 : 30}` }
  })
}

/**
 * Count the months of a quarter that are over and through which a branch stood, from the day of its founding to before that of its end. What is due in the quarter is due in
 * proportion to them, rounded down: a branch founded in May owes nothing for April and May.
 */
export function wholeMonths({ year, quarter }: Quarter, { founded, ended, today }: { founded: string | null; ended: string | null; today: string }): number {
  return [0, 1, 2].filter((at) => {
    const month = quarter * 3 - 2 + at
    const first = `${year}-${two(month)}-01`
    const next = month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`
    return (founded === null || founded <= first) && (ended === null || ended >= next) && next <= today
  }).length
}

/** Say what is due of a branch in a quarter, what was held and what is missing, in words as they are printed (缺项). */
export function lifeOf(figures: LifeFigures, rules: OrganisationLifeRules, months: number): { sums: LifeSums; missing: string[] } {
  const due = (count: number) => Math.floor((count * months) / 3)
  const { assemblies, committees, groupMeetings, lectures, themeDays, attendable, attended, records, filedInTime } = figures
  const hasCommittee = figures.officers >= rules.committeeFrom
  const hasGroups = figures.groups > 0
  const owed: LifeDue = {
    assemblies: due(rules.assemblies),
    committees: hasCommittee ? due(rules.committees) : null,
    groups: hasGroups ? due(rules.groups) * figures.groups : null,
    lectures: due(rules.lectures),
    themeDays: due(rules.themeDays),
  }
  const held: LifeDue = {
    assemblies,
    committees: hasCommittee || committees > 0 ? committees : null,
    groups: hasGroups ? groupMeetings : null,
    lectures,
    themeDays,
  }
  const lacking = (word: string, key: keyof LifeDue) => {
    const gap = (owed[key] ?? 0) - (held[key] ?? 0)
    return gap > 0 ? [`${word}缺${gap}`] : []
  }
  const missing = [
    ...lacking("支部党员大会", "assemblies"),
    ...lacking("支委会", "committees"),
    ...lacking("党小组会", "groups"),
    ...lacking("党课", "lectures"),
    ...lacking("主题党日", "themeDays"),
    ...(figures.withoutQuorum > 0 ? [`支委会未过半数${figures.withoutQuorum}次`] : []),
    ...(records > filedInTime ? [`归档超期${records - filedInTime}次`] : []),
  ]
  return { sums: { due: owed, held, attendable, attended, records, filedInTime }, missing }
}

const NOTHING: LifeDue = { assemblies: 0, committees: null, groups: null, lectures: 0, themeDays: 0 }
export const NO_LIFE: LifeSums = { due: NOTHING, held: NOTHING, attendable: 0, attended: 0, records: 0, filedInTime: 0 }

/** Add up what branches owe and have; what is owed by nobody stays unknown. */
export function plusLife(a: LifeSums, b: LifeSums): LifeSums {
  return {
    due: plusDue(a.due, b.due),
    held: plusDue(a.held, b.held),
    attendable: a.attendable + b.attendable,
    attended: a.attended + b.attended,
    records: a.records + b.records,
    filedInTime: a.filedInTime + b.filedInTime,
  }
}

function plusDue(a: LifeDue, b: LifeDue): LifeDue {
  const orNull = (one: number | null, other: number | null) => (one === null ? other : one + (other ?? 0))
  return {
    assemblies: a.assemblies + b.assemblies,
    committees: orNull(a.committees, b.committees),
    groups: orNull(a.groups, b.groups),
    lectures: a.lectures + b.lectures,
    themeDays: a.themeDays + b.themeDays,
  }
}

function two(number: number): string {
  return String(number).padStart(2, "0")
}
