import { type Viewer, holds } from "../../shared/viewer.ts"
import { superiorOf } from "./records.policy.ts"

/** Give the path of the superior at `c.d7.s3.`: `c.d7.`. The root is its own superior: nobody in the city stands above it. */
export function superiorPath(path: string): string {
  return superiorOf(path) ?? path
}

/**
 * Say whether the viewer may found, change or end an organisation below this superior.
 *
 * The superior decides, and an administrator records it: whoever holds ADMIN at the superior or above it. Coordinators and
 * secretaries may not, nor may an administrator of the organisation itself.
 */
export function mayChangeBelow(viewer: Viewer, superior: string): boolean {
  return holds(viewer, ["ADMIN"], superior)
}

/** Say whether the viewer may change the organisation at this path itself. */
export function mayChangeAt(viewer: Viewer, path: string): boolean {
  return mayChangeBelow(viewer, superiorPath(path))
}
