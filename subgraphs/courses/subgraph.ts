import { openDatabase } from "../shared/database.ts"
import type { Files } from "../shared/files.ts"
import { type Subgraph, type SubgraphOptions, openSubgraph } from "../shared/subgraph.ts"
import { parseSealingKey } from "../shared/sealed.ts"
import type { CalendarDoor } from "../shared/calendar-door.ts"
import type { Database } from "../shared/database.ts"
import { findViewerOfAccount } from "../shared/viewer-source.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createContextFactory } from "./context.ts"
import { createCalendarFeedRepository } from "./data/calendar-feed.repository.ts"
import { writeCalendar } from "./data/calendar.writer.ts"
import { createFeedLessonRepository } from "./data/feed-lesson.repository.ts"
import { createFileRepository } from "./data/file.repository.ts"
import { plansSomewhere } from "./domain/courses.policy.ts"
import { coursesSchema } from "./graphql/schema.ts"
import { readCalendarFeed } from "./use-cases/read-calendar-feed.ts"
import { openJobs } from "./worker.ts"

/** Open the courses subgraph: schools, venues, teachers, classes and lessons. */
export function openCourses(options: SubgraphOptions): Subgraph {
  const { databaseUrl, connections, timeZone, log, now = () => new Date(), personalDataKeys = [], runsJobs = false, allowsLoopbackWebhooks = false } = options
  const database = openDatabase(databaseUrl, { name: "courses", connections, onError: (err) => log.warn({ err }, "database connection lost") })
  const keys = personalDataKeys.map((key) => parseSealingKey(key, "courses"))
  const createContext = createContextFactory({ database, timeZone, now, keys, allowLoopback: allowsLoopbackWebhooks })
  const files = (viewer: Viewer): Files => {
    const repository = createFileRepository({ database, viewer, keys, now })
    return {
      store: async (file, content) => {
        if (!plansSomewhere(viewer)) return { refused: "FORBIDDEN" }
        const { id, name, bytes, sha256 } = await repository.store("UPLOAD", file, content)
        return { id, name, bytes, sha256 }
      },
      fetch: (id) => repository.find(id),
    }
  }
  const subgraph = openSubgraph({
    name: "courses",
    schema: coursesSchema().schema,
    database,
    log,
    createContext,
    calendars: calendarsOf(database, timeZone, now),
    files,
  })
  if (!runsJobs) return subgraph
  const jobs = openJobs({ databaseUrl, database, timeZone, now, keys, log, allowLoopback: allowsLoopbackWebhooks })
  return {
    ...subgraph,
    async close() {
      await jobs.stop()
      await subgraph.close()
    },
  }
}

function calendarsOf(database: Database, timeZone: string, now: () => Date): CalendarDoor {
  const sources = {
    feeds: createCalendarFeedRepository(database),
    lessons: createFeedLessonRepository(database),
    findViewer: (accountId: string) => findViewerOfAccount(database, accountId),
    write: (name: string, lessons: Parameters<typeof writeCalendar>[1]) => writeCalendar(name, lessons, timeZone),
    now,
  }
  return { fetch: (secret) => readCalendarFeed(sources, secret) }
}

/** The SDL that composition reads. */
export const coursesSdl = () => coursesSchema().sdl
