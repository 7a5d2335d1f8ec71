import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { newId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { type LessonParts, problemsOfParts } from "../domain/lesson-parts.ts"
import { type LessonToPlace, problemsOfLesson, spanOf } from "../domain/lesson-to-place.ts"
import { isLongPast } from "../domain/publishing.ts"

export type HowToPlace = { publish: boolean; overrideReason?: string | null }

/** A lesson with which nothing is wrong by itself; `at` is its place among those asked. */
export type Sound = { at: number; lessonId: string; lesson: LessonToPlace; organiserPath: string; memberOf: Map<string, string> }

type Context = Pick<CoursesContext, "viewer" | "now">

/** Find what is wrong with each lesson by itself, or with what it names; clashes are found later. */
export async function checkLessons({ viewer, now }: Context, { parts }: SchedulingWriters, asked: readonly LessonToPlace[], how: HowToPlace) {
  const lessons = asked.map(withoutSpace)
  const found = await parts.findAll(lessons)
  return lessons.map((lesson, at): Result<Sound, NotAllowed | InvalidInput> => {
    const { organiser, teachers } = found[at] ?? NO_PARTS
    if (!organiser || !mayPlan(viewer, organiser.path)) return notAllowed()
    const problems = [
      ...problemsOfLesson(lesson),
      ...problemsOfParts(lesson, found[at] ?? NO_PARTS, viewer),
      ...problemsOfOptionalText("overrideReason", how.overrideReason, LONGEST_NOTE),
      ...(how.publish ? isLongPast(spanOf(lesson.periods), now()) : []),
    ]
    if (problems.length > 0) return invalidInput(...problems)
    const memberOf = new Map(teachers.flatMap(({ id, memberId }) => (memberId === null ? [] : [[id, memberId]])))
    return done({ at, lessonId: newId("lesson"), lesson, organiserPath: organiser.path, memberOf })
  })
}

const NO_PARTS: LessonParts = {
  organiser: null,
  venues: [],
  teachers: [],
  school: null,
  trainingClass: null,
  course: null,
  organisations: [],
  members: [],
}

function withoutSpace(lesson: LessonToPlace): LessonToPlace {
  const coOrganisers = lesson.coOrganisers.map((partner) => ({ ...partner, name: partner.name.trim() }))
  const { title, code, place, remark } = lesson
  return { ...lesson, title: title.trim(), code: trimmed(code), place: trimmed(place), remark: trimmed(remark), coOrganisers }
}
