import { type Role, type Viewer, ancestorsAndSelf, holds } from "../../shared/viewer.ts"

/** Who keeps an organisation's records: those who plan, decide or administer at the place or above it. Recorders and auditors read. */
const RECORD_KEEPERS: readonly Role[] = ["COORDINATOR", "SECRETARY", "ADMIN"]
/** Who decides for a superior organisation. */
const DECIDERS: readonly Role[] = ["SECRETARY", "ADMIN"]

/** Say whether the viewer may record offices, elections, honours and the like of the organisation at this path. */
export function mayKeepRecords(viewer: Viewer, path: string): boolean {
  return holds(viewer, RECORD_KEEPERS, path)
}

/** Say whether the viewer may list for rectification and accept its end: records of the superior, never of the organisation itself. */
export function mayRectify(viewer: Viewer, path: string): boolean {
  const superior = superiorOf(path)
  return superior !== null && mayKeepRecords(viewer, superior)
}

/**
 * Say whether the viewer may approve what only a superior approves: a longer term, an exception from what a size suggests.
 *
 * The root has no superior in this tree: what is above it approves on paper, and the root's own administrator records it.
 */
export function mayApprove(viewer: Viewer, path: string): boolean {
  const superior = superiorOf(path)
  return superior === null ? holds(viewer, ["ADMIN"], path) : holds(viewer, DECIDERS, superior)
}

/** Say whether the viewer may record policy documents and the rules they set: they hold for the whole tree, so the root's administrators. */
export function mayKeepPolicies(viewer: Viewer): boolean {
  return viewer.grants.some(({ role, path }) => role === "ADMIN" && superiorOf(path) === null)
}

/** Give the path of the superior organisation; null at the root. */
export function superiorOf(path: string): string | null {
  return ancestorsAndSelf(path).at(-2) ?? null
}
