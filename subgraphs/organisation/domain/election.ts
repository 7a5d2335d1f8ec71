import type { FieldProblem } from "../../shared/result.ts"
import type { Post } from "./organisation.ts"
import { perCent } from "./rounding.ts"

export type Seat = { memberId: string; post: Post }

/** 换届选举: one election of a committee, planned (`heldOn` null) or held. Counts are null when unknown. */
export type ElectionRound = {
  id: string
  organisationId: string
  termNumber: number
  plannedOn: string | null
  heldOn: string | null
  eligible: number | null
  present: number | null
  ballots: number | null
}

/** The most who can be elected in one round. */
export const MOST_SEATS = 15

/**
 * Say whether enough came: more than four fifths of those due (基层组织选举工作条例: 超过应到会人数的五分之四). Null when nobody counted.
 */
export function isQuorate({ eligible, present }: Pick<ElectionRound, "eligible" | "present">): boolean | null {
  return eligible === null || present === null ? null : present * 5 > eligible * 4
}

/** Give the share of those due who came, in per cent to one decimal; null when nobody counted or nobody was due. */
export function turnoutOf({ eligible, present }: Pick<ElectionRound, "eligible" | "present">): number | null {
  return eligible === null || present === null ? null : perCent(present, eligible)
}

/** Find what is wrong with an election that is about to be recorded; `today` is a day. */
export function problemsOfElection(round: Omit<ElectionRound, "id" | "organisationId">, seats: readonly Seat[], today: string): FieldProblem[] {
  const { termNumber, plannedOn, heldOn, eligible, present, ballots } = round
  const counts = { eligible, present, ballots }
  return [
    ...(termNumber < 1 || termNumber > 999 ? [{ path: "termNumber", message: "Terms are counted from 1 to 999." }] : []),
    ...(plannedOn === null && heldOn === null ? [{ path: "plannedOn", message: "Say when it is planned, or when it was held." }] : []),
    ...(heldOn !== null && heldOn > today ? [{ path: "heldOn", message: "The day lies in the future: record it as planned." }] : []),
    ...Object.entries(counts).flatMap(([path, count]) =>
      count !== null && (count < 0 || count > 1_000_000) ? [{ path, message: "A count of persons is 0 or more." }] : [],
    ),
    ...(present !== null && eligible === null ? [{ path: "eligible", message: "Say of how many who were due." }] : []),
    ...(ballots !== null && present === null ? [{ path: "present", message: "Say how many were present." }] : []),
    ...(present !== null && eligible !== null && present > eligible ? [{ path: "present", message: "More were present than were due." }] : []),
    ...(ballots !== null && present !== null && ballots > present ? [{ path: "ballots", message: "More ballots than voters." }] : []),
    ...problemsOfSeats(seats, heldOn),
  ]
}

function problemsOfSeats(seats: readonly Seat[], heldOn: string | null): FieldProblem[] {
  const isRepeated = (seat: Seat, at: number) => seats.findIndex(({ memberId }) => memberId === seat.memberId) < at
  return [
    ...(seats.length > MOST_SEATS ? [{ path: "seats", message: `At most ${MOST_SEATS} can be elected in one round.` }] : []),
    ...(heldOn === null && seats.length > 0 ? [{ path: "seats", message: "Nobody is elected before the election is held." }] : []),
    ...seats.flatMap((seat, at) => (isRepeated(seat, at) ? [{ path: `seats.${at}.member`, message: "This member was elected once already." }] : [])),
    ...(seats.filter(({ post }) => post === "SECRETARY").length > 1 ? [{ path: "seats", message: "There is one secretary." }] : []),
  ]
}
