import type { MemberSearch } from "./name-search.ts"

export type Stage = "APPLICANT" | "ACTIVIST" | "DEVELOPMENT_TARGET" | "PROBATIONARY" | "FULL"
export type Participation = "DIRECT" | "IN_SERVICE" | "FLOATING_IN"

/**
 * A person with a Party record. Ids are TypeIDs, `…On` are days; `branchId` is where the person takes part today, `branchPath` its
 * place in the tree. `version` rises with every change of the record.
 */
export type Member = {
  id: string
  code: string
  name: string
  namePinyin: string
  stage: Stage
  participation: Participation
  joinedOn: string | null
  fullOn: string | null
  branchId: string | null
  branchPath: string | null
  version: number
}

/** The stages of those who are Party members: probationary and full (党章, Art. 6–7). */
export const MEMBER_STAGES: readonly Stage[] = ["PROBATIONARY", "FULL"]

/** Which of an organisation's people a list holds; `asOf` is the day on which they belonged, in the tree of that day; null for today. */
export type RosterFilter = {
  includeDescendants: boolean
  stages: readonly Stage[]
  participation: readonly Participation[]
  search: MemberSearch | null
  asOf: string | null
  /** Of a day's people only those who have since gone where the viewer does not read. */
  isGone?: boolean
}

/** The roster whose length is the number of members: all who belong to the subtree directly, today. */
export const ALL_MEMBERS: RosterFilter = { includeDescendants: true, stages: MEMBER_STAGES, participation: ["DIRECT"], search: null, asOf: null }
