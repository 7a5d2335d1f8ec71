import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_NAME, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { SchoolOfficer, SchoolPosition } from "../domain/school.ts"

type Asked = {
  schoolId: string
  memberId?: string | null
  name: string
  position: SchoolPosition
  since: string
  until?: string | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ schoolId: string; officer: SchoolOfficer }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Appoint somebody to lead a Party school: headmaster (校长), deputy, or a member of the board (校务委员会).
 *
 * One headmaster at a time. Whoever is no member is known by the name.
 */
export async function appointSchoolOfficer({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const schoolId = requireId("input.school", input.schoolId, "school")
  const memberId = input.memberId == null ? null : requireId("input.member", input.memberId, "member")
  return change({ mutation: "appointSchoolOfficer", input }, async ({ places, schools }): Answer => {
    const school = await schools.lock(schoolId)
    if (!school || !mayPlan(viewer, school.path)) return notAllowed()
    const { position, since } = input
    const until = input.until ?? null
    const isHidden = memberId !== null && !(await places.findMembers([memberId])).has(memberId)
    const problems = [
      ...problemsOfText("name", input.name, LONGEST_NAME),
      ...(isHidden ? [{ path: "member", message: "There is no such person for you." }] : []),
      ...(since < school.establishedOn ? [{ path: "since", message: `The school was founded on ${school.establishedOn}.` }] : []),
      ...(until !== null && until <= since ? [{ path: "until", message: "It must be later than `since`: it is the first day without the office." }] : []),
    ]
    if (problems.length > 0) return invalidInput(...problems)
    const others = await schools.findOfficers(schoolId, position, since, until)
    const [headmaster] = position === "HEADMASTER" ? others : []
    if (headmaster)
      return invalidState("HEADMASTER_IN_OFFICE", `${headmaster.name} is headmaster at that time, since ${headmaster.since}. End that office first.`)
    if (memberId !== null && others.some((other) => other.memberId === memberId))
      return invalidState("IN_OFFICE", "This person holds this office at that time already.")
    return done({ schoolId, officer: await schools.appoint(schoolId, { memberId, name: input.name.trim(), position, since, until }) })
  })
}
