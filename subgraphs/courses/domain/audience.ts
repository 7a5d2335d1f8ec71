/** What a person is on the way into the Party, as people keep it. */
export type Stage = "APPLICANT" | "ACTIVIST" | "DEVELOPMENT_TARGET" | "PROBATIONARY" | "FULL"

/**
 * 培训对象: who is expected. People who on the lesson's day take part in one of the organisations (with `includeDescendants`, or below
 * it), and hold one of the posts where any are named, and stand at one of the stages where any are named; and `members` by name,
 * whatever the rest says. Ids are TypeIDs. Posts are those of the organisation subgraph. Kept as JSON.
 */
export type Audience = { organisations: string[]; includeDescendants: boolean; posts: string[]; stages: Stage[]; members: string[] }
