import { MOST_PROBLEMS, type RowProblem } from "../../shared/tables/row-problem.ts"
import { type CalendarOf, type Clash, type ClashFacts, type Gathering, type TakenTime, type TeacherFacts, type VenueFacts, judgeClashes } from "./clash.ts"
import type { LessonBody, PlannedLesson } from "./lesson-plan.ts"
import { spanOf } from "./lesson-to-place.ts"
import type { LocalOf } from "./local-time.ts"
import { type Period, overlaps } from "./period.ts"
import type { LessonPlanField } from "./plan-headings.ts"

/** What is known of all that the lessons of a plan take up, read at once. `expected` and `gatherings` are by the row's line. */
export type PlanFacts = {
  taken: TakenTime[]
  venues: VenueFacts[]
  /** Without the count of the month, which is another for each row. */
  teachers: Omit<TeacherFacts, "lessonsThatMonth">[]
  blocked: (ClashFacts["blocked"][number] & { path: string })[]
  /** Who is expected, as uuids; null where they are too many to be looked up one by one. */
  expected: ReadonlyMap<number, { count: number; members: ReadonlySet<string> | null }>
  gatherings: ReadonlyMap<number, Gathering[]>
}

type Calendar = { calendarOf: CalendarOf; localOf: LocalOf }
type Placed = { row: PlannedLesson; body: LessonBody; resources: Set<string>; span: Period; isOpenAllDay: boolean }

const COLUMNS: Record<Clash["kind"], LessonPlanField> = { VENUE: "venue", TEACHER: "teachers", ATTENDEES: "audience", CAPACITY: "capacity", CALENDAR: "day" }
const WHOLE_DAY_MS = 86_400_000

/**
 * Say in each row of a plan with what its lesson clashes, in the books and in the file itself, and whether as many are expected as the file
 * says. These are warnings: a draft may clash, and what clashes when it is published needs a reason.
 */
export function withClashes(rows: readonly PlannedLesson[], facts: PlanFacts, calendar: Calendar, names: Record<LessonPlanField, string>): PlannedLesson[] {
  const placed = new Map(rows.flatMap((row) => (row.body ? [[row.line, placedOf(row, row.body)] as const] : [])))
  const among = clashesAmong([...placed.values()], facts, names)
  return rows.map((row) => {
    const one = placed.get(row.line)
    if (!one) return row
    const found = [...expectedProblems(one, facts, names), ...bookProblems(one, facts, calendar, names), ...(among.get(row.line) ?? [])]
    return { ...row, problems: [...row.problems, ...found].slice(0, MOST_PROBLEMS) }
  })
}

/** An online lesson without times of its own is open all day: who follows it when is their own affair. */
export function isOpenAllDay({ lesson }: LessonBody): boolean {
  const { startsAt, endsAt } = spanOf(lesson.periods)
  return lesson.mode === "ONLINE" && endsAt.getTime() - startsAt.getTime() === WHOLE_DAY_MS
}

function placedOf(row: PlannedLesson, body: LessonBody): Placed {
  const { venueId, siteIds, teacherIds, periods } = body.lesson
  return { row, body, resources: new Set([...(venueId ? [venueId] : []), ...siteIds, ...teacherIds]), span: spanOf(periods), isOpenAllDay: isOpenAllDay(body) }
}

function expectedProblems({ row, body }: Placed, { expected }: PlanFacts, names: Record<LessonPlanField, string>): RowProblem[] {
  const found = expected.get(row.line)
  const { audience, trainingClassId } = body.lesson
  if (body.expected === null || !found || (!audience && !trainingClassId) || found.count === body.expected) return []
  return [warning(names.expected, "EXPECTED_DIFFERS", `The file says ${body.expected}; by the books ${found.count} are expected that day.`)]
}

function bookProblems(
  { row, body, resources, isOpenAllDay: isOpen }: Placed,
  facts: PlanFacts,
  calendar: Calendar,
  names: Record<LessonPlanField, string>,
): RowProblem[] {
  const { periods, capacity, venueId, siteIds, teacherIds } = body.lesson
  const month = calendar.localOf(spanOf(periods).startsAt).day.slice(0, 7)
  const others = facts.taken.filter(({ lessonId, resourceId }) => lessonId !== row.id && resources.has(resourceId))
  const lessonsThatMonth = (id: string) =>
    new Set(others.filter((time) => time.resourceId === id && calendar.localOf(time.startsAt).day.startsWith(month)).map(({ lessonId }) => lessonId)).size
  const report = judgeClashes(
    { periods, venueIds: [...(venueId ? [venueId] : []), ...siteIds], expected: facts.expected.get(row.line)?.count ?? 0, capacity },
    {
      taken: others,
      venues: facts.venues.filter(({ id }) => resources.has(id)),
      teachers: facts.teachers.filter(({ id }) => teacherIds.includes(id)).map((teacher) => ({ ...teacher, lessonsThatMonth: lessonsThatMonth(teacher.id) })),
      gatherings: isOpen ? [] : (facts.gatherings.get(row.line) ?? []),
      blocked: facts.blocked.filter(({ path }) => body.organiserPath.startsWith(path)),
    },
    calendar,
  )
  return [
    ...report.clashes.map((clash) => warning(names[COLUMNS[clash.kind]], clash.kind, `${clash.message}${whenOf(clash, calendar.localOf)}`)),
    ...report.warnings.map(({ code, message }) => warning(names[columnOf(code)], code, message)),
  ]
}

function columnOf(code: string): LessonPlanField {
  if (code.startsWith("VENUE")) return "venue"
  return code.startsWith("TEACHER") ? "teachers" : "day"
}

/** When the other lesson is: (2026-12-01 14:00–17:00). */
function whenOf({ startsAt, endsAt, lessonId }: Clash, localOf: LocalOf): string {
  if (!startsAt || !endsAt || lessonId === null) return ""
  const [from, to] = [localOf(startsAt), localOf(endsAt)]
  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`
  return ` (${from.day} ${clock(from.minute)}–${to.day === from.day ? "" : `${to.day} `}${clock(to.minute)})`
}

/** Clashes between rows of the file: each of the two is told of the other's line. */
function clashesAmong(placed: readonly Placed[], { venues, teachers, expected }: PlanFacts, names: Record<LessonPlanField, string>): Map<number, RowProblem[]> {
  const nameOf = new Map([...venues, ...teachers].map(({ id, name }) => [id, name]))
  const venueIds = new Set(venues.map(({ id }) => id))
  const found = new Map<number, RowProblem[]>()
  const tell = (line: number, problem: RowProblem) => found.set(line, [...(found.get(line) ?? []), problem])
  const inOrder = [...placed].sort((a, b) => a.span.startsAt.getTime() - b.span.startsAt.getTime())
  inOrder.forEach((one, at) => {
    for (const other of inOrder.slice(at + 1)) {
      if (other.span.startsAt >= one.span.endsAt) break
      if (!one.body.lesson.periods.some((a) => other.body.lesson.periods.some((b) => overlaps(a, b)))) continue
      for (const id of one.resources) {
        if (!other.resources.has(id)) continue
        const [code, column] = venueIds.has(id) ? (["VENUE", names.venue] as const) : (["TEACHER", names.teachers] as const)
        const message = (line: number) => `${nameOf.get(id) ?? "It"} is also wanted in line ${line} of this file at this time.`
        tell(one.row.line, warning(column, code, message(other.row.line)))
        tell(other.row.line, warning(column, code, message(one.row.line)))
      }
      const count = one.isOpenAllDay || other.isOpenAllDay ? 0 : inCommon(expected.get(one.row.line)?.members, expected.get(other.row.line)?.members)
      if (count === 0) continue
      const message = (line: number) => `${count === 1 ? "One person is" : `${count} people are`} also expected in line ${line} of this file at this time.`
      tell(one.row.line, warning(names.audience, "ATTENDEES", message(other.row.line)))
      tell(other.row.line, warning(names.audience, "ATTENDEES", message(one.row.line)))
    }
  })
  return found
}

function inCommon(a: ReadonlySet<string> | null | undefined, b: ReadonlySet<string> | null | undefined): number {
  if (!a || !b) return 0
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  return [...few].filter((member) => many.has(member)).length
}

function warning(column: string, code: string, message: string): RowProblem {
  return { column, code, message, severity: "WARNING", candidates: [] }
}
