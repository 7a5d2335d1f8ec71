import { timeText } from "./calendar.ts"
import { staffAt, type City } from "./city.ts"
import { inUtc, type Lesson } from "./lessons.ts"
import { writePaperwork } from "./paperwork.ts"
import { elementsOf } from "./sheet-elements.ts"

/** Close the lesson's sheet (签到表) with the counts of what was marked; a draft, a coming or a cancelled lesson has none. */
export function closeLesson(city: City, lesson: Lesson): void {
  if (lesson.status !== "HELD") return
  const state = lesson.isOpen ? "OPEN" : lesson.day < city.period.today - 30 ? "APPROVED" : "CLOSED"
  const opened = timeText(lesson.day, lesson.from - 20)
  const closedOn = Math.max(lesson.day, lesson.closedOn)
  const closed = lesson.isOpen ? null : timeText(closedOn, 1350)
  const { enrolled, present, onLeave, absent, startsAt, endsAt } = lesson
  const [id, path] = [lesson.organiser.id, lesson.organiser.path]
  const periods = JSON.stringify([{ startsAt: inUtc(startsAt), endsAt: inUtc(endsAt) }])
  const what = [lesson.heldOn, startsAt, endsAt, periods, lesson.category, lesson.mode, lesson.hours] as const
  const by = staffAt(city, path)
  const people = [
    by.RECORDER.name,
    ...(lesson.isOpen ? [null, null] : [by.RECORDER.id, by.RECORDER.name]),
    ...(state === "APPROVED" ? [timeText(closedOn + 1, 600), by.SECRETARY.name] : [null, null]),
  ]
  city.out.row(
    "attendance.sheet",
    lesson.id,
    id,
    path,
    state,
    ...what,
    enrolled,
    present,
    onLeave,
    absent,
    opened,
    closed,
    ...people,
    ...elementsOf(city, lesson, by),
  )
  writePaperwork(city, lesson, by)
}
