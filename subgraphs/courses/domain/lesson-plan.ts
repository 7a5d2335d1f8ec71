import { MOST_PROBLEMS, type RowProblem, type Severity, type UnderstoodRow, isWrong } from "../../shared/tables/row-problem.ts"
import type { Audience } from "./audience.ts"
import type { LessonStatus } from "./lesson.ts"
import type { PlannedRow } from "./lesson-import.ts"
import { type CoOrganiser, type LessonToPlace, problemsOfLesson } from "./lesson-to-place.ts"
import { bareName } from "./name-finder.ts"
import type { LessonPlanField } from "./plan-headings.ts"
import {
  type KnownClass,
  type KnownCourse,
  type KnownPlace,
  type KnownTeacher,
  type KnownVenue,
  type Matched,
  createClassMatcher,
  createPlaceMatcher,
  createTeacherMatcher,
  createVenueMatcher,
} from "./plan-names.ts"
import type { PlanRecord } from "./plan-row.ts"
import { isNoClass } from "./plan-words.ts"

/** A lesson that is in the books already, as a row can be compared with it. */
export type KnownLesson = { id: string; status: LessonStatus; version: number; lesson: LessonToPlace }

/** What would be written: a new lesson, or a draft as it would become, with the version that was seen. */
export type LessonBody = { lesson: LessonToPlace; organiserPath: string; version: number | null; expected: number | null }
export type PlannedLesson = PlannedRow<LessonBody>

export type PlanSources = {
  home: KnownPlace
  places: KnownPlace[]
  classes: KnownClass[]
  teachers: KnownTeacher[]
  venues: KnownVenue[]
  courses: KnownCourse[]
  lessons: KnownLesson[]
  today: string
  /** The instant at so many minutes of a local day. */
  instantOf(day: string, minute: number): Date
  names: Record<LessonPlanField, string>
}

type Say = (field: LessonPlanField, code: string, message: string, severity?: Severity, candidates?: string[]) => void
/** What a row says of a lesson; what it does not say is left as it is. */
type Given = Partial<LessonToPlace> & Pick<LessonToPlace, "organiserId" | "title" | "periods">

/**
 * Decide what becomes of each row of a lesson plan, apart from clashes and from who is expected: a lesson is known again by the organiser
 * and its number (课次编号), without one by organiser, title and beginning.
 *
 * An import changes drafts only: of a published lesson people were told, and it is moved where they are told again. An empty cell changes nothing.
 */
export function planLessons(rows: readonly UnderstoodRow<PlanRecord>[], sources: PlanSources): PlannedLesson[] {
  const match = matchersOf(sources)
  const known = indexOf(sources.lessons)
  const seen = new Map<string, number>()
  return rows.map(({ line, record, problems: found }) => {
    const problems: RowProblem[] = [...found]
    const say: Say = (field, code, message, severity = "ERROR", candidates = []) => {
      if (problems.length < MOST_PROBLEMS) problems.push({ column: sources.names[field], code, message, severity, candidates })
    }
    const matched = match(record, say)
    const nothing = { line, problems, id: null, body: null }
    if (!matched || isWrong(problems)) return { ...nothing, fate: "ERROR" }
    const { given, organiserPath } = matched
    const keys = keysOf(given)
    const first = keys.map((key) => seen.get(key)).find((one) => one !== undefined)
    if (first !== undefined) say(given.code ? "code" : "name", "TWICE_IN_FILE", `The same lesson stands in line ${first} already.`)
    for (const key of keys) seen.set(key, seen.get(key) ?? line)
    const before = keys.map((key) => known.get(key)).find((one) => one !== undefined)
    const lesson = before ? withGiven(before.lesson, given) : { ...EMPTY, ...given }
    for (const { path, message } of problemsOfLesson(lesson)) say(FIELD_OF[path] ?? "name", "NOT_RIGHT", message)
    if ((record.day ?? "") < sources.today) say("day", "PAST", "The day is over: nobody is told of it.", "WARNING")
    if (isWrong(problems)) return { ...nothing, fate: "ERROR" }
    const body = { lesson, organiserPath, version: before?.version ?? null, expected: record.expected }
    if (!before) return { line, fate: "CREATE", problems, id: null, body }
    if (isSame(before.lesson, lesson)) return { line, fate: "UNCHANGED", problems, id: before.id, body: null }
    if (before.status === "DRAFT") return { line, fate: "UPDATE", problems, id: before.id, body }
    const state = before.status === "CANCELLED" ? "was cancelled" : "is published"
    say("code", "NOT_A_DRAFT", `This lesson ${state} and says something else. An import changes drafts only; reschedule or schedule it by itself.`)
    return { ...nothing, fate: "ERROR" }
  })
}

const EMPTY: Omit<LessonToPlace, "organiserId" | "title" | "periods"> = {
  category: "COLLECTIVE",
  mode: "FACE_TO_FACE",
  plannedHours: 0,
  capacity: null,
  schoolId: null,
  courseId: null,
  trainingClassId: null,
  venueId: null,
  siteIds: [],
  teacherIds: [],
  coOrganisers: [],
  audience: null,
  code: null,
  place: null,
  remark: null,
  isCounted: true,
  isOpenToEnrol: false,
}

/** Under which column a problem of a lesson's field is said. */
const FIELD_OF: Record<string, LessonPlanField> = {
  code: "code",
  place: "venue",
  remark: "remark",
  plannedHours: "hours",
  capacity: "capacity",
  endsAt: "to",
  startsAt: "from",
}

function matchersOf(sources: PlanSources) {
  const { home, instantOf } = sources
  const findPlace = createPlaceMatcher(sources.places, home)
  const findClass = createClassMatcher(sources.classes)
  const findTeacher = createTeacherMatcher(sources.teachers)
  const findVenue = createVenueMatcher(sources.venues)
  const courses = new Map(sources.courses.map(({ id, name }) => [bareName(name), id]))
  return (record: PlanRecord, say: Say): { given: Given; organiserPath: string } | null => {
    const { day, fromMinute, toMinute, hours, category, mode } = record
    const take = <Value>(field: LessonPlanField, matched: Matched<Value>): Value | null => {
      if (!matched.ok) say(field, matched.code, matched.message, "ERROR", matched.candidates)
      else if (matched.warning) say(field, matched.warning.code, matched.warning.message, "WARNING", matched.warning.candidates)
      return matched.ok ? matched.value : null
    }
    const organiser = record.organiser === null ? home : take("organiser", findPlace(record.organiser))
    const path = organiser?.path ?? home.path
    const isClass = record.className !== null && !isNoClass(record.className)
    const trainingClassId =
      isClass && record.className !== null ? take("className", findClass(record.className, day === null ? null : Number(day.slice(0, 4)))) : null
    const teacherIds = record.teachers.flatMap((name) => take("teachers", findTeacher(name, record.teacherUnit, path)) ?? [])
    const where = record.venue === null ? null : take("venue", findVenue(record.venue, path))
    const audience = organiser && record.audience ? audienceOf(record, organiser, sources.places, take) : null
    const courseId = courses.get(bareName(record.name)) ?? null
    if (!organiser || day === null || fromMinute === null || toMinute === null || hours === null || !category || !mode) return null
    const periods = [{ startsAt: instantOf(day, fromMinute), endsAt: instantOf(day, toMinute) }]
    const given: Given = {
      organiserId: organiser.id,
      title: record.name,
      category,
      mode,
      periods,
      plannedHours: hours,
      ...(record.code !== null && { code: record.code }),
      ...(record.capacity !== null && { capacity: record.capacity }),
      ...(trainingClassId !== null && { trainingClassId }),
      ...(courseId !== null && { courseId }),
      ...(teacherIds.length > 0 && { teacherIds: [...new Set(teacherIds)] }),
      ...where,
      ...(audience && { audience }),
      ...(record.coOrganisers.length > 0 && { coOrganisers: record.coOrganisers.map((name) => partnerOf(name, sources.places)) }),
      ...(record.isCounted !== null && { isCounted: record.isCounted }),
      ...(record.remark !== null && { remark: record.remark }),
    }
    return { given, organiserPath: organiser.path }
  }
}

/** Branches that are named are looked for at and below the organiser; without any its own people are meant, with those below it. */
function audienceOf(
  { audience }: PlanRecord,
  organiser: KnownPlace,
  places: readonly KnownPlace[],
  take: (field: LessonPlanField, matched: Matched<KnownPlace>) => KnownPlace | null,
): Audience | null {
  if (!audience) return null
  const below = places.filter(({ path }) => path.startsWith(organiser.path))
  const find = createPlaceMatcher(below, organiser)
  const named = audience.places.flatMap((name) => take("audience", find(name)) ?? [])
  const organisations = audience.places.length === 0 ? [organiser.id] : [...new Set(named.map(({ id }) => id))]
  return { organisations, includeDescendants: true, posts: audience.posts, stages: audience.stages, members: [] }
}

function partnerOf(name: string, places: readonly KnownPlace[]): CoOrganiser {
  const same = places.filter((place) => bareName(place.name) === bareName(name))
  return { organisationId: same.length === 1 ? (same[0]?.id ?? null) : null, name }
}

function keysOf({ organiserId, code, title, periods }: Pick<LessonToPlace, "organiserId" | "title" | "periods"> & { code?: string | null }): string[] {
  if (code) return [`${organiserId} code ${code}`]
  const starts = Math.min(...periods.map(({ startsAt }) => startsAt.getTime()))
  return [`${organiserId} at ${starts} ${bareName(title)}`]
}

/** A lesson is found by its number, and by its title and time too, where the row has no number; a cancelled one by its number alone. */
function indexOf(lessons: readonly KnownLesson[]): Map<string, KnownLesson> {
  const index = new Map<string, KnownLesson>()
  for (const known of lessons) {
    for (const key of keysOf(known.lesson)) index.set(key, known)
    if (known.status !== "CANCELLED") for (const key of keysOf({ ...known.lesson, code: null })) index.set(key, index.get(key) ?? known)
  }
  return index
}

/** Several periods stay as they are when the row gives their first beginning and last end. */
function withGiven(before: LessonToPlace, given: Given): LessonToPlace {
  const [row] = given.periods
  const [first, last] = [before.periods[0], before.periods.at(-1)]
  const isSameSpan = row && first && last && row.startsAt.getTime() === first.startsAt.getTime() && row.endsAt.getTime() === last.endsAt.getTime()
  return { ...before, ...given, ...(isSameSpan ? { periods: before.periods } : {}) }
}

function isSame(before: LessonToPlace, after: LessonToPlace): boolean {
  const told = ({
    title,
    category,
    mode,
    plannedHours,
    capacity,
    code,
    place,
    remark,
    isCounted,
    venueId,
    trainingClassId,
    courseId,
    ...rest
  }: LessonToPlace) => {
    const { periods, teacherIds, coOrganisers, audience } = rest
    const whom = audience && [audience.organisations, audience.includeDescendants, audience.posts, audience.stages, audience.members]
    const partners = coOrganisers.map(({ organisationId, name }) => [organisationId, name])
    const times = periods.map(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()])
    return [
      title,
      category,
      mode,
      plannedHours,
      capacity,
      code,
      place,
      remark,
      isCounted,
      venueId,
      trainingClassId,
      courseId,
      times,
      teacherIds,
      partners,
      whom,
    ]
  }
  return JSON.stringify(told(before)) === JSON.stringify(told(after))
}
