import { type FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, problemsOfOptionalText } from "../../shared/text.ts"

export const MEETING_KINDS = ["ASSEMBLY", "COMMITTEE", "GROUP", "ORGANISATION_LIFE", "APPRAISAL"] as const
/** 支部党员大会, 支部委员会, 党小组会, 组织生活会, 民主评议党员: what a branch meets for besides lessons. */
export type MeetingKind = (typeof MEETING_KINDS)[number]

/** What the record of a meeting says (三会一课录入表); null where it does not. Counts are persons. */
export type MeetingFields = {
  kind: MeetingKind
  groupName: string | null
  number: number | null
  title: string | null
  plannedAt: Date | null
  heldAt: Date
  minutes: number | null
  place: string | null
  host: string | null
  recorder: string | null
  expected: number | null
  present: number | null
  onLeave: number | null
  observers: string | null
  topics: string | null
  content: string | null
  decisions: string | null
  isVoid: boolean
}

/** A meeting's record as it stands, or stood. */
export type Meeting = MeetingFields & {
  id: string
  version: number
  organisationId: string
  organisationPath: string
  heldOn: string
  evidence: readonly string[]
  filedAt: Date
  recordedAt: Date
  recorderName: string
}

const MOST_PEOPLE = 10_000
const MOST_MINUTES = 1_440
const MOST_NUMBER = 9_999

/** Find what is wrong with a record: texts, counts that cannot be, and a time that has not come. */
export function problemsOfMeeting(meeting: MeetingFields, now: Date): FieldProblem[] {
  const { expected, present, onLeave, minutes, number, heldAt, kind, groupName } = meeting
  const count = (path: string, value: number | null, most: number, least = 0): FieldProblem[] =>
    value !== null && (value < least || value > most) ? [{ path, message: `A whole number from ${least} to ${most}.` }] : []
  return [
    ...problemsOfOptionalText("groupName", groupName, LONGEST_NAME),
    ...problemsOfOptionalText("title", meeting.title, LONGEST_TITLE),
    ...problemsOfOptionalText("place", meeting.place, LONGEST_TITLE),
    ...problemsOfOptionalText("host", meeting.host, LONGEST_NAME),
    ...problemsOfOptionalText("recorder", meeting.recorder, LONGEST_NAME),
    ...(["observers", "topics", "content", "decisions"] as const).flatMap((path) => problemsOfOptionalText(path, meeting[path], LONGEST_NOTE)),
    ...count("number", number, MOST_NUMBER, 1),
    ...count("minutes", minutes, MOST_MINUTES),
    ...count("expected", expected, MOST_PEOPLE),
    ...count("present", present, MOST_PEOPLE),
    ...count("onLeave", onLeave, MOST_PEOPLE),
    ...(expected !== null && (present ?? 0) + (onLeave ?? 0) > expected
      ? [{ path: "expected", message: `Expected are ${expected}, but present and on leave together ${(present ?? 0) + (onLeave ?? 0)}.` }]
      : []),
    ...(groupName !== null && kind !== "GROUP" ? [{ path: "groupName", message: "Only a group meeting has a group." }] : []),
    ...(heldAt > now ? [{ path: "heldAt", message: "It has not been held yet: record it afterwards." }] : []),
    ...(heldAt.getTime() < Date.UTC(2000, 0, 1) ? [{ path: "heldAt", message: "From the year 2000 on." }] : []),
  ]
}
