import type { AttendanceFact } from "../../subgraphs/attendance/domain/annual-hours.ts"
import { correctUpwards, sitIn } from "./attendance.ts"
import type { Lesson, LessonSpec } from "./lessons.ts"
import { branchOn, type Person } from "./people.ts"
import type { Scene } from "./scene.ts"

/** As many corrections of one sheet, all of them upwards, are what inspectors speak of. */
const ONLY_UPWARDS = 3

/**
 * Let something be wrong at a lesson that chance would never bring, before its sheet is closed: twice in a city, where a lesson lends itself to it. No dice
 * are thrown: the rest of the city stays as it is.
 */
export function plantFindings(scene: Scene, lesson: Lesson, branches: readonly number[], spec: LessonSpec): void {
  const { city } = scene
  const { left } = city.planted
  if (lesson.status !== "HELD" || lesson.isOpen || lesson.oddity !== null || lesson.hours === 0) return
  if (left.AFTER_LOCK > 0 && correctAfterLock(scene, lesson, branches)) left.AFTER_LOCK -= 1
  if (lesson.day > city.period.today - 30 || !lesson.heldOn.startsWith(String(city.period.years[1]))) return
  if (left.CREDIT_ONLY > 0 && scene.plan.index % 2 === 1 && creditOnly(scene, lesson, branches)) left.CREDIT_ONLY -= 1
  if (left.TWO_PLACES > 0 && lesson.category === "THEME_DAY" && bePresentTwice(scene, lesson, branches)) left.TWO_PLACES -= 1
  if (left.TEACHER_IN_TWO_PLACES > 0 && teachTwice(scene, lesson, spec)) left.TEACHER_IN_TWO_PLACES -= 1
}

/** Somebody's mark of a locked year or month is raised days after the lock. */
function correctAfterLock(scene: Scene, lesson: Lesson, branches: readonly number[]): boolean {
  const { city } = scene
  const isLocked = city.locked.some(({ path, from, to }) => lesson.organiser.path.startsWith(path) && lesson.day >= from && lesson.day < to)
  const [first] = isLocked ? partly(scene, lesson, branches) : []
  if (first) correctUpwards(city, lesson, first.person, first.fact.id, city.period.today - 5, true)
  return first !== undefined
}

/** Everybody who was there in part is corrected to all of it. */
function creditOnly(scene: Scene, lesson: Lesson, branches: readonly number[]): boolean {
  const some = partly(scene, lesson, branches)
  if (some.length < ONLY_UPWARDS || marked(scene, lesson, branches).some(({ fact }) => fact.replacesId !== null)) return false
  for (const { person, fact } of some) correctUpwards(scene.city, lesson, person, fact.id, lesson.day + 2, false)
  return true
}

/** Somebody of another branch, who was at its theme day in the same minutes, is written down here as well. */
function bePresentTwice(scene: Scene, lesson: Lesson, branches: readonly number[]): boolean {
  const [own] = lesson.periods ?? []
  for (const person of scene.peopleOf.flat()) {
    if (branches.includes(branchOn(person, lesson.day))) continue
    const there = person.facts.findLast((fact) => fact.heldOn === lesson.heldOn && !fact.isMakeUp && fact.state === "PRESENT" && fact.lessonId !== lesson.id)
    const [other] = there?.periods ?? []
    if (!own || !other || own.startsAt >= other.endsAt || other.startsAt >= own.endsAt) continue
    sitIn(scene.city, lesson, person)
    return true
  }
  return false
}

/** A teacher of one lesson is named as that of another in the same minutes, in another room. */
function teachTwice({ city }: Scene, lesson: Lesson, { teacherIds: [teacherId], venueId, day, from, to }: LessonSpec): boolean {
  const { teaching } = city.planted
  if (teacherId !== undefined && venueId !== null) {
    city.planted.teaching ??= { teacherId, venueId, day, from, to }
    return false
  }
  if (!teaching || venueId === null || venueId === teaching.venueId || day !== teaching.day || from >= teaching.to || to <= teaching.from) return false
  city.out.row("courses.lesson_teacher", lesson.id, teaching.teacherId, 0)
  city.planted.teaching = null
  return true
}

type Marked = { person: Person; fact: AttendanceFact }

function marked({ peopleOf }: Scene, lesson: Lesson, branches: readonly number[]): Marked[] {
  return branches.flatMap((branch) =>
    (peopleOf[branch] ?? []).flatMap((person) =>
      person.facts
        .slice(-2)
        .filter(({ lessonId, isMakeUp }) => lessonId === lesson.id && !isMakeUp)
        .map((fact) => ({ person, fact })),
    ),
  )
}

/** Who came late or left early, and was not corrected. */
function partly(scene: Scene, lesson: Lesson, branches: readonly number[]): Marked[] {
  return marked(scene, lesson, branches).filter(
    ({ person, fact }) => (fact.state === "LATE" || fact.state === "LEFT_EARLY") && fact.replacesId === null && fact === person.facts.at(-1),
  )
}
