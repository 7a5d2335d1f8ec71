import type { FoundBranch, KnownBranch } from "./branch-finder.ts"
import { type RowFate, type RowProblem, type Severity, type UnderstoodRow, isWrong } from "../../shared/tables/row-problem.ts"
import type { DayField, MembershipState, RosterRecord } from "./import.ts"
import type { Participation, Stage } from "./member.ts"
import { type KnownMember, type KnownPeople, findPerson } from "./person-match.ts"
import type { RosterField } from "./roster-headings.ts"
import { wordsOf } from "./roster-words.ts"

/** What would be written of a person; null is "as it is". */
export type RosterValues = {
  code: string | null
  name: string | null
  sex: "MALE" | "FEMALE" | null
  nationalId: string | null
  ethnicity: string | null
  birthOn: string | null
  education: string | null
  stage: Stage | null
  appliedOn: string | null
  activistOn: string | null
  targetOn: string | null
  joinedOn: string | null
  fullOn: string | null
  participation: Participation | null
  state: MembershipState | null
  homeUnit: string | null
  belongsSince: string | null
  mobile: string | null
  remark: string | null
}

/** A stay elsewhere: of a record that is open (`id`), or a new one. */
export type FloatingPlan = { id: string | null; destination: string; cardNumber: string | null }

/** A row with its fate and, unless it is an error, what committing it does. */
export type PlannedRow = {
  line: number
  fate: RowFate
  problems: RowProblem[]
  memberId: string | null
  memberVersion: number | null
  branch: { id: string; path: string } | null
  values: RosterValues | null
  floating: FloatingPlan | null
}

export type PlanSources = {
  findBranch(text: string): FoundBranch
  /** The branch of rows that name none: the import's own organisation, when it is one. */
  ownBranch: KnownBranch | null
  people: KnownPeople
  /** Who holds an activity card (活动证号), by its number: a member's id. */
  cards: ReadonlyMap<string, string>
  /** What the file calls its columns. */
  names: Record<RosterField, string>
}

type Say = (field: RosterField, code: string, message: string, severity?: Severity, candidates?: string[]) => void

const STAGES: readonly Stage[] = ["APPLICANT", "ACTIVIST", "DEVELOPMENT_TARGET", "PROBATIONARY", "FULL"]
const VALUE_FIELDS = ["code", "name", "sex", "ethnicity", "birthOn", "education", "stage", "appliedOn", "activistOn", "targetOn", "joinedOn", "fullOn"] as const
const NEEDED: readonly RosterField[] = ["sex", "ethnicity", "birthOn", "education", "stage"]

/**
 * Decide what becomes of each row of a roster: whom it is about, and what of it is new.
 *
 * An import moves nobody between branches, lowers no stage, empties no field with an empty cell, and decides neither offices nor
 * the membership state: for these there are acts with documents.
 */
export function planRoster(rows: readonly UnderstoodRow<RosterRecord>[], sources: PlanSources): PlannedRow[] {
  const lineOf = new Map<string, number>()
  return rows.map(({ line, record, problems: found }) => {
    const problems = [...found]
    const say: Say = (field, code, message, severity = "ERROR", candidates = []) =>
      void problems.push({ column: sources.names[field], code, message, severity, candidates })
    const branch = branchOf(record, sources, say)
    const planned = isWrong(problems) ? null : planPerson(record, branch, sources, say)
    for (const key of identitiesOf(record, planned?.memberId ?? null, branch?.id ?? "")) {
      const first = lineOf.get(key)
      if (first === undefined) lineOf.set(key, line)
      else {
        say("name", "TWICE_IN_FILE", `The same person stands in line ${first} already.`)
        break
      }
    }
    if (!planned || isWrong(problems)) return { line, fate: "ERROR", problems, memberId: null, memberVersion: null, branch: null, values: null, floating: null }
    const { kept, ...plan } = planned
    return { line, problems: problems.filter(({ code, column }) => code !== "MONTH_ONLY" || !kept.some((field) => sources.names[field] === column)), ...plan }
  })
}

function branchOf({ branch }: RosterRecord, { findBranch, ownBranch }: PlanSources, say: Say): KnownBranch | null {
  if (branch === null) {
    if (!ownBranch) say("branch", "MISSING", "The branch is missing.")
    return ownBranch
  }
  const found = findBranch(branch)
  if (!found.ok) {
    say("branch", found.code, found.message, "ERROR", found.candidates)
    return null
  }
  if (found.isFormerName) say("branch", "FORMER_NAME", `The branch is called ${found.branch.name} now.`, "WARNING")
  return found.branch
}

/** What a row does, and the days that stay as the books have them because the row knows their month alone. */
type PersonPlan = Omit<PlannedRow, "line" | "problems"> & { kept: readonly DayField[] }

function planPerson(read: RosterRecord, branch: KnownBranch | null, sources: PlanSources, say: Say): PersonPlan | null {
  const match = findPerson(read, branch?.id ?? "", sources.people)
  if (!match.ok) {
    say(match.field, match.code, match.message, "ERROR", match.candidates)
    return null
  }
  const place = branch && { id: branch.id, path: branch.path }
  const { member } = match
  const kept = member ? read.months.filter((field) => field !== "belongsSince" && isInMonth(member[field], read[field])) : []
  const record = { ...read, ...Object.fromEntries(kept.map((field) => [field, member?.[field as "birthOn"]])) }
  if (!member) {
    for (const field of NEEDED) if (record[field as "sex"] === null) say(field, "NEEDED", "This person is not in the books yet: the cell is needed.")
    if (record.state !== null && record.state !== "NORMAL") say("state", "NOT_NORMAL", "Somebody who is entered anew is entered in good standing (正常).")
    const values = { ...valuesOf(record), participation: record.participation ?? "DIRECT", state: "NORMAL" as const }
    comparePost(record, [], say)
    return { fate: "CREATE", memberId: null, memberVersion: null, branch: place, values, floating: floatingOf(record, null, sources, say), kept }
  }
  compareStanding(record, branch, member, say)
  comparePost(record, member.posts, say)
  const values = changesOf(record, member)
  const floating = floatingOf(record, member, sources, say)
  const fate = floating || Object.values(values).some((value) => value !== null) ? "UPDATE" : "UNCHANGED"
  return { fate, memberId: member.id, memberVersion: member.version, branch: place, values, floating, kept }
}

function isInMonth(known: string | null, read: string | null): boolean {
  return known !== null && read !== null && known.slice(0, 7) === read.slice(0, 7)
}

function compareStanding(record: RosterRecord, branch: KnownBranch | null, member: KnownMember, say: Say): void {
  if (branch && member.branchId !== branch.id) {
    say("branch", "OTHER_BRANCH", "The person takes part in another branch. An import moves nobody: start a transfer.")
  }
  if (record.participation && record.participation !== member.participation) {
    say("participation", "OTHER_PARTICIPATION", `The person takes part as ${wordsOf.participation(member.participation)}. An import does not change it.`)
  }
  if (record.state && record.state !== member.state) {
    say("state", "OTHER_STATE", `The books say ${wordsOf.state(member.state)}. It is left so: the state is changed by a decision.`, "WARNING")
  }
  const [was, is] = [STAGES.indexOf(member.stage), record.stage === null ? -1 : STAGES.indexOf(record.stage)]
  if (is === -1 || is === was) return
  if (is < was) return say("stage", "STAGE_LOWERED", `The books say ${wordsOf.stage(member.stage)}. An import lowers no stage.`)
  if (record.stage === "FULL" && !record.fullOn) say("fullOn", "NEEDED", "The stage rises: the day of full membership is needed.")
  if (record.stage === "PROBATIONARY" && !record.joinedOn) say("joinedOn", "NEEDED", "The stage rises: the day of admission is needed.")
}

function comparePost({ post }: RosterRecord, posts: readonly string[], say: Say): void {
  if (post === null || posts.includes(post)) return
  const held = posts.length === 0 ? "no office" : [...new Set(posts)].map(wordsOf.post).join("、")
  say("post", "OTHER_POST", `The books say ${held}. Offices are entered with appointOfficer, not by an import.`, "WARNING")
}

/** A stay elsewhere that the roster tells of: entered as of today, or completed. One that has ended is not ended by a roster. */
function floatingOf(record: RosterRecord, member: KnownMember | null, { cards }: PlanSources, say: Say): FloatingPlan | null {
  const open = member?.openFloating ?? null
  if (record.isFloating === false && open) {
    say("isFloating", "STILL_FLOATING", "The books hold a stay elsewhere that has not ended. It is left so.", "WARNING")
  }
  if (record.isFloating !== true) return null
  const { cardNumber } = record
  if (cardNumber && cards.has(cardNumber) && cards.get(cardNumber) !== member?.id) say("cardNumber", "CARD_TAKEN", "This activity card is somebody else's.")
  const destination = record.destination ?? open?.destination ?? null
  if (destination === null) {
    say("destination", "MISSING", "Where the person went is not given, so no stay is entered.", "WARNING")
    return null
  }
  if (open && open.destination === destination && (cardNumber === null || cardNumber === open.cardNumber)) return null
  if (!open) say("isFloating", "SINCE_TODAY", "The day of leaving is not in a roster: today is entered.", "WARNING")
  return { id: open?.id ?? null, destination, cardNumber: cardNumber ?? open?.cardNumber ?? null }
}

function valuesOf(record: RosterRecord): RosterValues {
  const { isFloating: _i, destination: _d, cardNumber: _c, branch: _b, post: _p, months: _m, ...values } = record
  return { ...values, name: record.name }
}

function changesOf(record: RosterRecord, member: KnownMember): RosterValues {
  const changes: Record<string, string | null> = {}
  for (const field of VALUE_FIELDS) changes[field] = record[field] !== null && record[field] !== member[field] ? record[field] : null
  const { nationalId, mobile, homeUnit, remark } = record
  return {
    ...(changes as Pick<RosterValues, (typeof VALUE_FIELDS)[number]>),
    nationalId: nationalId !== null && !member.hasNumber ? nationalId : null,
    mobile: mobile !== null && mobile !== member.mobile ? mobile : null,
    homeUnit: homeUnit !== null && homeUnit !== member.homeUnit ? homeUnit : null,
    remark: remark !== null && remark !== member.remark ? remark : null,
    participation: null,
    state: null,
    belongsSince: null,
  }
}

/** By what two rows of one file are about the same person. */
function identitiesOf(record: RosterRecord, memberId: string | null, branchId: string): string[] {
  const { nationalId, code, name, birthOn } = record
  const strong = [nationalId && `number ${nationalId}`, code && `code ${code}`, memberId && `member ${memberId}`].filter((key) => key !== null)
  return strong.length > 0 || name === "" ? strong : [`name ${name}|${branchId}|${birthOn ?? ""}`]
}
