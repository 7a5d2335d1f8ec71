import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText, trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { type Meeting, type MeetingFields, problemsOfMeeting } from "../domain/meeting.ts"
import type { MeetingInput } from "./record-meeting.ts"

export type AmendMeetingInput = Partial<Omit<MeetingInput, "organisation" | "heldAt" | "kind">> & {
  meeting: string
  version: number
  reason: string
  heldAt?: Date | null
  isVoid?: boolean | null
}
type Answer = Promise<Result<{ meetingId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Put the record of a meeting right, with the reason; what it said before is kept. What is left out stays, null clears it. A record that should not be there is made void (作废).
 *
 * When it was filed stays when it was recorded first. Refuses a version that is not the one that stands, as STALE.
 *
 * @throws {BadInput} when an id is none.
 */
export function amendMeeting(context: Pick<AttendanceContext, "viewer" | "change" | "now" | "dayOf">, input: AmendMeetingInput): Answer {
  const meetingId = requireId("input.meeting", input.meeting, "meeting")
  return context.change({ mutation: "amendMeeting", input }, async ({ meetings, evidence, ledger }): Answer => {
    const standing = await meetings.lock(meetingId)
    if (!standing || !mayRecord(context.viewer, standing.organisationPath)) return notAllowed()
    const fields = amended(standing, input)
    const problems = [...problemsOfText("reason", input.reason, LONGEST_NOTE), ...problemsOfMeeting(fields, context.now())]
    if (problems.length > 0) return invalidInput(...problems)
    if (standing.version !== input.version)
      return invalidState("STALE", `The record was put right meanwhile, and is version ${standing.version}: read it again.`)
    const kept =
      input.evidence == null
        ? done([...standing.evidence])
        : await evidence.keep(input.evidence, { organisationPath: standing.organisationPath, memberId: null })
    if (!kept.ok) return kept
    await meetings.replace(standing, { fields, heldOn: context.dayOf(fields.heldAt), evidence: kept.value })
    const act = { subjectUuid: toUuid("meeting", meetingId), organisationId: standing.organisationId, before: fieldsIn(standing), after: fields }
    await ledger.note([{ kind: "MEETING_AMENDED", ...act, reason: input.reason.trim(), evidence: kept.value }])
    return done({ meetingId })
  })
}

function fieldsIn(meeting: Meeting): MeetingFields {
  const { kind, groupName, number, title, plannedAt, heldAt, minutes, place, host, recorder, expected, present, onLeave } = meeting
  const { observers, topics, content, decisions, isVoid } = meeting
  const counts = { number, minutes, expected, present, onLeave }
  return { kind, groupName, title, plannedAt, heldAt, place, host, recorder, ...counts, observers, topics, content, decisions, isVoid }
}

/** Lay what is given over what stands. */
function amended(standing: Meeting, input: AmendMeetingInput): MeetingFields {
  const text = (given: string | null | undefined, before: string | null) => (given === undefined ? before : trimmed(given))
  const value = <Value>(given: Value | null | undefined, before: Value | null) => (given === undefined ? before : given)
  return {
    kind: standing.kind,
    heldAt: input.heldAt ?? standing.heldAt,
    plannedAt: value(input.plannedAt, standing.plannedAt),
    groupName: text(input.groupName, standing.groupName),
    number: value(input.number, standing.number),
    title: text(input.title, standing.title),
    minutes: value(input.minutes, standing.minutes),
    place: text(input.place, standing.place),
    host: text(input.host, standing.host),
    recorder: text(input.recorder, standing.recorder),
    expected: value(input.expected, standing.expected),
    present: value(input.present, standing.present),
    onLeave: value(input.onLeave, standing.onLeave),
    observers: text(input.observers, standing.observers),
    topics: text(input.topics, standing.topics),
    content: text(input.content, standing.content),
    decisions: text(input.decisions, standing.decisions),
    isVoid: input.isVoid ?? standing.isVoid,
  }
}
