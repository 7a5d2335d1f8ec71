import type { Period } from "../../subgraphs/attendance/domain/attendance-fact.ts"
import type { LessonCategory } from "../../subgraphs/attendance/domain/rule-set.ts"
import { dateText, timeText, type Day } from "./calendar.ts"
import { staffAt, type City, type Clerk } from "./city.ts"
import type { Chance } from "./random.ts"
import { oddityOf, type Oddity } from "./sheet-elements.ts"

export type Mode = "FACE_TO_FACE" | "REMOTE_SITE" | "ONLINE"
export type Source = "CODE" | "PAPER" | "RECORDER" | "ONLINE"

export type LessonSpec = {
  title: string
  category: LessonCategory
  mode: Mode
  day: Day
  /** Minutes past midnight. */
  from: number
  to: number
  hours: number
  capacity?: number
  schoolId: string | null
  venueId: string | null
  classId: string | null
  organiser: { id: string; path: string }
  teacherIds: readonly string[]
  /** Lessons of a training class take place as planned. */
  isFirm?: boolean
}

/** A lesson while its audience is written: the texts that each row repeats, and the counts of its sheet. */
export type Lesson = {
  id: string
  category: LessonCategory
  status: "DRAFT" | "PUBLISHED" | "HELD" | "CANCELLED"
  day: Day
  from: number
  minutes: number
  hours: number
  heldOn: string
  startsAt: string
  endsAt: string
  mode: Mode
  organiser: { id: string; path: string }
  source: Source
  /** Still being marked: some people have no mark yet. */
  isOpen: boolean
  /** What is odd about how its marks were written. */
  oddity: Oddity
  places: number
  enrolled: number
  present: number
  onLeave: number
  absent: number
  closedOn: Day
  /** Null unless it was held: when it was, for the hours, and who writes down who came. */
  periods: Period[] | null
  recorder: Clerk | null
}

const REASONS = ["遇暴雨红色预警，另行安排", "授课教师临时公务", "会场维修，改期举行", "与街道重点工作冲突"] as const

/** Put a lesson on the timetable; what is past was held, what is near is published, what is far is still a draft. */
export function openLesson(city: City, spec: LessonSpec, chance: Chance): Lesson {
  const { today, publishedUntil } = city.period
  const { day } = spec
  const isCancelled = chance.happens(0.012) && !spec.isFirm && day <= publishedUntil
  const status = isCancelled ? "CANCELLED" : day < today ? "HELD" : day <= publishedUntil ? "PUBLISHED" : "DRAFT"
  const isOpen = status === "HELD" && day >= today - 5 && chance.happens(day >= today - 2 ? 0.8 : 0.4)
  const dice = chance.next()
  const source: Source = spec.mode === "ONLINE" ? "ONLINE" : dice < 0.55 ? "CODE" : dice < 0.85 ? "PAPER" : "RECORDER"
  const id = city.ids.lesson()
  const oddity = status === "HELD" && !isOpen && day < today - 10 ? oddityOf(city.seed, id, source) : null
  const [startsAt, endsAt] = [timeText(day, spec.from), timeText(day, spec.to)]
  const plannedAt = timeText(Math.min(day - 21, today - 1), 9 * 60)
  city.out.row(
    "courses.lesson",
    id,
    spec.title,
    spec.category,
    spec.mode,
    status,
    startsAt,
    endsAt,
    spec.hours,
    spec.capacity ?? null,
    spec.schoolId,
    spec.venueId,
    spec.classId,
    spec.organiser.id,
    spec.organiser.path,
    isCancelled ? chance.pick(REASONS) : null,
    plannedAt,
    plannedAt,
    status === "DRAFT" ? null : plannedAt,
  )
  spec.teacherIds.forEach((teacherId, position) => city.out.row("courses.lesson_teacher", id, teacherId, position))
  city.out.row("courses.lesson_period", id, 1, startsAt, endsAt)
  if (!isCancelled) {
    const isFirm = status !== "DRAFT"
    if (spec.venueId !== null) city.out.row("courses.booking", id, 1, spec.venueId, "VENUE", startsAt, endsAt, isFirm)
    for (const teacherId of spec.teacherIds) city.out.row("courses.booking", id, 1, teacherId, "TEACHER", startsAt, endsAt, isFirm)
  }
  return {
    id,
    category: spec.category,
    status,
    day,
    from: spec.from,
    minutes: spec.hours > 0 ? spec.hours * 60 : spec.to - spec.from,
    hours: spec.hours,
    heldOn: dateText(day),
    startsAt,
    endsAt,
    mode: spec.mode,
    organiser: spec.organiser,
    source,
    isOpen,
    oddity,
    places: status === "PUBLISHED" ? (spec.capacity ?? Infinity) : Infinity,
    enrolled: 0,
    present: 0,
    onLeave: 0,
    absent: 0,
    closedOn: Math.min(oddity === "BATCH" ? day + 7 : day + 3, today - 1),
    periods: status === "HELD" ? [{ startsAt: new Date(inUtc(startsAt)), endsAt: new Date(inUtc(endsAt)) }] : null,
    recorder: status === "HELD" ? staffAt(city, spec.organiser.path).RECORDER : null,
  }
}

/** Turn a moment of the rows into the text of an instant in UTC. */
export function inUtc(moment: string): string {
  return new Date(`${moment.replace(" ", "T")}:00`).toISOString()
}
