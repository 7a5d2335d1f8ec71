import type { FieldProblem } from "../../shared/result.ts"
import { addMonths } from "./days.ts"
import type { Stage } from "./member.ts"

/** The way into the Party, first step first. */
export const STAGES: readonly Stage[] = ["APPLICANT", "ACTIVIST", "DEVELOPMENT_TARGET", "PROBATIONARY", "FULL"]

/** Rules that a superior may allow to depart from. */
export type StageRule = "EIGHTEEN_YEARS" | "ACTIVIST_FOR_A_YEAR" | "SHORT_COURSE" | "PROBATION_PASSED"
export type BrokenRule = { rule: StageRule; message: string; source: string }

/** Where each rule is written. */
export const SOURCE_OF: Record<StageRule, string> = {
  EIGHTEEN_YEARS: "《中国共产党章程》第一条",
  ACTIVIST_FOR_A_YEAR: "《中国共产党发展党员工作细则》（2014）第十三条",
  SHORT_COURSE: "《中国共产党发展党员工作细则》（2014）第十七条",
  PROBATION_PASSED: "《中国共产党章程》第七条",
}

/** 延长预备期: at least half a year, at most one (the upper limit by the Constitution, the lower by the rules of 2014, chapter 5). */
export const EXTENSION_SOURCE = "《中国共产党章程》第七条；《中国共产党发展党员工作细则》（2014）第五章"

/** A person's Party record as the rules see it: the day of each step that is known, and what the steps depend on. */
export type PartyRecord = {
  birthOn: string
  stage: Stage
  since: Record<Stage, string | null>
  probationTo: string | null
  /** The day of issue of the earliest certificate of the short course. */
  shortCourseOn: string | null
}

/** Find the rules that a record departs from. What is not known is not shown to have been kept. */
export function brokenRules({ birthOn, since, probationTo, shortCourseOn }: PartyRecord): BrokenRule[] {
  const { APPLICANT: applied, ACTIVIST: activist, DEVELOPMENT_TARGET: target, PROBATIONARY: joined, FULL: full } = since
  const chosen = target ?? joined
  const grownUp = addMonths(birthOn, 18 * 12)
  const broken: [isBroken: boolean, rule: StageRule, message: string][] = [
    [applied !== null && applied < grownUp, "EIGHTEEN_YEARS", `An applicant is 18 at least; this person was so on ${grownUp}.`],
    [chosen !== null && !isAYear(activist, chosen), "ACTIVIST_FOR_A_YEAR", `An activist is educated and observed for a year first; ${known(activist)}.`],
    [
      joined !== null && (shortCourseOn === null || shortCourseOn > joined),
      "SHORT_COURSE",
      "A development target passes the short course (3 days or 24 hours at least) before admission; its certificate is not in the books.",
    ],
    [
      full !== null && (!isAYear(joined, full) || (probationTo !== null && full < probationTo)),
      "PROBATION_PASSED",
      `Probation lasts a year, or as long as it was prolonged; here ${probationTo ? `until ${probationTo}` : joined ? `until ${addMonths(joined, 12)}` : "its beginning is not known"}.`,
    ],
  ]
  return broken.flatMap(([isBroken, rule, message]) => (isBroken ? [{ rule, message, source: SOURCE_OF[rule] }] : []))
}

/** Put a step into a record: the next one, or another day for one that was taken. */
export function withStep(record: PartyRecord, stage: Stage, since: string): PartyRecord {
  const isNew = rank(stage) > rank(record.stage)
  return { ...record, stage: isNew ? stage : record.stage, since: { ...record.since, [stage]: since } }
}

/** Say whether a step can be put into the record: nobody leaves one out. */
export function isWithinReach(record: PartyRecord, stage: Stage): boolean {
  return rank(stage) <= rank(record.stage) + 1
}

/** Find what is wrong with the day of a step: in the future, before a step that comes before it, or after one that comes behind. */
export function problemsOfStepDay(record: PartyRecord, stage: Stage, since: string, today: string): FieldProblem[] {
  if (since > today) return [{ path: "since", message: `This day lies in the future; today is ${today}.` }]
  for (const other of STAGES) {
    const day = record.since[other]
    if (day === null || other === stage) continue
    if (rank(other) < rank(stage) && since < day) return [{ path: "since", message: `Not before ${day}, the day of the step before (${other}).` }]
    if (rank(other) > rank(stage) && since > day) return [{ path: "since", message: `Not after ${day}, the day of the step behind (${other}).` }]
  }
  return []
}

/** Find what is wrong with the day until which probation is to be prolonged. */
export function problemsOfExtension(joinedOn: string, to: string): FieldProblem[] {
  const end = addMonths(joinedOn, 12)
  const [earliest, latest] = [addMonths(end, 6), addMonths(end, 12)]
  if (to >= earliest && to <= latest) return []
  return [{ path: "until", message: `Probation is prolonged by half a year to a year: until a day from ${earliest} to ${latest} (${EXTENSION_SOURCE}).` }]
}

/** 预备期 of someone who is on probation; `until` is the day on which the meeting may decide, prolonged where it was. */
export type Probation = { since: string; until: string; isExtended: boolean; isOverdue: boolean }

/** Give the probation that somebody is on, and whether the day of its decision has passed; null for everyone else. */
export function probationOf({ stage, since, probationTo }: Pick<PartyRecord, "stage" | "since" | "probationTo">, today: string): Probation | null {
  const began = since.PROBATIONARY
  if (stage !== "PROBATIONARY" || began === null) return null
  const until = probationTo ?? addMonths(began, 12)
  return { since: began, until, isExtended: probationTo !== null, isOverdue: today > until }
}

/** What was recorded with a step, when it was recorded. */
export type StageEntry = {
  stage: Stage
  since: string
  documentNumber: string | null
  exceptions: readonly StageRule[]
  reasons: readonly string[]
  extendedTo: string | null
  recordedAt: string
}
export type StageException = { rule: StageRule; reason: string; source: string }
export type StageStep = { stage: Stage; since: string; documentNumber: string | null; exceptions: StageException[]; recordedAt: Date | null }

/** Tell a record step by step; what was recorded with a step stands beside it, the latest first. Entries are in the order of recording. */
export function stepsOf(since: PartyRecord["since"], entries: readonly StageEntry[]): StageStep[] {
  return STAGES.flatMap((stage) => {
    const day = since[stage]
    if (day === null) return []
    const own = entries.filter((entry) => entry.stage === stage && entry.extendedTo === null)
    const latest = own.findLast((entry) => entry.since === day)
    const reasons = new Map(own.flatMap(({ exceptions, reasons: given }) => exceptions.map((rule, at) => [rule, given[at] ?? ""] as const)))
    const exceptions = [...reasons].map(([rule, reason]) => ({ rule, reason, source: SOURCE_OF[rule] }))
    return [{ stage, since: day, documentNumber: latest?.documentNumber ?? null, exceptions, recordedAt: latest ? new Date(latest.recordedAt) : null }]
  })
}

function rank(stage: Stage): number {
  return STAGES.indexOf(stage)
}

function isAYear(from: string | null, to: string): boolean {
  return from !== null && to >= addMonths(from, 12)
}

function known(activist: string | null): string {
  return activist === null ? "the day of recognition is not in the books" : `the year ends on ${addMonths(activist, 12)}`
}
