import { HEADINGS, type RosterField } from "./roster-headings.ts"
import type { MembershipState } from "./import.ts"
import type { Participation, Stage } from "./member.ts"
import { maskNationalId } from "./national-id.ts"
import { wordsOf } from "./roster-words.ts"

/** Somebody as a roster shows them. */
export type RosterLine = {
  code: string
  name: string
  sex: string
  nationalId: string | null
  ethnicity: string
  birthOn: string
  education: string
  stage: Stage
  branchName: string
  joinedOn: string | null
  fullOn: string | null
  posts: readonly string[]
  state: MembershipState
  participation: Participation
  destination: string | null
  cardNumber: string | null
  mobile: string | null
  remark: string | null
}

/** The most people of one export; a city with more is exported by its districts. */
export const LARGEST_EXPORT = 100_000

/** The columns of the national roster (党员花名册) in their order, with widths in characters. */
const COLUMNS: readonly [RosterField, width: number][] = [
  ["code", 14],
  ["name", 14],
  ["sex", 6],
  ["nationalId", 22],
  ["ethnicity", 10],
  ["birthOn", 12],
  ["education", 12],
  ["stage", 12],
  ["branch", 30],
  ["joinedOn", 12],
  ["fullOn", 12],
  ["post", 12],
  ["state", 10],
  ["participation", 10],
  ["isFloating", 8],
  ["destination", 20],
  ["cardNumber", 16],
  ["mobile", 14],
  ["remark", 20],
]

export const EXPORT_HEADINGS = COLUMNS.map(([field]) => HEADINGS[field][0] ?? field)
export const EXPORT_WIDTHS = COLUMNS.map(([, width]) => width)

/** Write somebody as a line of the roster. Numbers and mobiles are masked; an import takes a masked one for "not given". */
export function cellsOf(line: RosterLine): string[] {
  const cells: Partial<Record<RosterField, string | null>> = {
    code: line.code,
    name: line.name,
    sex: wordsOf.sex(line.sex),
    nationalId: line.nationalId && maskNationalId(line.nationalId),
    ethnicity: wordsOf.ethnicity(line.ethnicity),
    birthOn: line.birthOn,
    education: wordsOf.education(line.education),
    stage: wordsOf.stage(line.stage),
    branch: line.branchName,
    joinedOn: line.joinedOn,
    fullOn: line.fullOn,
    post: line.posts[0] === undefined ? null : wordsOf.post(line.posts[0]),
    state: wordsOf.state(line.state),
    participation: wordsOf.participation(line.participation),
    isFloating: line.destination === null ? "否" : "是",
    destination: line.destination,
    cardNumber: line.cardNumber,
    mobile: line.mobile && `${line.mobile.slice(0, 3)}****${line.mobile.slice(-4)}`,
    remark: line.remark,
  }
  return COLUMNS.map(([field]) => cells[field] ?? "")
}
