import type { FieldProblem } from "../../shared/result.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { problemsOfAudience } from "./audience.ts"
import { mayPlan } from "./courses.policy.ts"
import type { Category } from "./lesson.ts"
import type { LessonToPlace } from "./lesson-to-place.ts"

/** What of a lesson names something else. */
export type LessonNames = Pick<
  LessonToPlace,
  "organiserId" | "venueId" | "siteIds" | "teacherIds" | "schoolId" | "trainingClassId" | "courseId" | "audience" | "coOrganisers"
>

/** What a course says of its lessons, where they do not say otherwise. */
export type CourseDefaults = { name: string; category: Category; hours: number }

/** What stands behind the ids of a lesson, as far as it exists, with the paths that say who may use it. */
export type LessonParts = {
  organiser: { id: string; path: string; name: string } | null
  venues: { id: string; path: string; name: string; isInUse: boolean; isShared: boolean }[]
  /** `memberId` is the uuid of the member that a teacher is. */
  teachers: { id: string; isActive: boolean; memberId: string | null }[]
  school: { path: string } | null
  trainingClass: { path: string; state: string } | null
  course: { path: string; isOffered: boolean } | null
  organisations: { id: string; path: string; name: string }[]
  members: { id: string; paths: string[] }[]
}

/** What was there before an edit, and may therefore stay. */
export type Kept = { venueIds: readonly string[]; teacherIds: readonly string[] }
const NOTHING_KEPT: Kept = { venueIds: [], teacherIds: [] }

/**
 * Find what is wrong with the things that a lesson names.
 *
 * A venue must be in use, and shared with the organiser (kept at or above it, or shared with it by whoever keeps it) or kept where the viewer plans: that is an
 * input that is not right, not a want of rights, for the directory of venues is open to all. A teacher must be teaching. A school, class or course must be of
 * the organiser's line (at, above or below it). A planner may expect only people of organisations for which they plan; a place or person beyond is as good as
 * absent.
 */
export function problemsOfParts(lesson: LessonNames, parts: LessonParts, viewer: Viewer, kept = NOTHING_KEPT): FieldProblem[] {
  const organiserPath = parts.organiser?.path ?? ""
  const inLine = (path: string) => path.startsWith(organiserPath) || organiserPath.startsWith(path)
  return [
    ...venueProblems(lesson, parts, viewer, kept),
    ...lesson.teacherIds.flatMap((id, at) => {
      const teacher = parts.teachers.find((one) => one.id === id)
      if (!teacher) return [{ path: `teachers.${at}`, message: "There is no such teacher." }]
      return teacher.isActive || kept.teacherIds.includes(id) ? [] : [{ path: `teachers.${at}`, message: "This teacher no longer teaches. Choose another." }]
    }),
    ...(lesson.schoolId && !(parts.school && inLine(parts.school.path))
      ? [{ path: "school", message: "There is no such school in the organiser's line." }]
      : []),
    ...classProblems(lesson, parts, viewer),
    ...(lesson.courseId && !(parts.course && inLine(parts.course.path))
      ? [{ path: "course", message: "There is no such course in the organiser's line." }]
      : []),
    ...(parts.course && !parts.course.isOffered ? [{ path: "course", message: "This course is no longer offered." }] : []),
    ...audienceProblems(lesson, parts, viewer),
    ...lesson.coOrganisers.flatMap(({ organisationId }, at) =>
      organisationId === null || parts.organisations.some(({ id }) => id === organisationId)
        ? []
        : [{ path: `coOrganisers.${at}.organisation`, message: "There is no such organisation." }],
    ),
  ]
}

function venueProblems({ venueId, siteIds }: LessonNames, { venues }: LessonParts, viewer: Viewer, kept: Kept): FieldProblem[] {
  const named = [...(venueId === null ? [] : [{ path: "venue", id: venueId }]), ...siteIds.map((id, at) => ({ path: `sites.${at}`, id }))]
  return named.flatMap(({ path, id }) => {
    const venue = venues.find((one) => one.id === id)
    if (!venue) return [{ path, message: "There is no such venue." }]
    if (kept.venueIds.includes(id)) return []
    if (!venue.isInUse) return [{ path, message: `${venue.name} is no longer in use. Choose another venue.` }]
    return venue.isShared || mayPlan(viewer, venue.path)
      ? []
      : [{ path, message: `${venue.name} is not shared with the organiser. Ask whoever keeps it, or choose another venue.` }]
  })
}

function classProblems({ trainingClassId }: LessonNames, { trainingClass }: LessonParts, viewer: Viewer): FieldProblem[] {
  if (trainingClassId === null) return []
  if (!trainingClass || !mayPlan(viewer, trainingClass.path)) return [{ path: "trainingClass", message: "There is no such class for which you plan." }]
  return trainingClass.state === "CANCELLED" ? [{ path: "trainingClass", message: "This class was cancelled." }] : []
}

function audienceProblems({ audience }: LessonNames, { organisations, members }: LessonParts, viewer: Viewer): FieldProblem[] {
  if (!audience) return []
  const planned = new Set(organisations.filter(({ path }) => mayPlan(viewer, path)).map(({ id }) => id))
  const known = new Set(members.filter(({ paths }) => paths.some((path) => mayPlan(viewer, path))).map(({ id }) => id))
  return [
    ...problemsOfAudience("audience", audience),
    ...audience.organisations.flatMap((id, at) =>
      planned.has(id) ? [] : [{ path: `audience.organisations.${at}`, message: "There is no such organisation for which you plan." }],
    ),
    ...audience.members.flatMap((id, at) => (known.has(id) ? [] : [{ path: `audience.members.${at}`, message: "There is no such person for whom you plan." }])),
  ]
}
