import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createClassLoaders } from "./class.loaders.ts"
import { createDirectoryLoaders } from "./directory.loaders.ts"
import { createEnrolmentLoaders } from "./enrolment.loaders.ts"
import { createSchoolLoaders } from "./school.loaders.ts"
import { createTeacherLoaders } from "./teacher.loaders.ts"
import { createVenueLoaders } from "./venue.loaders.ts"

/** Make the request's loaders of what the registers keep beside the directory. */
export function createRegisterLoaders(database: Database, viewer: Viewer) {
  return {
    ...createEnrolmentLoaders(database, viewer),
    ...createVenueLoaders(database),
    ...createTeacherLoaders(database),
    ...createSchoolLoaders(database),
    ...createClassLoaders(database),
    ...createDirectoryLoaders(database, viewer),
  }
}
