import { type Role, type Viewer, holds } from "../../shared/viewer.ts"

/** Who keeps the books of people: those who plan, decide or administer at the place or above it. Recorders and auditors read. */
const RECORD_KEEPERS: readonly Role[] = ["COORDINATOR", "SECRETARY", "ADMIN"]

/** Say whether the viewer may change records of people who take part at this place. Nobody may for a person without a place. */
export function mayKeepRecords(viewer: Viewer, path: string | null): boolean {
  return path !== null && holds(viewer, RECORD_KEEPERS, path)
}

/** Say whether the viewer keeps the books of any place: only then is there a use for letters to send or a file from them. */
export function keepsRecordsSomewhere(viewer: Viewer): boolean {
  return viewer.grants.some(({ role }) => RECORD_KEEPERS.includes(role))
}

/** Who takes lists of people away: those who keep the books, and auditors. A list that leaves the graph is read by many. */
export function mayExport(viewer: Viewer, path: string): boolean {
  return holds(viewer, [...RECORD_KEEPERS, "AUDITOR"], path)
}
