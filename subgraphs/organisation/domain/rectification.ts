import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NOTE, LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"

export type RectificationState = "OPEN" | "OVERDUE" | "ACCEPTED"

/** 整顿软弱涣散: an organisation listed for rectification, until the superior accepts what was done. */
export type Rectification = {
  id: string
  organisationId: string
  reason: string
  listedOn: string
  leaderId: string | null
  dueOn: string
  acceptedOn: string | null
  result: string | null
}

export type Measure = { id: string; rectificationId: string; position: number; text: string; doneOn: string | null }

export const MOST_MEASURES = 20

/** Say how a rectification stands on a day: it is overdue from the day after the one on which it was due. */
export function stateOn({ dueOn, acceptedOn }: Pick<Rectification, "dueOn" | "acceptedOn">, day: string): RectificationState {
  if (acceptedOn !== null && acceptedOn <= day) return "ACCEPTED"
  return dueOn < day ? "OVERDUE" : "OPEN"
}

/** Find what is wrong with a listing that is about to be recorded; `today` is a day. */
export function problemsOfListing(listing: Pick<Rectification, "reason" | "listedOn" | "dueOn">, measures: readonly string[], today: string): FieldProblem[] {
  return [
    ...problemsOfText("reason", listing.reason, LONGEST_NOTE),
    ...(listing.listedOn > today ? [{ path: "listedOn", message: "The day lies in the future." }] : []),
    ...(listing.dueOn < listing.listedOn ? [{ path: "dueOn", message: "It cannot be due before it is listed." }] : []),
    ...(measures.length > MOST_MEASURES ? [{ path: "measures", message: `At most ${MOST_MEASURES} measures.` }] : []),
    ...measures.slice(0, MOST_MEASURES).flatMap((text, at) => problemsOfText(`measures.${at}`, text, LONGEST_TITLE)),
  ]
}
