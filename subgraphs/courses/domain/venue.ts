import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_TITLE } from "../../shared/text.ts"
import type { VenueKind } from "./lesson.ts"
import type { Period } from "./period.ts"
import { problemsOfEdit, problemsOfNumber, problemsOfWords } from "./register.ts"

/** What is kept of a venue beside its entry in the directory. */
export type VenueDetail = { id: string; organisationPath: string; address: string | null; isInUse: boolean; version: number }
export type VenueSharing = { organisationId: string; priority: number }
/** 停用: a time at which a venue, or another thing of the registers, cannot be used. */
export type Closure = Period & { id: string; reason: string }

/** What somebody may write of a venue; a field left out stays as it is. */
export type VenueEdit = { name?: string; kind?: VenueKind; capacity?: number; equipment?: string[]; address?: string | null; isInUse?: boolean }

export const LARGEST_VENUE = 20_000
export const MOST_SHARING = 50

/** Find what is wrong with what somebody writes of a venue. */
export function problemsOfVenue({ name, capacity, equipment, address }: VenueEdit): FieldProblem[] {
  return [
    ...problemsOfEdit({ name: { text: name, longest: LONGEST_NAME, isNeeded: true }, address: { text: address, longest: LONGEST_TITLE, isNeeded: false } }),
    ...problemsOfNumber("capacity", capacity, 1, LARGEST_VENUE),
    ...(equipment ? problemsOfWords("equipment", equipment) : []),
  ]
}

/** What is wrong with a name that another venue of the organisation in use has: people, and the files that they bring, tell rooms apart by it. */
export const NAME_TAKEN: FieldProblem = {
  path: "name",
  message: "The organisation has a venue of this name. Change that one, or give this one a name of its own.",
}

/** Find what is wrong with the organisations that share a venue: each once, with a priority from 1 (first to choose) to 9. */
export function problemsOfSharing(sharing: readonly VenueSharing[]): FieldProblem[] {
  if (sharing.length > MOST_SHARING) return [{ path: "sharing", message: `At most ${MOST_SHARING}. Share it with an organisation above them instead.` }]
  const ids = sharing.map(({ organisationId }) => organisationId)
  return sharing.flatMap(({ organisationId, priority }, at) => [
    ...(ids.indexOf(organisationId) < at ? [{ path: `sharing.${at}.organisation`, message: "It is named twice." }] : []),
    ...problemsOfNumber(`sharing.${at}.priority`, priority, 1, 9),
  ])
}
