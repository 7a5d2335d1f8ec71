import type { RawQueries } from "../../shared/change.ts"
import type { Database } from "../../shared/database.ts"
import type { SealingKey } from "../../shared/sealed.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { LocalOf } from "../domain/local-time.ts"
import { createFileRepository } from "./file.repository.ts"
import { createLessonImportRepository } from "./lesson-import.repository.ts"
import { createLessonImportWriter } from "./lesson-import.writer.ts"
import { createPlanFactsRepository } from "./plan-facts.repository.ts"
import { createPlanMatchRepository } from "./plan-match.repository.ts"
import { createRegisterImportWriter } from "./register-import.writer.ts"
import { createRegisterMatchRepository } from "./register-match.repository.ts"

type Options = { database: Database; viewer: Viewer; keys: readonly SealingKey[]; now(): Date }

/** Make all that imports of lesson plans, teachers and venues read. */
export function createImportSources(options: Options, { localOf }: { localOf: LocalOf }) {
  const { database, viewer, now } = options
  return {
    files: createFileRepository(options),
    lessonImports: createLessonImportRepository(database, viewer, now),
    planMatches: createPlanMatchRepository(database, viewer),
    planFacts: createPlanFactsRepository(database, localOf),
    registerMatches: createRegisterMatchRepository(database, viewer),
  }
}

/** Make all that they write, beside the lessons themselves, within one transaction. */
export function createImportWriters(transaction: RawQueries, viewer: Viewer, now: () => Date) {
  return { lessonImports: createLessonImportWriter(transaction, viewer, now), registerImports: createRegisterImportWriter(transaction) }
}
