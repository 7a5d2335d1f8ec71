export type Kind = "COMMITTEE" | "WORKING_COMMITTEE" | "GENERAL_BRANCH" | "BRANCH" | "JOINT_BRANCH" | "TEMPORARY_BRANCH" | "PARTY_GROUP"
export type Level = "CITY" | "DISTRICT" | "STREET" | "COMMUNITY" | "BRANCH"
export type Setting = "COMMUNITY" | "VILLAGE" | "ORGAN" | "INSTITUTION" | "ENTERPRISE" | "SOCIAL_ORGANISATION"

/**
 * A Party organisation as it stands, or stood on a day: `asOf`, null for today. Ids are TypeIDs, `…On` are days; it stood
 * from `foundedOn` until `dissolvedOn`, that day not included, null while it stands. What is asked of
 * it further (children, officers, figures) is answered as of the same day.
 */
export type Organisation = {
  id: string
  parentId: string | null
  path: string
  name: string
  shortName: string
  kind: Kind
  level: Level
  setting: Setting
  divisionId: string | null
  foundedOn: string
  dissolvedOn: string | null
  asOf: string | null
}

export type Division = { id: string; code: string; name: string; level: Level }

export type Post = "SECRETARY" | "DEPUTY_SECRETARY" | "ORGANISATION_COMMISSIONER" | "PUBLICITY_COMMISSIONER" | "DISCIPLINE_COMMISSIONER" | "COMMITTEE_MEMBER"

/**
 * A post held on a day. `memberPath` is where the holder takes part; `isCombinedWithDirector`: 一肩挑, the secretary also directs
 * the residents' committee; `until` is the first day on which the post is no longer held, where that is known.
 */
export type Officer = {
  id: string
  post: Post
  memberId: string | null
  memberPath: string | null
  since: string
  until: string | null
  isPartTime: boolean
  sourceUnit: string | null
  isCombinedWithDirector: boolean
}

/** Top organisations of communities by kind; `total` holds other kinds too. */
export type CommunityOrganisations = { committees: number; generalBranches: number; branches: number; total: number }

/** Members of a subtree: all (probationary included) and full ones. */
export type MemberTally = { members: number; fullMembers: number }
