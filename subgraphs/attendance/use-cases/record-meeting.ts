import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { type MeetingFields, type MeetingKind, problemsOfMeeting } from "../domain/meeting.ts"

type Texts = "groupName" | "title" | "place" | "host" | "recorder" | "observers" | "topics" | "content" | "decisions"
type Numbers = "number" | "minutes" | "expected" | "present" | "onLeave"
export type MeetingInput = { [Name in Texts]?: string | null } & { [Name in Numbers]?: number | null } & {
  organisation: string
  kind: MeetingKind
  heldAt: Date
  plannedAt?: Date | null
  evidence?: readonly string[] | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ meetingId: string }, NotAllowed | InvalidInput>>

/**
 * Record a meeting of a branch that was held (三会一课录入): who led it, who came, what was said and decided. It counts as filed from now on.
 *
 * For those who record at the branch or above it.
 *
 * @throws {BadInput} when an id is none.
 */
export function recordMeeting(context: Pick<AttendanceContext, "viewer" | "change" | "now" | "dayOf">, input: MeetingInput): Answer {
  const organisationId = requireId("input.organisation", input.organisation, "organisation")
  return context.change({ mutation: "recordMeeting", input }, async ({ places, meetings, evidence, ledger }): Answer => {
    const place = await places.findOrganisation(organisationId)
    if (!place || !mayRecord(context.viewer, place.path)) return notAllowed()
    const fields = fieldsOf(input)
    const problems = problemsOfMeeting(fields, context.now())
    if (problems.length > 0) return invalidInput(...problems)
    const kept = await evidence.keep(input.evidence ?? [], { organisationPath: place.path, memberId: null })
    if (!kept.ok) return kept
    const meetingId = await meetings.add(place, { fields, heldOn: context.dayOf(fields.heldAt), evidence: kept.value })
    await ledger.note([
      { kind: "MEETING_RECORDED", subjectUuid: toUuid("meeting", meetingId), organisationId, after: fields, evidence: kept.value, occurredAt: fields.heldAt },
    ])
    return done({ meetingId })
  })
}

function fieldsOf({ kind, heldAt, ...input }: MeetingInput): MeetingFields {
  return {
    kind,
    heldAt,
    plannedAt: input.plannedAt ?? null,
    groupName: trimmed(input.groupName),
    number: input.number ?? null,
    title: trimmed(input.title),
    minutes: input.minutes ?? null,
    place: trimmed(input.place),
    host: trimmed(input.host),
    recorder: trimmed(input.recorder),
    expected: input.expected ?? null,
    present: input.present ?? null,
    onLeave: input.onLeave ?? null,
    observers: trimmed(input.observers),
    topics: trimmed(input.topics),
    content: trimmed(input.content),
    decisions: trimmed(input.decisions),
    isVoid: false,
  }
}
