import { PrismaPg } from "@prisma/adapter-pg"
import { type Prisma, PrismaClient } from "../../prisma/courses/generated/client.ts"
import { dayOf, instantOf, localTimeOf } from "../shared/calendar.ts"
import { askWithin } from "../shared/ask.ts"
import { createChange } from "../shared/change.ts"
import type { Database } from "../shared/database.ts"
import { createJobWriter } from "../shared/job-writer.ts"
import { findReadablePlaces } from "../shared/scope.ts"
import { type SealingKey, keyedHash } from "../shared/sealed.ts"
import { HOLD_TREE } from "../shared/tree-lock.ts"
import { createTurns } from "../shared/turns.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createCalendarFeedRepository } from "./data/calendar-feed.repository.ts"
import { createAudienceRepository } from "./data/audience.repository.ts"
import { type Calendar, createClashRepository } from "./data/clash.repository.ts"
import { createCourseLoaders } from "./data/course.loaders.ts"
import { calendarOf } from "./data/holiday.calendar.ts"
import { createLessonDetailLoaders } from "./data/lesson-detail.loaders.ts"
import { createLessonPartsRepository } from "./data/lesson-parts.repository.ts"
import { createDirectoryRepository } from "./data/directory.repository.ts"
import { createLessonRepository } from "./data/lesson.repository.ts"
import { createMemberLessonRepository } from "./data/member-lesson.repository.ts"
import { createPlanLoaders } from "./data/plan.loaders.ts"
import { createPlanPartsRepository } from "./data/plan-parts.repository.ts"
import { createPlanRepository } from "./data/plan.repository.ts"
import { createPlanWriter } from "./data/plan.writer.ts"
import { createSchedulingWriters } from "./data/scheduling.writer.ts"
import { createRegisterLoaders } from "./data/register.loaders.ts"
import { createRegisterWriters } from "./data/register.writer.ts"
import { createSchoolRepository } from "./data/school.repository.ts"
import { occurrencesOf } from "./data/recurrence.reader.ts"
import { createSeenLoaders } from "./data/seen.loaders.ts"
import { createSeriesLoaders } from "./data/series.loaders.ts"
import { createSeriesRepository } from "./data/series.repository.ts"
import { createSlotRepository } from "./data/slot.repository.ts"
import { createTrainingClassRepository } from "./data/training-class.repository.ts"
import { createImportSources, createImportWriters } from "./data/import-sources.repository.ts"
import { createLessonFiles } from "./data/lesson-file.reader.ts"
import { createSubstituteLoaders } from "./data/substitute.loaders.ts"
import { createSubtreeLoaders } from "./data/subtree.loaders.ts"
import { createTellingLoaders } from "./data/telling.loaders.ts"
import { createTellingWriters } from "./data/telling.writer.ts"

export type CoursesContext = ReturnType<ReturnType<typeof createContextFactory>>

/** How long a change may take, and wait for a connection. A lesson for a whole city expects tens of thousands. */
const LONGEST_CHANGE = { maxWait: 2_000, timeout: 60_000 }

type Wiring = {
  database: Database
  timeZone: string
  now(): Date
  keys: readonly SealingKey[]
  /** Whether webhooks may be sent to programs on this machine, without TLS. */
  allowLoopback: boolean
}

type Transaction = Prisma.TransactionClient

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory({ database, timeZone, now, keys, allowLoopback }: Wiring) {
  const prisma = new PrismaClient({ adapter: new PrismaPg(database.pool, { schema: "courses" }) })
  const calendar = { calendarOf, localOf: (instant: Date) => localTimeOf(instant, timeZone), timeZone }
  const clock = { ...calendar, instantOf: (day: string, minute: number) => instantOf(day, minute, timeZone) }
  const lessonFiles = createLessonFiles()
  const suggestionTurns = createTurns({ atOnce: 1, waiting: 8 })
  return (viewer: Viewer) => {
    const moment = now()
    const createLoaders = () => loadersOf({ database, prisma, viewer, moment, calendar })
    let loaders = createLoaders()
    return {
      viewer,
      now,
      timeZone,
      allowLoopback,
      feeds: createCalendarFeedRepository(database),
      today: dayOf(moment, timeZone),
      dayOf: (instant: Date) => dayOf(instant, timeZone),
      calendarOf,
      suggestionTurns,
      occurrencesOf: (asked: Parameters<typeof occurrencesOf>[0]) => occurrencesOf(asked, timeZone),
      localOf: calendar.localOf,
      instantOf: (day: string, minute: number) => instantOf(day, minute, timeZone),
      lessons: createLessonRepository(database, viewer),
      directory: createDirectoryRepository(database, viewer),
      audiences: createAudienceRepository(database.read),
      parts: createLessonPartsRepository(database.read),
      slots: createSlotRepository(database.read, timeZone),
      clashes: createClashRepository(database.read, viewer, calendar),
      plans: createPlanRepository(database, viewer),
      ...createImportSources({ database, viewer, keys, now }, clock),
      clock,
      lessonFiles,
      get loaders() {
        return loaders
      },
      change: createChange({
        schema: "courses",
        viewer,
        begin: (work: (transaction: Transaction) => Promise<void>) =>
          prisma.$transaction(async (transaction) => {
            await transaction.$executeRawUnsafe(HOLD_TREE)
            await work(transaction)
          }, LONGEST_CHANGE),
        writersOf: (transaction) => ({
          ...createSchedulingWriters(transaction, viewer, now, calendar),
          ...createRegisterWriters(transaction, viewer, now),
          ...createImportWriters(transaction, viewer, now),
          jobs: createJobWriter(transaction, "courses_jobs"),
          plans: createPlanWriter(transaction, now),
          planParts: createPlanPartsRepository(askWithin(transaction)),
          ...createTellingWriters(transaction, viewer, keys, now),
        }),
        ...(keys[0] && { fingerprint: fingerprintUnder(keys[0]) }),
        onDone: () => {
          loaders = createLoaders()
        },
      }),
    }
  }
}

type Surroundings = { database: Database; prisma: PrismaClient; viewer: Viewer; moment: Date; calendar: Calendar }

/** One set a request, and a new one after a change. */
function loadersOf({ database, prisma, viewer, moment, calendar }: Surroundings) {
  return {
    ...createCourseLoaders({
      lessons: createLessonRepository(database, viewer),
      memberLessons: createMemberLessonRepository(database, viewer, moment),
      schools: createSchoolRepository(prisma),
      classes: createTrainingClassRepository(database, viewer),
      findPlaces: (ids) => findReadablePlaces(database, viewer, ids),
    }),
    ...createSubtreeLoaders(database),
    ...createTellingLoaders(database, viewer),
    ...createSeenLoaders(database, viewer),
    ...createRegisterLoaders(database, viewer),
    ...createPlanLoaders(createPlanRepository(database, viewer)),
    ...createLessonDetailLoaders(database),
    ...createSubstituteLoaders(database, calendar),
    ...createSeriesLoaders(createSeriesRepository(database, viewer)),
  }
}

/** Requests hold secrets of webhooks: whoever has the tables and not the key cannot try them out. */
const fingerprintUnder = (key: SealingKey) => (request: string) => keyedHash(request, key)
