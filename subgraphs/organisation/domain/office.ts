import type { Post } from "./organisation.ts"

/** 党内职务: one post held by one member from a day, until a day (not included) or still. */
export type Office = {
  id: string
  organisationId: string
  memberId: string
  post: Post
  since: string
  until: string | null
  isPartTime: boolean
  sourceUnit: string | null
}

/** 居委会主任: who directs the residents' committee; a member or not. */
export type CommunityDirector = { organisationId: string; memberId: string | null; name: string; since: string }

/** What the viewer may read of a person: that they exist, and whether they are a full member. */
export type ReadableMember = { id: string; isFull: boolean }
