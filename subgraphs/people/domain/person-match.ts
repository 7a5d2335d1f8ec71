import { MOST_CANDIDATES } from "../../shared/tables/row-problem.ts"
import type { MembershipState, RosterRecord } from "./import.ts"
import type { Participation, Stage } from "./member.ts"
import type { RosterField } from "./roster-headings.ts"

/** Somebody of the books, as far as a roster tells of people. Ids are those of the database: thousands are compared, and none is shown. */
export type KnownMember = {
  id: string
  version: number
  code: string
  name: string
  sex: string
  hasNumber: boolean
  ethnicity: string
  birthOn: string
  education: string
  stage: Stage
  appliedOn: string | null
  activistOn: string | null
  targetOn: string | null
  joinedOn: string | null
  fullOn: string | null
  participation: Participation
  state: MembershipState
  branchId: string | null
  branchName: string | null
  homeUnit: string | null
  mobile: string | null
  remark: string | null
  posts: readonly string[]
  openFloating: { id: string; destination: string; cardNumber: string | null } | null
}

/** Of somebody outside the import's organisation nothing is known but that there is somebody. */
export type Sighting = KnownMember | "ELSEWHERE"

export type KnownPeople = {
  byNumber: ReadonlyMap<string, Sighting>
  byCode: ReadonlyMap<string, Sighting>
  /** Namesakes within the import's organisation. */
  byName: ReadonlyMap<string, readonly KnownMember[]>
}

export type PersonMatch = { ok: true; member: KnownMember | null } | { ok: false; field: RosterField; code: string; message: string; candidates: string[] }

/** By what a row says whom it is about. */
type Signs = Pick<RosterRecord, "nationalId" | "code" | "birthOn" | "months">

/**
 * Find whom a row is about: by the citizen's number, else the code, else the name in the branch (and the birth date). Null is
 * somebody new.
 *
 * Where the signs point to different people, or to several, the row is a question. Of people elsewhere no more is told than
 * that they are elsewhere.
 */
export function findPerson(record: Signs & Pick<RosterRecord, "name">, branchId: string, people: KnownPeople): PersonMatch {
  const byNumber = record.nationalId === null ? undefined : people.byNumber.get(record.nationalId)
  const byCode = record.code === null ? undefined : people.byCode.get(record.code)
  if (byNumber === "ELSEWHERE") return elsewhere("nationalId")
  if (byNumber) {
    if (byCode && (byCode === "ELSEWHERE" || byCode.id !== byNumber.id)) return wrong("code", "CODE_TAKEN", "This code is somebody else's.", [])
    return { ok: true, member: byNumber }
  }
  if (byCode === "ELSEWHERE") return elsewhere("code")
  if (byCode) {
    if (record.nationalId !== null && byCode.hasNumber)
      return wrong("nationalId", "OTHER_NUMBER", "The person with this code has another citizen's number.", [])
    if (byCode.name !== record.name) return wrong("name", "OTHER_NAME", "The person with this code has another name.", [byCode.name])
    return { ok: true, member: byCode }
  }
  return byNameIn(record, branchId, people.byName.get(record.name) ?? [])
}

function byNameIn(record: Signs, branchId: string, namesakes: readonly KnownMember[]): PersonMatch {
  // A number or code of one's own that no namesake has says that this is somebody else.
  const possible = namesakes.filter(
    (member) => !(record.nationalId !== null && member.hasNumber) && !(record.birthOn !== null && !isBornOn(member, record.birthOn, record.months)),
  )
  const here = possible.filter((member) => member.branchId === branchId)
  const [one, ...more] = here
  if (one && more.length === 0 && record.code === null) return { ok: true, member: one }
  if (one && record.code !== null) {
    return wrong("code", "OTHER_CODE", "A namesake with the same birth date has another code. Correct the code, or give the citizen's number.", namesOf(here))
  }
  if (one) return wrong("name", "SEVERAL_OF_THE_NAME", "Several in the branch have this name. Give the code or the citizen's number.", namesOf(here))
  if (possible.length > 0 && record.nationalId === null && record.code === null) {
    return wrong(
      "branch",
      "OTHER_BRANCH",
      "Somebody of this name and age takes part in another branch. Start a transfer, or give the citizen's number.",
      namesOf(possible),
    )
  }
  return { ok: true, member: null }
}

/** Forms ask for the month of birth alone (出生年月): any day of it fits. */
function isBornOn(member: KnownMember, birthOn: string, months: Signs["months"]): boolean {
  return months.includes("birthOn") ? member.birthOn.slice(0, 7) === birthOn.slice(0, 7) : member.birthOn === birthOn
}

function namesOf(members: readonly KnownMember[]): string[] {
  return members.slice(0, MOST_CANDIDATES).map(({ code, name, birthOn, branchName }) => `${name} · ${code} · ${birthOn.slice(0, 4)} · ${branchName ?? ""}`)
}

function elsewhere(field: RosterField): PersonMatch {
  return wrong(field, "BELONGS_ELSEWHERE", "This person belongs elsewhere: use a transfer.", [])
}

function wrong(field: RosterField, code: string, message: string, candidates: string[]): PersonMatch {
  return { ok: false, field, code, message, candidates }
}
