import type { InvalidInput, NotAllowed, Result } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Audience } from "../domain/audience.ts"
import type { Category, Mode } from "../domain/lesson.ts"
import type { LessonToPlace, ScheduleConflict } from "../domain/lesson-to-place.ts"
import type { CourseDefaults } from "../domain/lesson-parts.ts"
import type { Period } from "../domain/period.ts"
import { placeLesson } from "./place-lesson.ts"
import type { Placed } from "./place-lessons.ts"
import { type AskedRecurrence, placeSeries } from "./place-series.ts"
import { retryLostRaces } from "./retry-lost-races.ts"

export type AskedLesson = {
  organiser: string
  title?: string | null
  category?: Category | null
  mode: Mode
  startsAt?: Date | null
  endsAt?: Date | null
  periods?: Period[] | null
  plannedHours?: number | null
  capacity?: number | null
  school?: string | null
  course?: string | null
  trainingClass?: string | null
  venue?: string | null
  sites?: string[] | null
  teachers?: string[] | null
  coOrganisers?: { organisation?: string | null; name?: string | null }[] | null
  audience?: Audience | null
  code?: string | null
  place?: string | null
  remark?: string | null
  isCounted?: boolean | null
  isOpenToEnrol?: boolean | null
  publish?: boolean | null
  overrideReason?: string | null
  recurrence?: AskedRecurrence | null
  clientMutationKey?: string | null
}

/**
 * Schedule one lesson, or with a recurrence a series of them, as drafts or published at once.
 *
 * With a course, its name, category and hours stand in for what is left out. Refuses whoever does not plan for the organiser, what is not right, and, when it
 * is to be published, what clashes.
 *
 * @throws {BadInput} when an id is none.
 */
export async function scheduleLesson(
  context: Pick<CoursesContext, "viewer" | "now" | "dayOf" | "localOf" | "instantOf" | "calendarOf" | "occurrencesOf" | "change">,
  input: AskedLesson,
): Promise<Result<Placed, NotAllowed | InvalidInput | ScheduleConflict>> {
  requireIds(input)
  return retryLostRaces(() =>
    context.change({ mutation: "scheduleLesson", input }, async (writers) => {
      const course = input.course ? await writers.parts.findCourse(input.course) : null
      const how = { publish: input.publish ?? false, overrideReason: input.overrideReason ?? null }
      const lesson = lessonOf(input, course)
      return input.recurrence ? placeSeries(context, writers, lesson, { ...how, recurrence: input.recurrence }) : placeLesson(context, writers, lesson, how)
    }),
  )
}

function requireIds({ organiser, school, course, trainingClass, venue, sites, teachers, coOrganisers, audience }: AskedLesson): void {
  requireId("input.organiser", organiser, "organisation")
  if (school != null) requireId("input.school", school, "school")
  if (course != null) requireId("input.course", course, "course")
  if (trainingClass != null) requireId("input.trainingClass", trainingClass, "class")
  if (venue != null) requireId("input.venue", venue, "venue")
  for (const [at, id] of (sites ?? []).entries()) requireId(`input.sites.${at}`, id, "venue")
  for (const [at, id] of (teachers ?? []).entries()) requireId(`input.teachers.${at}`, id, "teacher")
  for (const [at, { organisation }] of (coOrganisers ?? []).entries())
    if (organisation != null) requireId(`input.coOrganisers.${at}.organisation`, organisation, "organisation")
  for (const [at, id] of (audience?.organisations ?? []).entries()) requireId(`input.audience.organisations.${at}`, id, "organisation")
  for (const [at, id] of (audience?.members ?? []).entries()) requireId(`input.audience.members.${at}`, id, "member")
}

/** Read an input as a lesson. What is missing is given as what is refused: no title, no hours, no time. */
function lessonOf(input: AskedLesson, course: CourseDefaults | null): LessonToPlace {
  const { startsAt, endsAt } = input
  const single = startsAt && endsAt ? [{ startsAt, endsAt }] : []
  return {
    organiserId: input.organiser,
    title: input.title ?? course?.name ?? "",
    category: input.category ?? course?.category ?? "COLLECTIVE",
    mode: input.mode,
    periods: input.periods && input.periods.length > 0 ? input.periods : single,
    plannedHours: input.plannedHours ?? course?.hours ?? Number.NaN,
    capacity: input.capacity ?? null,
    schoolId: input.school ?? null,
    courseId: input.course ?? null,
    trainingClassId: input.trainingClass ?? null,
    venueId: input.venue ?? null,
    siteIds: input.sites ?? [],
    teacherIds: input.teachers ?? [],
    coOrganisers: (input.coOrganisers ?? []).map(({ organisation, name }) => ({ organisationId: organisation ?? null, name: name ?? "" })),
    audience: input.audience ?? null,
    code: input.code ?? null,
    place: input.place ?? null,
    remark: input.remark ?? null,
    isCounted: input.isCounted ?? true,
    isOpenToEnrol: input.isOpenToEnrol ?? false,
  }
}
