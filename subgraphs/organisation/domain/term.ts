import type { FieldProblem } from "../../shared/result.ts"
import type { Kind, Level, Setting } from "./organisation.ts"

export type RuleStatus = "NATIONAL" | "LOCAL" | "ASSUMED"

/** How many years a committee sits. Empty conditions mean any; from the day `effectiveFrom` until `effectiveTo`, not included. */
export type TermRule = {
  id: string
  documentId: string
  article: string
  status: RuleStatus
  kinds: readonly Kind[]
  settings: readonly Setting[]
  levels: readonly Level[]
  years: number
  effectiveFrom: string
  effectiveTo: string | null
}

/** 届: one term of a committee. `closedOn` is the day of the next election; `extendedTo` replaces `endsOn` as the day the next one is due. */
export type CommitteeTerm = {
  id: string
  organisationId: string
  number: number
  electedOn: string
  endsOn: string
  ruleId: string
  extendedTo: string | null
  extensionDocument: string | null
  closedOn: string | null
}

/** What decides the length of a term. */
export type Electorate = { kind: Kind; setting: Setting; level: Level }

/** 中国共产党基层组织选举工作条例: an extension is approved by the superior and is generally one year at most. */
const LONGEST_EXTENSION_YEARS = 1

/**
 * Find the rule by which a committee elected on a day sits: in force on that day, and of those the narrowest, which names the most
 * conditions; of equally narrow ones the newest. Null for kinds without a committee of their own.
 */
export function termRuleFor(rules: readonly TermRule[], { kind, setting, level, electedOn }: Electorate & { electedOn: string }): TermRule | null {
  const names = <Value>(list: readonly Value[], value: Value) => list.length === 0 || list.includes(value)
  const holding = rules.filter(
    (rule) =>
      rule.effectiveFrom <= electedOn &&
      (rule.effectiveTo === null || rule.effectiveTo > electedOn) &&
      names(rule.kinds, kind) &&
      names(rule.settings, setting) &&
      names(rule.levels, level),
  )
  const [best] = holding.sort((a, b) => narrowness(b) - narrowness(a) || (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
  return best ?? null
}

function narrowness(rule: TermRule): number {
  return [rule.kinds, rule.settings, rule.levels].filter((list) => list.length > 0).length
}

/** Add years to a day; 29 February becomes 28 February where there is none. */
export function yearsAfter(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, "0")
  const isLeap = new Date(`${year}-02-29T00:00:00Z`).getUTCMonth() === 1
  return `${year}${day.endsWith("-02-29") && !isLeap ? "-02-28" : day.slice(4)}`
}

export function nextElectionDueOn({ endsOn, extendedTo }: Pick<CommitteeTerm, "endsOn" | "extendedTo">): string {
  return extendedTo ?? endsOn
}

/** Find what is wrong with the day to which a term is to be extended: not longer, or longer than one year. */
export function problemsOfExtension(term: Pick<CommitteeTerm, "endsOn">, to: string): FieldProblem[] {
  const latest = yearsAfter(term.endsOn, LONGEST_EXTENSION_YEARS)
  if (to <= term.endsOn) return [{ path: "to", message: `The term ends on ${term.endsOn} as it is: name a later day.` }]
  if (to <= latest) return []
  return [{ path: "to", message: `A term is generally extended by one year at most (基层组织选举工作条例): to ${latest} at the latest.` }]
}

/** Find what keeps a term from standing beside the others of its organisation: its number is taken, or the order of days is another. */
export function problemsOfTerm(term: Pick<CommitteeTerm, "number" | "electedOn" | "closedOn">, others: readonly CommitteeTerm[]): FieldProblem[] {
  const before = others.filter(({ number }) => number < term.number).sort((a, b) => b.number - a.number)[0]
  const after = others.filter(({ number }) => number > term.number).sort((a, b) => a.number - b.number)[0]
  return [
    ...(others.some(({ number }) => number === term.number) ? [{ path: "number", message: `Term ${term.number} is recorded already.` }] : []),
    ...(before?.closedOn && term.electedOn < before.closedOn ? [{ path: "electedOn", message: `Term ${before.number} sat until ${before.closedOn}.` }] : []),
    ...(before && term.electedOn <= before.electedOn ? [{ path: "electedOn", message: `Term ${before.number} was elected on ${before.electedOn}.` }] : []),
    ...(after && (term.closedOn === null || term.closedOn > after.electedOn)
      ? [{ path: "closedOn", message: `Term ${after.number} began on ${after.electedOn}: this one ended then at the latest.` }]
      : []),
    ...(term.closedOn !== null && term.closedOn <= term.electedOn ? [{ path: "closedOn", message: "It cannot end before it began." }] : []),
  ]
}
