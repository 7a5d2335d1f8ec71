import { type InvalidInput, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { ClashReport } from "../domain/clash.ts"
import { freePlaces } from "../domain/enrolment.ts"
import { problemsOfParts } from "../domain/lesson-parts.ts"
import { type ScheduleConflict, problemsOfLesson, scheduleConflict, spanOf } from "../domain/lesson-to-place.ts"
import { isLongPast, pastWarnings, softOf, warningsOf } from "../domain/publishing.ts"
import {
  type Revision,
  type StoredLesson,
  audienceChanged,
  changedNames,
  differences,
  placeChanged,
  teachersChanged,
  timesChanged,
} from "../domain/stored-lesson.ts"
import type { Placed } from "./place-lesson.ts"
import { tellOfRevision } from "./tell-of-revision.ts"

type Context = Pick<CoursesContext, "viewer" | "now" | "dayOf">

/**
 * Write a lesson as it is to be, under its lock, within the transaction of an act that has judged who does it and which version was seen.
 *
 * What was not changed is not judged again. Whoever the audience means is found anew when it, the day or the capacity has changed; those who came by name, with
 * a class or of their own accord stay. Of what is published the clashes are found anew when its times, places, teachers or people have changed.
 */
export async function reviseLesson(context: Context, writers: SchedulingWriters, revision: Revision): Promise<Result<Placed, InvalidInput | ScheduleConflict>> {
  const { before, kind, reason, overrideReason } = revision
  const after = { ...revision.after, version: before.version + 1 }
  const problems = await problemsOfRevision(context, writers, { ...revision, after })
  if (problems.length > 0) return invalidInput(...problems)

  const wordsBefore = await writers.lessons.wordsOf(before.lessonId)
  await writeParts(writers, before, after)
  const moved = await refreshList(context, writers, { ...revision, after })
  const isPublished = after.status === "PUBLISHED"
  const isTouched =
    kind === "PUBLISHED" || timesChanged(before, after) || placeChanged(before, after) || teachersChanged(before, after) || audienceChanged(before, after)
  const { report, members } = isTouched ? await findClashes(writers, after, kind === "PUBLISHED") : { report: NOTHING_FOUND, members: [] }
  const accepted = trimmed(overrideReason)
  if (isPublished && report.clashes.length > 0 && !accepted) return scheduleConflict(report.clashes, { ...after, members, expected: members.length })

  if (isTouched) await writers.lessons.book({ ...after, venueIds: venuesOf(after), isFirm: isPublished, soft: softOf(report.clashes) })
  const overridden = isPublished && accepted && report.clashes.length > 0 ? { clashes: report.clashes, reason: accepted } : null
  const { lessonId, version } = after
  await writers.lessons.record({ lessonId, version, kind, ...differences(before, after), reason: trimmed(reason), overridden })
  const affected = await tellOfRevision(context, writers, { ...revision, after, wordsBefore, moved })
  const { endsAt } = spanOf(after.periods)
  const warnings = [...warningsOf(report, isPublished ? "accepted with a reason" : "before it can be published"), ...pastWarnings(endsAt, context.now())]
  return done({ lessonId, version, warnings, affected })
}

const NOTHING_FOUND: ClashReport = { clashes: [], warnings: [] }

async function problemsOfRevision({ viewer, now }: Context, { parts }: SchedulingWriters, { before, after, kind, reason, overrideReason }: Revision) {
  const isNew = kind === "PUBLISHED"
  const named = isNew ? after : changedNames(before, after)
  const kept = isNew ? { venueIds: [], teacherIds: [] } : { venueIds: venuesOf(before), teacherIds: before.teacherIds }
  return [
    ...problemsOfLesson(after),
    ...problemsOfParts(named, await parts.find(named), viewer, kept),
    ...problemsOfOptionalText("reason", reason, LONGEST_NOTE),
    ...problemsOfOptionalText("overrideReason", overrideReason, LONGEST_NOTE),
    ...(after.status === "PUBLISHED" && (isNew || timesChanged(before, after)) ? isLongPast(spanOf(after.periods), now()) : []),
  ]
}

async function writeParts({ lessons, edits }: SchedulingWriters, before: StoredLesson, after: StoredLesson): Promise<void> {
  const { lessonId } = after
  await edits.write(after)
  if (before.status === "DRAFT" && after.status === "PUBLISHED") await edits.markPublished(lessonId)
  if (timesChanged(before, after)) await lessons.setPeriods(lessonId, after.periods)
  if (teachersChanged(before, after)) await lessons.setTeachers(lessonId, after.teacherIds)
  if (placeChanged(before, after)) await lessons.setSites(lessonId, after.siteIds)
  if (JSON.stringify(before.coOrganisers) !== JSON.stringify(after.coOrganisers)) await edits.setCoOrganisers(lessonId, after.coOrganisers)
}

async function refreshList({ dayOf }: Context, { audiences, enrolmentLists, enrolments }: SchedulingWriters, { before, after, kind }: Revision) {
  const { startsAt } = spanOf(after.periods)
  const isOtherDay = dayOf(startsAt) !== dayOf(spanOf(before.periods).startsAt)
  if (!isOtherDay && kind !== "PUBLISHED" && !audienceChanged(before, after)) return { added: [], removed: [], promoted: [] }
  const expected = await audiences.evaluate(after.audience, after.trainingClassId, dayOf(startsAt))
  const { added, removed } = await enrolmentLists.refresh(after.lessonId, startsAt, expected)
  const free = freePlaces(after.capacity, await enrolments.countExpected(after.lessonId))
  return { added, removed, promoted: free > 0 ? await enrolments.promote(after.lessonId, free) : [] }
}

/** Before a lesson is first published those count who would have to wait, too: that many were meant. */
async function findClashes(
  { lessons, clashes, enrolmentLists }: SchedulingWriters,
  after: StoredLesson,
  withWaiting: boolean,
): Promise<{ report: ClashReport; members: readonly string[] }> {
  const venueIds = venuesOf(after)
  if (after.status === "PUBLISHED") await lessons.hold(venueIds, after.teacherIds)
  const expected = await enrolmentLists.findMembers(after.lessonId, withWaiting)
  const { lessonId, organiserPath, periods, teacherIds, capacity } = after
  return { report: await clashes.find({ lessonId, organiserPath, periods, venueIds, teacherIds, capacity, expected }), members: expected }
}

function venuesOf({ venueId, siteIds }: StoredLesson): string[] {
  return venueId ? [venueId, ...siteIds] : siteIds
}
