import { type Role, type Viewer, holds } from "../../shared/viewer.ts"

/** Who writes down who was there: at the place or above it. Auditors read. */
const RECORDERS: readonly Role[] = ["RECORDER", "COORDINATOR", "SECRETARY", "ADMIN"]
/** Who answers for what was written: approves sheets, decides on leave and make-up, corrects what was closed. */
const BOOK_KEEPERS: readonly Role[] = ["COORDINATOR", "SECRETARY", "ADMIN"]
/** Who locks periods, approves what changes after that, and sets rules. */
const GOVERNORS: readonly Role[] = ["SECRETARY", "ADMIN"]

/** Say whether the viewer may open, fill and close the sheets of lessons that the organisation at this path holds. */
export function mayRecord(viewer: Viewer, path: string): boolean {
  return holds(viewer, RECORDERS, path)
}

/** Say whether the viewer may approve, decide and correct what concerns lessons or people of the organisation at this path. */
export function mayKeepBooks(viewer: Viewer, path: string | null): boolean {
  return path !== null && holds(viewer, BOOK_KEEPERS, path)
}

/** Say whether the viewer may lock periods of this subtree, approve changes after a lock, and set rules that hold in it. */
export function mayGovern(viewer: Viewer, path: string): boolean {
  return holds(viewer, GOVERNORS, path)
}

/** Say whether the viewer records anywhere: only then is there a use for files from them. */
export function recordsSomewhere(viewer: Viewer): boolean {
  return viewer.grants.some(({ role }) => RECORDERS.includes(role))
}

/** Say whether files are taken from the viewer: sheets from those who record, slips and certificates from members for themselves. */
export function sendsEvidence(viewer: Viewer): boolean {
  return viewer.memberId !== null || recordsSomewhere(viewer)
}

/** Say whether the viewer keeps the books of an organisation above the one at this path: the second level of what the first has endorsed. */
export function keepsBooksAbove(viewer: Viewer, path: string | null): boolean {
  if (path === null) return false
  const superior = path.slice(0, path.lastIndexOf(".", path.length - 2) + 1)
  return superior !== "" && mayKeepBooks(viewer, superior)
}

/** Say whether the viewer governs the whole tree: only then what holds everywhere. */
export function mayGovernEverywhere(viewer: Viewer): boolean {
  return viewer.grants.some(({ role, path }) => GOVERNORS.includes(role) && path.indexOf(".") === path.length - 1)
}
