import type { CoursesContext } from "../context.ts"
import type { LessonImportKind, Understood } from "../domain/lesson-import.ts"
import { type PlannedLesson, planLessons } from "../domain/lesson-plan.ts"
import { withClashes } from "../domain/plan-clashes.ts"
import { type PlannedTeacher, type PlannedVenue, planTeachers, planVenues } from "../domain/register-plan.ts"

/** What would become of each row, by what the file holds. */
export type PlannedImport =
  { kind: "LESSON_PLAN"; rows: PlannedLesson[] } | { kind: "TEACHERS"; rows: PlannedTeacher[] } | { kind: "VENUES"; rows: PlannedVenue[] }

export type PlanningContext = Pick<CoursesContext, "today" | "planMatches" | "planFacts" | "registerMatches" | "clock">

/**
 * Compare what a file says with the books: what would become of each row, with what a lesson would clash, and whether as many are expected as the
 * file says. The same number of statements whatever the number of rows; nothing is written.
 */
export async function planLessonImport(context: PlanningContext, place: { id: string; path: string }, understood: Understood): Promise<PlannedImport> {
  const { registerMatches } = context
  if (understood.kind === "TEACHERS") {
    return { kind: "TEACHERS", rows: planTeachers(understood.rows, { teachers: await registerMatches.findTeachers(place.id), names: understood.names }) }
  }
  if (understood.kind === "VENUES") {
    const [venues, places] = await Promise.all([registerMatches.findVenues(place.id), registerMatches.findPlaces()])
    return { kind: "VENUES", rows: planVenues(understood.rows, { venues, places, names: understood.names }) }
  }
  return { kind: "LESSON_PLAN", rows: await planned(context, place, understood) }
}

type UnderstoodPlan = Extract<Understood, { kind: Extract<LessonImportKind, "LESSON_PLAN"> }>

async function planned(
  { today, planMatches, planFacts, clock }: PlanningContext,
  place: { id: string; path: string },
  { rows, names }: UnderstoodPlan,
): Promise<PlannedLesson[]> {
  const records = rows.map(({ record }) => record)
  const starts = records.flatMap(({ day, fromMinute }) => (day !== null && fromMinute !== null ? [clock.instantOf(day, fromMinute)] : []))
  const [places, classes, teachers, venues, courses, lessons] = await Promise.all([
    planMatches.findPlaces(place.path),
    planMatches.findClasses(place.path),
    planMatches.findTeachers([...new Set(records.flatMap((record) => record.teachers))]),
    planMatches.findVenues(place.path),
    planMatches.findCourses(place.path, [...new Set(records.map(({ name }) => name))]),
    planMatches.findLessons(
      place.path,
      records.flatMap(({ code }) => code ?? []),
      starts,
    ),
  ])
  const home = places.find(({ id }) => id === place.id)
  if (!home) throw new Error("an organisation is not in its own subtree")
  const { instantOf } = clock
  const plan = planLessons(rows, { home, places, classes, teachers, venues, courses, lessons, today, instantOf, names })
  const facts = await planFacts.read(plan.flatMap(({ line, id, body }) => (body ? [{ line, id, body }] : [])))
  return withClashes(plan, facts, clock, names)
}
