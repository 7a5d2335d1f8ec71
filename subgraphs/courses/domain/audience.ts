import type { FieldProblem } from "../../shared/result.ts"

/** What a person is on the way into the Party, as people keep it. */
export type Stage = "APPLICANT" | "ACTIVIST" | "DEVELOPMENT_TARGET" | "PROBATIONARY" | "FULL"

/** Posts in an organisation's committee, as their owner keeps them. */
export const POSTS = [
  "SECRETARY",
  "DEPUTY_SECRETARY",
  "ORGANISATION_COMMISSIONER",
  "PUBLICITY_COMMISSIONER",
  "DISCIPLINE_COMMISSIONER",
  "COMMITTEE_MEMBER",
] as const
export type Post = (typeof POSTS)[number]

/**
 * 培训对象: who is expected. People who on the lesson's day take part in one of the organisations (with `includeDescendants`, or below
 * it), and hold one of the posts where any are named, and stand at one of the stages where any are named; and `members` by name,
 * whatever the rest says. Ids are TypeIDs. Kept as JSON.
 */
export type Audience = { organisations: string[]; includeDescendants: boolean; posts: Post[]; stages: Stage[]; members: string[] }

/** How many organisations, and how many people, an audience may name. */
export const MOST_NAMED = 100

/** Find what is wrong with an audience; `path` leads to it from the input. Whether the ids are known is for the caller to say. */
export function problemsOfAudience(path: string, { organisations, posts, stages, members }: Audience): FieldProblem[] {
  const tooMany = (field: string, ids: readonly string[]) =>
    ids.length > MOST_NAMED ? [{ path: `${path}.${field}`, message: `At most ${MOST_NAMED}. Name an organisation above them instead.` }] : []
  const repeated = (field: string, values: readonly string[]) =>
    values.flatMap((value, at) => (values.indexOf(value) < at ? [{ path: `${path}.${field}.${at}`, message: "It is named twice." }] : []))
  const isNobody = organisations.length === 0 && members.length === 0
  const isUnbound = organisations.length === 0 && posts.length + stages.length > 0
  return [
    ...(isNobody ? [{ path, message: "Name at least one organisation or one member." }] : []),
    ...(isUnbound && !isNobody ? [{ path: `${path}.organisations`, message: "Posts and stages choose among the people of organisations: name one." }] : []),
    ...(["organisations", "members"] as const).flatMap((field) => {
      const ids = field === "organisations" ? organisations : members
      const many = tooMany(field, ids)
      return many.length > 0 ? many : repeated(field, ids)
    }),
  ]
}
