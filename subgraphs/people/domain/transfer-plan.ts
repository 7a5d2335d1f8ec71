import type { FoundBranch } from "./branch-finder.ts"
import { type RowFate, type RowProblem, type Severity, type UnderstoodRow, isWrong } from "../../shared/tables/row-problem.ts"
import { type KnownMember, type KnownPeople, findPerson } from "./person-match.ts"
import type { TransferField } from "./roster-headings.ts"
import type { TransferRecord } from "./transfer-row.ts"
import { validUntilOf } from "./transfer.ts"

/** A letter as it would be entered; an end without an id lies outside this city's organisations. */
export type LetterPlan = {
  memberName: string
  state: "STARTED" | "ACCEPTED" | "EXPIRED"
  letterNumber: string
  from: { id: string; path: string } | null
  fromName: string
  to: { id: string; path: string } | null
  toName: string
  startedOn: string
  validUntil: string
  duesPaidTo: string | null
  receiptOn: string | null
  remark: string | null
}

export type PlannedLetter = {
  line: number
  fate: RowFate
  problems: RowProblem[]
  memberId: string | null
  memberVersion: number | null
  letter: LetterPlan | null
}

export type TransferSources = {
  findBranch(text: string): FoundBranch
  people: KnownPeople
  /** Numbers that are entered already, and the ids of members who have a letter under way. */
  letters: { entered: ReadonlySet<string>; underWay: ReadonlySet<string> }
  today: string
  /** What the file calls its columns. */
  names: Record<TransferField, string>
}

type Say = (field: TransferField, code: string, message: string, severity?: Severity, candidates?: string[]) => void

/**
 * Decide what becomes of each letter of a register: only letters that leave the import's organisation are entered, and none is
 * entered twice.
 *
 * A letter with a receipt is over: it is entered as accepted, and changes no membership, because the register tells of the
 * past and the roster of today. One without is under way, and the receiving side decides on it.
 */
export function planTransfers(rows: readonly UnderstoodRow<TransferRecord>[], { findBranch, people, letters, today, names }: TransferSources): PlannedLetter[] {
  const seen = new Map<string, number>()
  const underWay = new Map<string, number>()
  return rows.map(({ line, record, problems: found }) => {
    const problems = [...found]
    const say: Say = (field, code, message, severity = "ERROR", candidates = []) =>
      void problems.push({ column: names[field], code, message, severity, candidates })
    const first = seen.get(record.letterNumber)
    if (record.letterNumber !== "" && first !== undefined) say("letterNumber", "TWICE_IN_FILE", `The same letter stands in line ${first} already.`)
    seen.set(record.letterNumber, first ?? line)
    const empty = { line, problems, memberId: null, memberVersion: null, letter: null }
    if (!isWrong(problems) && letters.entered.has(record.letterNumber)) return { ...empty, fate: "UNCHANGED" }
    const member = isWrong(problems) ? null : memberOf(record, people, say)
    const letter = member && letterOf(record, member, findBranch, today, say)
    if (member && letter?.state === "STARTED") {
      if (letters.underWay.has(member.id)) say("name", "UNDER_WAY", "Another letter of this person is under way.")
      const before = underWay.get(member.id)
      if (before !== undefined) say("name", "UNDER_WAY", `Another letter of this person is under way in line ${before}.`)
      underWay.set(member.id, before ?? line)
    }
    if (!member || !letter || isWrong(problems)) return { ...empty, fate: "ERROR" }
    return { line, fate: "CREATE", problems, memberId: member.id, memberVersion: member.version, letter }
  })
}

function memberOf(record: TransferRecord, people: KnownPeople, say: Say): KnownMember | null {
  if (record.nationalId === null && record.code === null) {
    const namesakes = people.byName.get(record.name) ?? []
    const [one, ...more] = namesakes
    if (one && more.length === 0) return one
    if (one)
      say(
        "name",
        "SEVERAL_OF_THE_NAME",
        "Several have this name. Add the code or the citizen's number.",
        "ERROR",
        namesakes.slice(0, 8).map(({ code, name }) => `${name} · ${code}`),
      )
    else say("name", "UNKNOWN_PERSON", "Nobody of this name is in the books of this organisation.")
    return null
  }
  const match = findPerson({ ...record, birthOn: null, months: [] }, "", people)
  if (!match.ok) say(match.field === "nationalId" || match.field === "code" ? match.field : "name", match.code, match.message, "ERROR", match.candidates)
  else if (!match.member) say("name", "UNKNOWN_PERSON", "Nobody with this number or code is in the books of this organisation.")
  return match.ok ? match.member : null
}

function letterOf(record: TransferRecord, member: KnownMember, findBranch: (text: string) => FoundBranch, today: string, say: Say): LetterPlan | null {
  const { startedOn, validDays, hasReceipt, letterNumber } = record
  if (record.to === null) say("to", "MISSING", "Where the person goes is missing.")
  if (startedOn === null || record.to === null || member.branchId === null) return null
  const from = record.from === null ? null : findBranch(record.from)
  if (from?.ok === false) say("from", from.code, from.message, "ERROR", from.candidates)
  if (!hasReceipt && from?.ok && from.branch.id !== member.branchId)
    say("from", "OTHER_BRANCH", "The person takes part in another branch than the letter says.")
  if (from?.ok !== true) {
    if (from === null) say("from", "MISSING", "The branch that the person leaves is missing.")
    return null
  }
  const to = findBranch(record.to)
  const validUntil = validUntilOf(startedOn, validDays)
  const isOver = !hasReceipt && validUntil < today
  if (isOver) say("validDays", "LETTER_EXPIRED", `The letter ended on ${validUntil} without a receipt: it is entered as expired.`, "WARNING")
  return {
    memberName: record.name,
    state: hasReceipt ? "ACCEPTED" : isOver ? "EXPIRED" : "STARTED",
    letterNumber,
    from: { id: from.branch.id, path: from.branch.path },
    fromName: from.branch.name,
    to: to.ok ? { id: to.branch.id, path: to.branch.path } : null,
    toName: to.ok ? to.branch.name : record.to,
    startedOn,
    validUntil,
    duesPaidTo: record.duesPaidTo,
    receiptOn: hasReceipt ? startedOn : null,
    remark: record.remark,
  }
}
