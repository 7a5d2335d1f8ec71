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

/** Refuse a post that somebody holds; `holderId` is for those who may read that person. */
export type PostTaken = { kind: "PostTaken"; message: string; holderId: string; since: string }

/** Find what keeps a member from a post: that they hold it already, or, of the one secretary, that somebody does, on any day from then on. */
export function whoStandsInTheWay(
  wanted: Pick<Office, "memberId" | "post">,
  held: readonly Office[],
): { repeated: Office | undefined; holder: Office | undefined } {
  return {
    repeated: held.find(({ memberId, post }) => memberId === wanted.memberId && post === wanted.post),
    holder: wanted.post === "SECRETARY" ? held.find(({ post }) => post === "SECRETARY") : undefined,
  }
}
