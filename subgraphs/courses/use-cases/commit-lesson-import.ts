import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed, refused } from "../../shared/result.ts"
import { sqlStateOf } from "../../shared/sql-state.ts"
import { LONGEST_NOTE, problemsOfOptionalText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { LessonImportPreview } from "../domain/lesson-import.ts"
import { type PlannedImport, type PlanningContext, planLessonImport } from "./plan-lesson-import.ts"
import { retryLostRaces } from "./retry-lost-races.ts"
import { type ImportClash, type Outdated, writePlannedLessons } from "./write-planned-lessons.ts"

export type PreviewStale = { kind: "PreviewStale"; message: string }
export type CommittedImport = { created: number; updated: number; unchanged: number; skipped: number }
export type AskedCommit = { preview: string; publish?: boolean | null; overrideReason?: string | null; clientMutationKey?: string | null }

type Context = PlanningContext & Pick<CoursesContext, "viewer" | "now" | "dayOf" | "loaders" | "change" | "lessonImports">
type Refusal = NotAllowed | InvalidInput | PreviewStale | ImportClash

const UNIQUE_VIOLATION = "23505"
const CHANGED = "Something that the preview is about, or clashes with, was changed since. Make a new one."

/**
 * Do what a preview says, exactly that, all of it or nothing, and once. Its rows with errors are left out. Lessons become drafts; with `publish` they
 * are published, and what clashes then needs a reason, which is kept.
 *
 * What the file says is compared with the books again: if anything would come out otherwise than the preview showed it, the preview is stale. So it is when the
 * same file was committed in this place before. Of several who commit at once one does.
 */
export async function commitLessonImport(context: Context, input: AskedCommit): Promise<Result<CommittedImport, Refusal>> {
  const { viewer, loaders, lessonImports } = context
  const preview = await lessonImports.findPreview(requireId("input.preview", input.preview, "plannedimport"))
  const place = preview && (await loaders.readablePlaceById.load(preview.organisationId))
  if (!preview || !place || !mayPlan(viewer, place.path)) return notAllowed("There is no such preview for you, or it has expired.")
  const problems = [
    ...problemsOfOptionalText("overrideReason", input.overrideReason, LONGEST_NOTE),
    ...(input.publish && preview.kind !== "LESSON_PLAN" ? [{ path: "publish", message: "Only lessons are published." }] : []),
  ]
  if (problems.length > 0) return invalidInput(...problems)
  const understood = await lessonImports.findUnderstood(preview.id)
  const planned = understood && (await planLessonImport(context, place, understood))
  const isAsSeen = planned !== null && lessonImports.fingerprintOf(planned.rows) === preview.state
  try {
    return await retryLostRaces<CommittedImport, Refusal>(() =>
      context.change({ mutation: "commitLessonImport", input }, async (writers): Promise<Result<CommittedImport, Refusal>> => {
        const taken = await writers.lessonImports.take(preview)
        if (taken === "BUSY") return stale("This file is being committed now.")
        if (taken) return stale(committedOn(context.dayOf(taken), preview))
        if (!isAsSeen) return stale(CHANGED)
        await writers.lessonImports.markCommitted(preview.id)
        const written = await write(context, writers, place, planned, input)
        if (written.ok) return done(countsOf(preview))
        return written.refusal.kind === "Outdated" ? stale(CHANGED) : refused(written.refusal)
      }),
    )
  } catch (error) {
    if (sqlStateOf(error)?.code === UNIQUE_VIOLATION) return stale(CHANGED)
    throw error
  }
}

type Writers = SchedulingWriters & Parameters<Parameters<CoursesContext["change"]>[1]>[0]

async function write(
  context: Context,
  writers: Writers,
  place: { id: string; path: string },
  planned: PlannedImport,
  { publish, overrideReason }: AskedCommit,
): Promise<Result<null, Outdated | InvalidInput | ImportClash>> {
  if (planned.kind === "LESSON_PLAN")
    return writePlannedLessons(context, writers, planned.rows, { publish: publish ?? false, overrideReason: overrideReason ?? null })
  const { registerImports } = writers
  const isDone = planned.kind === "TEACHERS" ? await registerImports.writeTeachers(place, planned.rows) : await registerImports.writeVenues(place, planned.rows)
  return isDone ? done(null) : refused({ kind: "Outdated" })
}

/** A file is committed once. What it left out comes again as a file of its own, which the error file is once it is corrected. */
function committedOn(day: string, { errors }: LessonImportPreview): string {
  return `This file was committed here on ${day}. ${errors === 0 ? "Nothing is left to do." : "Send the rows that were left out as a file of their own."}`
}

function countsOf({ toCreate, toUpdate, unchanged, errors }: LessonImportPreview): CommittedImport {
  return { created: toCreate, updated: toUpdate, unchanged, skipped: errors }
}

function stale(message: string): { ok: false; refusal: PreviewStale } {
  return refused({ kind: "PreviewStale", message })
}
