import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { ClashReport, Warning } from "../domain/clash.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { countOf, membersOf } from "../domain/expected.ts"
import { problemsOfParts } from "../domain/lesson-parts.ts"
import { type LessonToPlace, type ScheduleConflict, problemsOfLesson, scheduleConflict, spanOf } from "../domain/lesson-to-place.ts"
import { isLongPast, pastWarnings, softOf, warningsOf } from "../domain/publishing.ts"

/** What became of a lesson: its version, what should be known, and how many were told (persons). */
export type Placed = { lessonId: string; version: number; warnings: Warning[]; affected: { members: number; teachers: number } }

export type HowToPlace = { publish: boolean; overrideReason?: string | null }

/**
 * Write a lesson into the timetable, as a draft or published, within the transaction of an act. Whatever schedules lessons goes through here: one by one,
 * in series, from files and from plans.
 *
 * A draft may clash with anything, and says so in its warnings; what is published may not, unless the clashes are overridden with a reason, which is kept with
 * them. Rooms and teachers are held until the transaction ends, so that of many who want the same at once one finds it free. Whom the audience means is
 * found as of the lesson's local day; beyond the capacity people wait in their order. Nobody is told of a lesson that is over.
 */
export async function placeLesson(
  { viewer, now, dayOf }: Pick<CoursesContext, "viewer" | "now" | "dayOf">,
  writers: SchedulingWriters,
  asked: LessonToPlace,
  { publish, overrideReason }: HowToPlace,
): Promise<Result<Placed, NotAllowed | InvalidInput | ScheduleConflict>> {
  const lesson = withoutSpace(asked)
  const parts = await writers.parts.find(lesson)
  const { organiser } = parts
  if (!organiser || !mayPlan(viewer, organiser.path)) return notAllowed()
  const problems = [
    ...problemsOfLesson(lesson),
    ...problemsOfParts(lesson, parts, viewer),
    ...problemsOfOptionalText("overrideReason", overrideReason, LONGEST_NOTE),
    ...(publish ? isLongPast(spanOf(lesson.periods), now()) : []),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  const { startsAt, endsAt } = spanOf(lesson.periods)
  const { periods, teacherIds, capacity } = lesson
  const venueIds = [...(lesson.venueId ? [lesson.venueId] : []), ...lesson.siteIds]
  const expected = await writers.audiences.evaluate(lesson.audience, lesson.trainingClassId, dayOf(startsAt))
  if (publish) await writers.lessons.hold(venueIds, teacherIds)
  const times = { lessonId: null, organiserPath: organiser.path, periods, venueIds, teacherIds, capacity, expected: membersOf(expected) }
  const report = await writers.clashes.find(times)
  const reason = trimmed(overrideReason)
  if (publish && report.clashes.length > 0 && !reason) {
    const people = { members: times.expected, expected: Math.min(times.expected.length, capacity ?? Infinity) }
    return scheduleConflict(report.clashes, { ...lesson, ...people, lessonId: null, organiserPath: organiser.path })
  }

  const lessonId = await writers.lessons.add({ ...lesson, organiserPath: organiser.path }, publish)
  await writers.lessons.book({ lessonId, periods, venueIds, teacherIds, isFirm: publish, soft: softOf(report.clashes) })
  await writers.enrolmentLists.fill(lessonId, startsAt, expected, capacity)
  const overridden = publish && reason && report.clashes.length > 0 ? { clashes: report.clashes, reason } : null
  const after = { ...lesson, status: publish ? "PUBLISHED" : "DRAFT", expected: countOf(expected) }
  await writers.lessons.record({ lessonId, version: 1, kind: "SCHEDULED", before: {}, after, overridden })
  const affected = publish && endsAt > now() ? await tell(writers, lesson, organiser.path, lessonId) : { members: 0, teachers: 0 }
  return done({ lessonId, version: 1, warnings: [...warningsFor(report, publish), ...pastWarnings(endsAt, now())], affected })
}

function warningsFor(report: ClashReport, isPublished: boolean): Warning[] {
  return warningsOf(report, isPublished ? "accepted with a reason" : "before it can be published")
}

async function tell({ notices, lessons }: SchedulingWriters, lesson: LessonToPlace, organiserPath: string, lessonId: string) {
  const words = await lessons.wordsOf(lessonId)
  await notices.announce({ type: "lesson.published", lessonId, organiserPath, content: { ...words, category: lesson.category, version: 1 } })
  return notices.tellAll({ lessonId, version: 1, kind: "PUBLISHED", content: words })
}

function withoutSpace(lesson: LessonToPlace): LessonToPlace {
  const coOrganisers = lesson.coOrganisers.map((partner) => ({ ...partner, name: partner.name.trim() }))
  const { title, code, place, remark } = lesson
  return { ...lesson, title: title.trim(), code: trimmed(code), place: trimmed(place), remark: trimmed(remark), coOrganisers }
}
