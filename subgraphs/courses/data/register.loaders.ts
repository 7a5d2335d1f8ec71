import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createEnrolmentLoaders } from "./enrolment.loaders.ts"

/** Make the request's loaders of what the registers keep beside the directory. */
export function createRegisterLoaders(database: Database, viewer: Viewer) {
  return { ...createEnrolmentLoaders(database, viewer) }
}
