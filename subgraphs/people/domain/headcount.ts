import type { Participation, Stage } from "./member.ts"
import { MEMBER_STAGES } from "./member.ts"

/** How many people a subtree holds, of one stage and one way of taking part. */
export type Headcount = { stage: Stage; participation: Participation; people: number }

/** Add up the people of these stages who take part in this way. */
export function sumOf(headcounts: readonly Headcount[], stages: readonly Stage[], participation: Participation): number {
  return headcounts.filter((count) => count.participation === participation && stages.includes(count.stage)).reduce((sum, { people }) => sum + people, 0)
}

/** Count the members: those who belong directly, probationary ones included. */
export function membersOf(headcounts: readonly Headcount[]): number {
  return sumOf(headcounts, MEMBER_STAGES, "DIRECT")
}
