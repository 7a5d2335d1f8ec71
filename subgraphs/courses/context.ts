import { PrismaPg } from "@prisma/adapter-pg"
import { PrismaClient } from "../../prisma/courses/generated/client.ts"
import { dayOf } from "../shared/calendar.ts"
import type { Database } from "../shared/database.ts"
import { findReadablePlaces } from "../shared/scope.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createCourseLoaders } from "./data/course.loaders.ts"
import { createLessonRepository } from "./data/lesson.repository.ts"
import { createMemberLessonRepository } from "./data/member-lesson.repository.ts"
import { createSchoolRepository } from "./data/school.repository.ts"
import { createTrainingClassRepository } from "./data/training-class.repository.ts"
import { createSubtreeLoaders } from "./data/subtree.loaders.ts"

export type CoursesContext = ReturnType<ReturnType<typeof createContextFactory>>

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory(options: { database: Database; timeZone: string; now(): Date }) {
  const { database } = options
  const prisma = new PrismaClient({ adapter: new PrismaPg(database.pool, { schema: "courses" }) })
  const schools = createSchoolRepository(prisma)
  return (viewer: Viewer) => {
    const now = options.now()
    const repositories = {
      lessons: createLessonRepository(database, viewer),
      memberLessons: createMemberLessonRepository(database, viewer, now),
      schools,
      classes: createTrainingClassRepository(database, viewer),
    }
    const loaders = createCourseLoaders({ ...repositories, findPlaces: (ids) => findReadablePlaces(database, viewer, ids) })
    const today = dayOf(now, options.timeZone)
    return { viewer, today, lessons: repositories.lessons, loaders: { ...loaders, ...createSubtreeLoaders(database) } }
  }
}
