import { type InvalidInput, type NotAllowed, type Result, done } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { ClashReport, Warning } from "../domain/clash.ts"
import { type Expected, countOf, membersOf } from "../domain/expected.ts"
import { type LessonToPlace, type ScheduleConflict, scheduleConflict, spanOf } from "../domain/lesson-to-place.ts"
import { pastWarnings, softOf, warningsOf } from "../domain/publishing.ts"
import { type HowToPlace, type Sound, checkLessons } from "./check-lessons.ts"

/** What became of a lesson: its version, what should be known, and how many were told (persons). */
export type Placed = { lessonId: string; version: number; warnings: Warning[]; affected: { members: number; teachers: number } }

type Context = Pick<CoursesContext, "viewer" | "now" | "dayOf">
type Answer = Result<Placed, NotAllowed | InvalidInput | ScheduleConflict>
type Judged = Sound & { expected: Expected; report: ClashReport }

/** So many are looked at and written together; those after them find them in the timetable. */
const AT_ONCE = 100

/**
 * Write lessons into the timetable, as drafts or published, within the transaction of an act, in their order: each as if those before it had been written already.
 * The number of statements does not grow with the lessons, but for a dozen every hundred.
 *
 * A draft may clash with anything, and says so in its warnings; what is published may not, unless the clashes are overridden with a reason, which is kept with
 * them. Rooms and teachers are held until the transaction ends, so that of many who want the same at once one finds it free. Whom the audience means is
 * found as of the lesson's local day; beyond the capacity people wait in their order. Nobody is told of a lesson that is over.
 *
 * Of lessons TOGETHER each person is told once, and `affected` counts the people of all. Whoever publishes and finds one of the answers a refusal must refuse
 * all: nobody has been told then.
 */
export async function placeLessons(
  context: Context,
  writers: SchedulingWriters,
  asked: readonly LessonToPlace[],
  how: HowToPlace & { tell: "EACH" | "TOGETHER" },
): Promise<Answer[]> {
  const { publish } = how
  const checked = await checkLessons(context, writers, asked, how)
  const sound = checked.flatMap((one) => (one.ok ? [one.value] : []))
  if (publish) await holdAll(writers, sound)
  const answers = checked.map((one): Answer | null => (one.ok ? null : one))
  const written: Judged[] = []
  for (let at = 0; at < sound.length; at += AT_ONCE) {
    const judged = await judge(context, writers, sound.slice(at, at + AT_ONCE), how)
    const standing = judged.filter((one) => !stopsOf(one, how))
    for (const one of judged) answers[one.at] = stopsOf(one, how)
    await write(writers, standing, how)
    written.push(...standing)
  }
  const told = publish && written.length === asked.length ? await tell(context, writers, written, how.tell) : []
  for (const { at, lessonId, lesson, report } of written) {
    const warnings = [...warningsFor(report, publish), ...pastWarnings(spanOf(lesson.periods).endsAt, context.now())]
    answers[at] = done({ lessonId, version: 1, warnings, affected: told[at] ?? { members: 0, teachers: 0 } })
  }
  return answers.filter((answer) => answer !== null)
}

async function holdAll({ lessons }: SchedulingWriters, sound: readonly Sound[]): Promise<void> {
  const venues = new Set(sound.flatMap(({ lesson }) => venuesOf(lesson)))
  const teachers = new Set(sound.flatMap(({ lesson }) => lesson.teacherIds))
  await lessons.hold([...venues], [...teachers])
}

async function judge({ dayOf }: Context, { audiences, clashes }: SchedulingWriters, sound: readonly Sound[], how: HowToPlace): Promise<Judged[]> {
  const lists = await audiences.evaluateAll(
    sound.map(({ lesson: { audience, trainingClassId, periods } }) => ({ audience, trainingClassId, day: dayOf(spanOf(periods).startsAt) })),
  )
  const members = new Map(lists.map((expected) => [expected, membersOf(expected)]))
  const reports = await clashes.findTogether(
    sound.map(({ lesson, lessonId, organiserPath, memberOf }, at) => {
      const { periods, teacherIds, capacity } = lesson
      const expected = members.get(lists[at] ?? []) ?? []
      return { lessonId: null, newId: lessonId, organiserPath, periods, venueIds: venuesOf(lesson), teacherIds, capacity, expected, memberOf }
    }),
    { arePublished: how.publish, accepted: trimmed(how.overrideReason) !== null },
  )
  return sound.map((one, at) => ({ ...one, expected: lists[at] ?? [], report: reports[at] ?? { clashes: [], warnings: [] } }))
}

function stopsOf({ lesson, organiserPath, report: { clashes }, expected }: Judged, { publish, overrideReason }: HowToPlace) {
  if (!publish || clashes.length === 0 || trimmed(overrideReason)) return null
  const members = membersOf(expected)
  const people = { members, expected: Math.min(members.length, lesson.capacity ?? Infinity) }
  return scheduleConflict(clashes, { ...lesson, ...people, lessonId: null, organiserPath })
}

async function write({ lessons, enrolmentLists }: SchedulingWriters, placed: readonly Judged[], { publish, overrideReason }: HowToPlace): Promise<void> {
  if (placed.length === 0) return
  await lessons.addAll(
    placed.map(({ lesson, lessonId, organiserPath }) => ({ ...lesson, lessonId, organiserPath })),
    publish,
  )
  await lessons.bookAll(
    placed.map(({ lesson, lessonId, report }) => {
      const { periods, teacherIds } = lesson
      return { lessonId, periods, venueIds: venuesOf(lesson), teacherIds, isFirm: publish, soft: softOf(report.clashes) }
    }),
  )
  await enrolmentLists.fillAll(
    placed.map(({ lesson: { periods, capacity }, lessonId, expected }) => ({ lessonId, startsAt: spanOf(periods).startsAt, expected, capacity })),
  )
  const reason = trimmed(overrideReason)
  await lessons.recordAll(
    placed.map(({ lesson, lessonId, expected, report: { clashes } }) => {
      const overridden = publish && reason && clashes.length > 0 ? { clashes, reason } : null
      const after = { ...lesson, status: publish ? "PUBLISHED" : "DRAFT", expected: countOf(expected) }
      return { lessonId, version: 1, kind: "SCHEDULED" as const, before: {}, after, overridden }
    }),
  )
}

/** Tell of what is not over; gives how many were told, by the lesson's place among those asked. */
async function tell({ now }: Context, { notices, lessons }: SchedulingWriters, written: readonly Judged[], how: "EACH" | "TOGETHER") {
  const ahead = written.filter(({ lesson }) => spanOf(lesson.periods).endsAt > now())
  if (ahead.length === 0) return []
  const words = await lessons.wordsOfAll(ahead.map(({ lessonId }) => lessonId))
  const tellings = ahead.flatMap(({ lessonId, lesson, organiserPath, at }) => {
    const content = words.get(lessonId)
    return content ? [{ lessonId, version: 1, kind: "PUBLISHED" as const, content, organiserPath, category: lesson.category, at }] : []
  })
  await notices.announceAll(
    tellings.map(({ lessonId, organiserPath, content, category }) => ({
      type: "lesson.published",
      lessonId,
      organiserPath,
      content: { ...content, category, version: 1 },
    })),
  )
  const affected = await notices.tellMany(tellings, how)
  const byPlace: { members: number; teachers: number }[] = []
  for (const [number, { at }] of tellings.entries()) byPlace[at] = affected[how === "EACH" ? number : 0] ?? { members: 0, teachers: 0 }
  return byPlace
}

function venuesOf({ venueId, siteIds }: LessonToPlace): string[] {
  return venueId ? [venueId, ...siteIds] : siteIds
}

function warningsFor(report: ClashReport, isPublished: boolean): Warning[] {
  return warningsOf(report, isPublished ? "accepted with a reason" : "before it can be published")
}
