import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_TITLE, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"
import type { Post, Stage } from "./audience.ts"
import type { Category, Mode } from "./lesson.ts"
import { type KeptDemand, MOST_LESSONS } from "./timetable-plan.ts"

/** Lessons that are asked for at once: `lessonsEach` for each of the organisations, and for each school at or below `schoolsBelow`. */
export type AskedDemand = {
  title: string | null
  courseId: string | null
  category: Category | null
  mode: Mode
  minutes: number
  plannedHours: number | null
  organisationIds: string[]
  schoolsBelow: string | null
  lessonsEach: number
  from: string | null
  to: string | null
  teacherIds: string[]
  subject: string | null
  venueIds: string[]
  expected: number | null
  posts: Post[]
  stages: Stage[]
  isOpenToEnrol: boolean
}

type Named = { id: string; path: string }
/** What demands name, as it stands. */
export type KnownParts = {
  organisations: Named[]
  below: (Named & { under: string })[]
  teachers: (Named & { subjects: string[] })[]
  courses: (Named & { name: string; category: Category; hours: number })[]
  venues: string[]
}

const MOST_NAMED = 100

/** Give the subjects that can be looked for: what is no text is only refused. Half a character becomes the sign for what cannot be read. */
export function subjectsOf(asked: readonly AskedDemand[]): string[] {
  return asked.flatMap(({ subject }) => (subject === null || problemsOfOptionalText("subject", subject, LONGEST_NAME).length > 0 ? [] : [wellFormed(subject)]))
}

/** Texts are kept in JSON, which holds whole characters alone. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd")
}

export type Expanded = { demands: KeptDemand[]; problems: FieldProblem[] }

/**
 * Turn what was asked into lessons, one by one, in the order in which they were asked for; or say what is wrong with it.
 *
 * Organisations must lie at or below the plan's: `path`. Teachers of a subject are those kept there, or by its superiors.
 */
export function expandDemands(
  asked: readonly AskedDemand[],
  parts: KnownParts,
  plan: { path: string; from: string; to: string; travelMinutes: number },
): Expanded {
  const problems = asked.flatMap((demand, at) => problemsOf(demand, parts, plan).map(({ path, message }) => ({ path: `demands.${at}.${path}`, message })))
  const counts = asked.map((demand) => placesOf(demand, parts).length * demand.lessonsEach)
  const count = counts.reduce((sum, one) => sum + one, 0)
  if (count > MOST_LESSONS) problems.push({ path: "demands", message: `They are ${count} lessons; a plan places at most ${MOST_LESSONS}.` })
  if (problems.length > 0) return { demands: [], problems: problems.slice(0, 100) }
  return {
    problems: [],
    demands: asked.flatMap((demand) =>
      placesOf(demand, parts).flatMap((id) => Array.from({ length: demand.lessonsEach }, () => keptOf(demand, id, parts, plan))),
    ),
  }
}

function placesOf({ organisationIds, schoolsBelow }: AskedDemand, { below }: KnownParts): string[] {
  return [...new Set([...organisationIds, ...below.filter(({ under }) => under === schoolsBelow).map(({ id }) => id)])]
}

function teachersOf({ teacherIds, subject }: AskedDemand, { teachers }: KnownParts, path: string): string[] | null {
  if (teacherIds.length > 0) return [...new Set(teacherIds)]
  if (subject === null) return null
  return teachers
    .filter((teacher) => teacher.subjects.includes(wellFormed(subject)) && (teacher.path.startsWith(path) || path.startsWith(teacher.path)))
    .map(({ id }) => id)
}

function problemsOf(demand: AskedDemand, parts: KnownParts, plan: { path: string; from: string; to: string; travelMinutes: number }): FieldProblem[] {
  const course = parts.courses.find(({ id }) => id === demand.courseId)
  const isBelow = (id: string) => parts.organisations.some((one) => one.id === id && one.path.startsWith(plan.path))
  const hours = demand.plannedHours ?? course?.hours ?? null
  const whole = (path: string, value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most ? [] : [{ path, message: `A whole number, ${least} to ${most}.` }]
  return [
    ...(demand.courseId !== null && !course ? [{ path: "course", message: "There is no such course, or it is not offered." }] : []),
    ...problemsOfText("title", demand.title ?? course?.name, LONGEST_TITLE),
    ...(demand.category === null && !course ? [{ path: "category", message: "Say what it counts as, or name a course." }] : []),
    ...(hours !== null && Number.isInteger(hours * 2) && hours >= 0 && hours <= 99.5
      ? []
      : [{ path: "plannedHours", message: "Study hours are given in halves, 0 to 99.5." }]),
    ...whole("durationMinutes", demand.minutes, 30, 480),
    ...(demand.minutes < plan.travelMinutes ? [{ path: "durationMinutes", message: "A lesson is at least as long as the way between venues." }] : []),
    ...whole("lessonsEach", demand.lessonsEach, 1, 50),
    ...(demand.expected === null ? [] : whole("expected", demand.expected, 1, 100_000)),
    ...problemsOfPeople(demand),
    ...demand.organisationIds.flatMap((id, at) =>
      isBelow(id) ? [] : [{ path: `organisations.${at}`, message: "It does not lie at or below the plan's organisation." }],
    ),
    ...(demand.schoolsBelow !== null && !isBelow(demand.schoolsBelow)
      ? [{ path: "schoolsBelow", message: "It does not lie at or below the plan's organisation." }]
      : []),
    ...(placesOf(demand, parts).length === 0
      ? [{ path: "organisations", message: "Nobody holds these lessons: name organisations, or where the schools are." }]
      : []),
    ...demand.teacherIds.flatMap((id, at) =>
      parts.teachers.some((one) => one.id === id) ? [] : [{ path: `teachers.${at}`, message: "There is no such teacher in office." }],
    ),
    ...problemsOfOptionalText("subject", demand.subject, LONGEST_NAME),
    ...(["organisationIds", "teacherIds", "venueIds"] as const).flatMap((list) =>
      demand[list].length > MOST_NAMED ? [{ path: list.replace("Ids", "s"), message: `At most ${MOST_NAMED}.` }] : [],
    ),
    ...(teachersOf(demand, parts, plan.path)?.length === 0 ? [{ path: "subject", message: "Nobody teaches this subject here." }] : []),
    ...demand.venueIds.flatMap((id, at) => (parts.venues.includes(id) ? [] : [{ path: `venues.${at}`, message: "There is no such venue in use." }])),
    ...((demand.from ?? plan.from) < plan.from || (demand.to ?? plan.to) > plan.to || (demand.from ?? plan.from) > (demand.to ?? plan.to)
      ? [{ path: "from", message: "Its days lie within those of the plan." }]
      : []),
  ]
}

/** People are meant by a rule, or enter themselves. */
function problemsOfPeople({ isOpenToEnrol, expected, posts, stages }: AskedDemand): FieldProblem[] {
  if (!isOpenToEnrol) return []
  return [
    ...(expected === null ? [{ path: "expected", message: "Say for how many there are places." }] : []),
    ...(posts.length + stages.length > 0
      ? [{ path: "isOpenToEnrol", message: "Either people enter themselves, or posts and stages say who is expected." }]
      : []),
  ]
}

function keptOf(demand: AskedDemand, organisationId: string, parts: KnownParts, { path }: { path: string }): KeptDemand {
  const course = parts.courses.find(({ id }) => id === demand.courseId)
  return {
    title: wellFormed((demand.title ?? course?.name ?? "").trim()),
    category: demand.category ?? course?.category ?? "COLLECTIVE",
    mode: demand.mode,
    minutes: demand.minutes,
    plannedHours: demand.plannedHours ?? course?.hours ?? 0,
    organisationId,
    courseId: demand.courseId,
    from: demand.from,
    to: demand.to,
    teacherIds: teachersOf(demand, parts, path),
    venueIds: demand.venueIds.length > 0 ? [...new Set(demand.venueIds)] : null,
    expected: demand.expected,
    posts: demand.posts,
    stages: demand.stages,
    isOpenToEnrol: demand.isOpenToEnrol,
  }
}
