import { type Role, type Viewer, holds } from "../../shared/viewer.ts"

/** Who plans: those who coordinate, decide or administer at the place or above it. Recorders and auditors read. */
const PLANNERS: readonly Role[] = ["COORDINATOR", "SECRETARY", "ADMIN"]

/** Say whether the viewer may keep the schools, venues, teachers, courses, classes and lessons of the organisation at this path. */
export function mayPlan(viewer: Viewer, path: string): boolean {
  return holds(viewer, PLANNERS, path)
}

/** Say whether the viewer plans anywhere: only then is there a use for files from them. */
export function plansSomewhere(viewer: Viewer): boolean {
  return viewer.grants.some(({ role }) => PLANNERS.includes(role))
}
