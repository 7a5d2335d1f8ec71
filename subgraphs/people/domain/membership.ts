import type { Participation } from "./member.ts"

/** 组织关系: where a person belonged or took part, from a day to the day before `to`; null while it goes on. */
export type Membership = {
  id: string
  memberId: string
  organisation: { id: string; name: string } | null
  participation: Participation
  from: string
  to: string | null
}

/** The direct membership that holds on a day, as the one who changes it sees it. */
export type DirectMembership = { uuid: string; organisationId: string; path: string; name: string; from: string }
