import { type FieldProblem, type InvalidInput, type NotAllowed, type Result, done, invalidInput, refused } from "../../shared/result.ts"
import type { ImportedRow } from "../../shared/tables/row-problem.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { LessonBody, PlannedLesson } from "../domain/lesson-plan.ts"
import type { ScheduleConflict } from "../domain/lesson-to-place.ts"
import { type StoredLesson, placeChanged, teachersChanged, timesChanged } from "../domain/stored-lesson.ts"
import type { HowToPlace } from "./check-lessons.ts"
import { type Placed, placeLessons } from "./place-lessons.ts"
import { reviseLesson } from "./revise-lesson.ts"
import { takeLesson } from "./take-lesson.ts"

/** Refusal: lessons that were to be published clash; `rows` are those, with what each clashes with. */
export type ImportClash = { kind: "ImportClash"; message: string; rows: ImportedRow[] }
/** A lesson is no longer as the preview saw it. */
export type Outdated = { kind: "Outdated" }

type Context = Pick<CoursesContext, "viewer" | "now" | "dayOf">
type Written = PlannedLesson & { body: LessonBody }

const MOST_NAMED = 100

/**
 * Write the lessons of a plan in the order of its file, as drafts or published, all of them or none. Whatever is published holds all rooms and
 * teachers of the plan first; the lessons of the file see each other.
 */
export async function writePlannedLessons(
  context: Context,
  writers: SchedulingWriters,
  rows: readonly PlannedLesson[],
  how: HowToPlace,
): Promise<Result<null, Outdated | InvalidInput | ImportClash>> {
  const written = rows.flatMap((row): Written[] => (row.body ? [{ ...row, body: row.body }] : []))
  if (how.publish) await holdAll(writers, written)
  const problems: FieldProblem[] = []
  const clashing: ImportedRow[] = []
  for await (const { row, result } of writeInOrder(context, writers, written, how)) {
    if (result.ok) continue
    const { refusal } = result
    if (refusal.kind === "ScheduleConflict") clashing.push(clashOf(row, refusal))
    else if (refusal.kind === "InvalidInput")
      problems.push(...refusal.fields.map(({ path, message }) => ({ path: `rows.${row.line}.${path}`, message: `Line ${row.line}: ${message}` })))
    else return refused({ kind: "Outdated" })
  }
  if (problems.length > 0) return invalidInput(...problems.slice(0, MOST_NAMED))
  if (clashing.length === 0) return done(null)
  const message = `${clashing.length === 1 ? "One lesson clashes" : `${clashing.length} lessons clash`}; nothing was written. Mend the file, commit it as drafts, or give a reason.`
  return refused({ kind: "ImportClash", message, rows: clashing.slice(0, MOST_NAMED) })
}

type Answer = Result<Placed, NotAllowed | Outdated | InvalidInput | ScheduleConflict>

/** Write the rows in their order; new lessons that follow one another are written together. */
async function* writeInOrder(
  context: Context,
  writers: SchedulingWriters,
  rows: readonly Written[],
  how: HowToPlace,
): AsyncGenerator<{ row: Written; result: Answer }> {
  let fresh: Written[] = []
  for (const [at, row] of rows.entries()) {
    if (row.id !== null) yield { row, result: await revise(context, writers, row, how) }
    else fresh.push(row)
    const next = rows[at + 1]
    if (fresh.length === 0 || (next && next.id === null)) continue
    const placed = await placeLessons(
      context,
      writers,
      fresh.map(({ body }) => body.lesson),
      { ...how, tell: "EACH" },
    )
    for (const [number, result] of placed.entries()) {
      const one = fresh[number]
      if (one) yield { row: one, result }
    }
    fresh = []
  }
}

async function holdAll({ lessons }: SchedulingWriters, rows: readonly Written[]): Promise<void> {
  const venues = rows.flatMap(({ body: { lesson } }) => [...(lesson.venueId ? [lesson.venueId] : []), ...lesson.siteIds])
  await lessons.hold([...new Set(venues)], [...new Set(rows.flatMap(({ body: { lesson } }) => lesson.teacherIds))])
}

async function revise(
  context: Context,
  writers: SchedulingWriters,
  { id, body }: Written,
  how: HowToPlace,
): Promise<Result<Placed, Outdated | InvalidInput | ScheduleConflict>> {
  const taken = await takeLesson(context, writers, { lesson: id ?? "", version: body.version ?? 0 }, ["DRAFT"])
  if (!taken.ok) return refused({ kind: "Outdated" })
  const before = taken.value
  const { series: _, ...lesson } = body.lesson
  const after: StoredLesson = { ...before, ...lesson, status: how.publish ? "PUBLISHED" : "DRAFT" }
  const isMoved = timesChanged(before, after) || placeChanged(before, after) || teachersChanged(before, after)
  const kind = how.publish ? "PUBLISHED" : isMoved ? "RESCHEDULED" : "CHANGED"
  return reviseLesson(context, writers, { before, after, kind, overrideReason: how.overrideReason ?? null })
}

function clashOf({ line, problems }: Written, { conflicts }: ScheduleConflict): ImportedRow {
  const found = conflicts.map(({ kind, message }) => ({ column: "", code: kind, message, severity: "ERROR" as const, candidates: [] }))
  return { line, fate: "ERROR", problems: [...found, ...problems.filter(({ severity }) => severity === "ERROR")].slice(0, 20) }
}
