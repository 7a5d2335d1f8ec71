import { BadInput } from "../../shared/errors.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type Audience, problemsOfAudience } from "../domain/audience.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { countOf, membersOf } from "../domain/expected.ts"
import { problemsOfParts } from "../domain/lesson-parts.ts"
import type { Lesson } from "../domain/lesson.ts"
import type { Period } from "../domain/period.ts"
import { type AskedSlots, askedWindow, problemOfSlots } from "../domain/slot-request.ts"
import type { Slots } from "../domain/slot.ts"
import { findSlots } from "./find-slots.ts"

type Context = Pick<CoursesContext, "viewer" | "now" | "dayOf" | "localOf" | "instantOf" | "calendarOf" | "slots" | "loaders" | "parts" | "audiences">
type People = { members: string; expected: number }
type Moved = { lesson: Lesson; periods: Period[]; siteIds: string[]; members: string }

/**
 * Propose when, where and with whom a lesson could be, for a new one or for one that is to be moved; and say why the asked time will not do.
 *
 * For those who plan at the organiser; for anyone else there is nothing, as for an organiser or a lesson that is not there. Of other lessons only their times
 * show, by what is left.
 *
 * @throws {BadInput} for what cannot be asked: malformed ids, a window that is empty or longer than 62 days, venues, teachers or people that are not the
 * organiser's to choose.
 */
export async function suggestSlots(context: Context, input: AskedSlots): Promise<Slots | null> {
  const problem = problemOfSlots(input)
  if (problem) throw new BadInput(`input.${problem.path}`, `${problem.message} (input.${problem.path})`)
  const moved = input.lesson == null ? null : await findMoved(context, requireId("input.lesson", input.lesson, "lesson"))
  if (input.lesson != null && !moved) return null
  const organiser = await context.loaders.seenOrganisationById.load(
    moved?.lesson.organiserId ?? requireId("input.organiser", input.organiser ?? "", "organisation"),
  )
  if (!organiser || !mayPlan(context.viewer, organiser.path)) return null

  const venueIds = [...new Set([...(input.venue ? [input.venue] : []), ...(input.venues ?? [])])].map((id, at) => requireId(`input.venues.${at}`, id, "venue"))
  const named = (input.teachers ?? []).map((id, at) => requireId(`input.teachers.${at}`, id, "teacher"))
  const subject = input.subject?.trim() || null
  const teacherIds = named.length > 0 || subject ? named : (moved?.lesson.teachers ?? []).map(({ id }) => id)
  const { members, expected } = await findPeople(context, organiser.id, input, moved)
  const { from, to } = askedWindow(input, context.now())
  const slots = await findSlots(context, {
    lessonId: moved?.lesson.id ?? null,
    organiserPath: organiser.path,
    ...{ from, to, venueIds, teacherIds, subject, members, expected },
    siteIds: moved?.siteIds ?? [],
    periods:
      moved && input.durationMinutes == null ? moved.periods : [{ startsAt: from, endsAt: new Date(from.getTime() + (input.durationMinutes ?? 0) * 60_000) }],
    needsVenue: venueIds.length > 0 || (moved ? moved.lesson.venue !== null : input.needsVenue !== false),
    ...(input.earliestHour != null && { opensMinute: input.earliestHour * 60 }),
    ...(input.latestHour != null && { closesMinute: input.latestHour * 60 }),
    wishes: {
      askedStart: input.startsAt ?? null,
      askedVenueId: moved?.lesson.venue?.id ?? null,
      weekdays: input.preferredWeekdays ?? [],
      parts: input.preferredParts ?? [],
    },
    first: input.first ?? 10,
  })
  if (!slots)
    throw new BadInput(
      "input.venues",
      "One of the venues or teachers does not exist for you, or is not the organiser's to choose. (input.venues, input.teachers)",
    )
  return slots
}

async function findMoved({ loaders, viewer, slots }: Context, id: string): Promise<Moved | null> {
  const lesson = await loaders.lessonById.load(id)
  if (!lesson || !mayPlan(viewer, lesson.organiserPath)) return null
  return { lesson, ...(await slots.findLesson(lesson.id)) }
}

/** Whom to expect: those of the audience, as of the first day of the window; or those of the lesson; or so many, whoever they are. */
async function findPeople(context: Context, organiserId: string, { audience, expectedCount, from }: AskedSlots, moved: Moved | null): Promise<People> {
  if (audience) {
    await requireAudience(context, organiserId, audience)
    const expected = await context.audiences.evaluate(audience, null, context.dayOf(from))
    return { members: membersOf(expected).join(","), expected: countOf(expected) }
  }
  const members = moved?.members ?? ""
  return { members, expected: expectedCount ?? (members === "" ? 0 : members.split(",").length) }
}

async function requireAudience({ parts, viewer }: Context, organiserId: string, audience: Audience): Promise<void> {
  const none = { venueId: null, siteIds: [], teacherIds: [], schoolId: null, trainingClassId: null, courseId: null, coOrganisers: [] }
  const ids = { organisations: "organisation", members: "member" } as const
  for (const [name, kind] of Object.entries(ids)) {
    audience[name as keyof typeof ids].forEach((id, at) => requireId(`input.audience.${name}.${at}`, id, kind))
  }
  const lesson = { ...none, organiserId, audience }
  const [problem] = [...problemsOfAudience("audience", audience), ...problemsOfParts(lesson, await parts.find(lesson), viewer)]
  if (problem) throw new BadInput(`input.${problem.path}`, `${problem.message} (input.${problem.path})`)
}
