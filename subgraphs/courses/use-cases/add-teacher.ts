import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { TeacherCategory } from "../domain/lesson.ts"
import { problemsOfTeacher } from "../domain/teacher.ts"
import { type AvailabilityKind, mayLieOver } from "../domain/teacher-hours.ts"
import { type WrittenTime, readWeeklyTimes } from "../domain/weekly-time.ts"

type Asked = {
  organisationId: string
  memberId?: string | null
  name: string
  category: TeacherCategory
  unit: string
  title?: string | null
  subjects: string[]
  lessonsPerMonth?: number | null
  availability: (WrittenTime & { kind: AvailabilityKind })[]
  clientMutationKey?: string | null
}

/** Lists of teachers know somebody again by name and unit. */
const NAMED_ALREADY = { path: "name", message: "The pool has a teacher of this name and unit. Change that one, or write into the unit what tells them apart." }

type Answer = Promise<Result<{ teacherId: string }, NotAllowed | InvalidInput>>

/**
 * Enter a teacher of an organisation's pool: a member, or somebody from outside.
 *
 * The name is the one that is announced; somebody of the same name and unit is refused, unless both are members. A member is in one organisation's pool once; and must be somebody whom the viewer may read.
 */
export async function addTeacher({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  const memberId = input.memberId == null ? null : requireId("input.member", input.memberId, "member")
  return change({ mutation: "addTeacher", input }, async ({ places, teachers }): Answer => {
    const place = await places.findOrganisation(organisationId)
    if (!place || !mayPlan(viewer, place.path)) return notAllowed()
    const { category } = input
    const subjects = input.subjects.map((word) => word.trim())
    const [title, lessonsPerMonth] = [trimmed(input.title), input.lessonsPerMonth ?? null]
    const { times, problems } = readWeeklyTimes("availability", input.availability, mayLieOver)
    const isHidden = memberId !== null && !(await places.findMembers([memberId])).has(memberId)
    const isKept = memberId !== null && (await teachers.isKept(organisationId, memberId))
    const wrong = [
      ...problemsOfTeacher({ name: input.name, unit: input.unit, title, subjects, lessonsPerMonth }),
      ...problems,
      ...(isHidden ? [{ path: "member", message: "There is no such person for you." }] : []),
      ...(isKept && !isHidden ? [{ path: "member", message: "This person is a teacher of this organisation already." }] : []),
    ]
    if (wrong.length > 0) return invalidInput(...wrong.slice(0, 100))
    const teacher = { memberId, name: input.name.trim(), category, unit: input.unit.trim(), title, subjects, lessonsPerMonth }
    if (await teachers.isNamed(organisationId, teacher)) return invalidInput(NAMED_ALREADY)
    const teacherId = await teachers.add(place, teacher)
    await teachers.setAvailability(teacherId, times)
    return done({ teacherId })
  })
}
