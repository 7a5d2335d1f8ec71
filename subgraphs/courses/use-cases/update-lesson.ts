import { type FieldProblem, type InvalidInput, type InvalidState, type NotAllowed, type Result, invalidInput } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { Audience } from "../domain/audience.ts"
import type { Category, Mode } from "../domain/lesson.ts"
import type { ScheduleConflict } from "../domain/lesson-to-place.ts"
import type { StaleLesson, StoredLesson } from "../domain/stored-lesson.ts"
import type { Placed } from "./place-lessons.ts"
import { retryLostRaces } from "./retry-lost-races.ts"
import { reviseLesson } from "./revise-lesson.ts"
import { takeLesson } from "./take-lesson.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson | ScheduleConflict

/** What is to change; what is left out stays, what is null is cleared where it may be. */
export type AskedUpdate = {
  lesson: string
  version: number
  title?: string | null
  category?: Category | null
  mode?: Mode | null
  plannedHours?: number | null
  capacity?: number | null
  school?: string | null
  course?: string | null
  trainingClass?: string | null
  coOrganisers?: { organisation?: string | null; name: string }[] | null
  audience?: Audience | null
  code?: string | null
  remark?: string | null
  isCounted?: boolean | null
  isOpenToEnrol?: boolean | null
  overrideReason?: string | null
  clientMutationKey?: string | null
}

/**
 * Change what a lesson is about, who is expected, how many may come; not when, where and by whom, which is to reschedule it.
 *
 * Of a new audience or class the list follows at once: those no longer meant are taken off and told, those newly meant are added; who was entered by name, with the class
 * or of their own accord stays. A higher capacity gives places to those who wait; a lower one must still hold all who have a place.
 *
 * @throws {BadInput} when an id is none.
 */
export async function updateLesson(context: Pick<CoursesContext, "viewer" | "now" | "dayOf" | "change">, input: AskedUpdate): Promise<Result<Placed, Refusal>> {
  requireIds(input)
  return retryLostRaces<Placed, Refusal>(() =>
    context.change({ mutation: "updateLesson", input }, async (writers): Promise<Result<Placed, Refusal>> => {
      const taken = await takeLesson(context, writers, input, ["DRAFT", "PUBLISHED"])
      if (!taken.ok) return taken
      const after = changedBy(taken.value, input)
      const isSameAudience = input.audience === undefined && input.trainingClass === undefined
      const tooSmall = isSameAudience ? await problemsOfPlaces(writers, taken.value, after) : []
      if (tooSmall.length > 0) return invalidInput(...tooSmall)
      const revised = await reviseLesson(context, writers, { before: taken.value, after, kind: "CHANGED", overrideReason: input.overrideReason ?? null })
      const stillTooSmall = revised.ok ? await problemsOfPlaces(writers, taken.value, after) : []
      return stillTooSmall.length > 0 ? invalidInput(...stillTooSmall) : revised
    }),
  )
}

async function problemsOfPlaces({ enrolmentLists }: SchedulingWriters, before: StoredLesson, after: StoredLesson): Promise<FieldProblem[]> {
  if (after.capacity === null || after.capacity === before.capacity) return []
  const expected = await enrolmentLists.findMembers(after.lessonId, false)
  return expected.length <= after.capacity ? [] : [{ path: "capacity", message: `${expected.length} people have a place; take some off the list first.` }]
}

function requireIds({ school, course, trainingClass, coOrganisers, audience }: AskedUpdate): void {
  if (school != null) requireId("input.school", school, "school")
  if (course != null) requireId("input.course", course, "course")
  if (trainingClass != null) requireId("input.trainingClass", trainingClass, "class")
  for (const [at, { organisation }] of (coOrganisers ?? []).entries())
    if (organisation != null) requireId(`input.coOrganisers.${at}.organisation`, organisation, "organisation")
  for (const [at, id] of (audience?.organisations ?? []).entries()) requireId(`input.audience.organisations.${at}`, id, "organisation")
  for (const [at, id] of (audience?.members ?? []).entries()) requireId(`input.audience.members.${at}`, id, "member")
}

function changedBy(lesson: StoredLesson, input: AskedUpdate): StoredLesson {
  const or = <Value>(given: Value | undefined, stays: Value): Value => (given === undefined ? stays : given)
  const text = (given: string | null | undefined, stays: string | null) => (given === undefined ? stays : given?.trim() || null)
  const partners = input.coOrganisers?.map(({ organisation, name }) => ({ organisationId: organisation ?? null, name: name.trim() }))
  return {
    ...lesson,
    title: input.title === undefined ? lesson.title : (input.title ?? "").trim(),
    category: input.category ?? lesson.category,
    mode: input.mode ?? lesson.mode,
    plannedHours: input.plannedHours ?? lesson.plannedHours,
    isCounted: input.isCounted ?? lesson.isCounted,
    isOpenToEnrol: input.isOpenToEnrol ?? lesson.isOpenToEnrol,
    capacity: or(input.capacity, lesson.capacity),
    schoolId: or(input.school, lesson.schoolId),
    courseId: or(input.course, lesson.courseId),
    trainingClassId: or(input.trainingClass, lesson.trainingClassId),
    audience: input.audience === undefined ? lesson.audience : inKeptOrder(input.audience),
    code: text(input.code, lesson.code),
    remark: text(input.remark, lesson.remark),
    coOrganisers: input.coOrganisers === null ? [] : (partners ?? lesson.coOrganisers),
  }
}

function inKeptOrder(audience: Audience | null): Audience | null {
  if (!audience) return null
  const { organisations, includeDescendants, posts, stages, members } = audience
  return { organisations, includeDescendants, posts, stages, members }
}
