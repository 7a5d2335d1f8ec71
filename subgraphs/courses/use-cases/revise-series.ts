import { type InvalidInput, type Result, done } from "../../shared/result.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { Clash, Warning } from "../domain/clash.ts"
import { type ScheduleConflict, spanOf } from "../domain/lesson-to-place.ts"
import type { SeriesLesson } from "../domain/series-edit.ts"
import { conflictOfSeries, distinct, onDay } from "../domain/series-report.ts"
import type { Revision, StoredLesson } from "../domain/stored-lesson.ts"
import { reviseLesson } from "./revise-lesson.ts"

/** What became of a series: how many lessons were changed, how many were left alone. `affected` counts each person once, as at the lesson with most. */
export type SeriesRevised = { lessonId: string; changed: number; kept: number; warnings: Warning[]; affected: { members: number; teachers: number } }

type Work = Pick<Revision, "kind" | "reason" | "overrideReason"> & {
  lessonId: string
  targets: readonly SeriesLesson[]
  kept: number
  edit(lesson: StoredLesson): StoredLesson
}

/** Write lessons of a series as they are to be, all of them or none; what clashes is named for each day. An edit of the series detaches no lesson from it. */
export async function reviseSeries(
  context: Pick<CoursesContext, "viewer" | "now" | "dayOf">,
  writers: SchedulingWriters,
  { targets, edit, lessonId, kept, ...revision }: Work,
): Promise<Result<SeriesRevised, InvalidInput | ScheduleConflict>> {
  const conflicts: { day: string; clashes: Clash[] }[] = []
  const warnings: Warning[] = []
  const affected = { members: 0, teachers: 0 }
  for (const target of targets) {
    const stored = await writers.edits.lock(target.id)
    if (!stored) throw new Error("a lesson of a series that is locked went away")
    const before = { ...stored, isInSeries: false }
    const after = edit(before)
    const result = await reviseLesson(context, writers, { ...revision, before, after })
    const day = context.dayOf(spanOf(after.periods).startsAt)
    if (result.ok) {
      warnings.push(...result.value.warnings.map((warning) => onDay(warning, day)))
      affected.members = Math.max(affected.members, result.value.affected.members)
      affected.teachers = Math.max(affected.teachers, result.value.affected.teachers)
    } else if (result.refusal.kind === "ScheduleConflict") conflicts.push({ day, clashes: result.refusal.conflicts })
    else return result
  }
  if (conflicts.length > 0) return conflictOfSeries(conflicts)
  return done({ lessonId, changed: targets.length, kept, warnings: distinct(warnings), affected })
}
