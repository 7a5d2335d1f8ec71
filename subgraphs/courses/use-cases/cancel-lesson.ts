import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import type { StaleLesson, StoredLesson } from "../domain/stored-lesson.ts"
import type { Placed } from "./place-lesson.ts"
import { takeLesson } from "./take-lesson.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson

/**
 * Cancel a lesson. Its venues and teachers are free at once; its list stays for the record, and everybody on it is told, unless it is over or was a draft.
 *
 * Nothing brings a cancelled lesson back: what it took up may be taken. Schedule it anew.
 *
 * @throws {BadInput} when the id is none.
 */
export function cancelLesson(
  context: Pick<CoursesContext, "viewer" | "now" | "change">,
  input: { lesson: string; version: number; reason: string; clientMutationKey?: string | null },
): Promise<Result<Placed, Refusal>> {
  return context.change({ mutation: "cancelLesson", input }, async (writers): Promise<Result<Placed, Refusal>> => {
    const taken = await takeLesson(context, writers, input, ["DRAFT", "PUBLISHED"])
    if (!taken.ok) return taken
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)

    const { lessonId, status } = taken.value
    const [version, reason] = [taken.value.version + 1, input.reason.trim()]
    await writers.edits.cancel(lessonId, version, reason)
    await writers.lessons.record({ lessonId, version, kind: "CANCELLED", before: { status }, after: { status: "CANCELLED" }, reason })
    const isAnnounced = status === "PUBLISHED" && spanOf(taken.value.periods).endsAt > context.now()
    const affected = isAnnounced ? await tell(writers, taken.value, version, reason) : { members: 0, teachers: 0 }
    return done({ lessonId, version, warnings: [], affected })
  })
}

async function tell({ lessons, notices }: SchedulingWriters, { lessonId, organiserPath, category }: StoredLesson, version: number, reason: string) {
  const words = await lessons.wordsOf(lessonId)
  await notices.announce({ type: "lesson.cancelled", lessonId, organiserPath, content: { ...words, category, version, reason } })
  return notices.tellAll({ lessonId, version, kind: "CANCELLED", content: { ...words, reason } })
}
