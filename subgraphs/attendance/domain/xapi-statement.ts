import type { AttendanceState } from "./annual-hours.ts"

/**
 * A fact of the ledger with what a learning record says of it. Ids are TypeIDs, `id` and `replaces` are uuids; instants are ISO 8601. `hours` are those that
 * count in the year, null where nothing is reckoned of the fact.
 */
export type StudyRecord = {
  id: string
  member: string
  activity: { id: string; kind: "lessons" | "trainings"; title: string }
  organisation: { id: string; name: string }
  recorder: string | null
  state: AttendanceState
  category: string
  minutes: number
  plannedHours: number
  hours: number | null
  isMakeUp: boolean
  occurredAt: string
  recordedAt: string
  replaces: { id: string; state: AttendanceState } | null
}

type Account = { objectType: "Agent" | "Group"; account: { homePage: string; name: string } }
type Words = Record<string, string>
export type XapiStatement = {
  id: string
  actor: Account
  verb: { id: string; display: Words }
  object:
    | { objectType: "Activity"; id: string; definition: { type: string; name: Words; extensions: Record<string, unknown> } }
    | { objectType: "StatementRef"; id: string }
  result?: { completion: boolean; duration: string; extensions: Record<string, unknown> }
  context: { language: string; platform?: string; team: Account; extensions?: Record<string, unknown> }
  timestamp: string
}

const ATTENDED = { id: "http://adlnet.gov/expapi/verbs/attended", display: { "en-GB": "attended", "zh-CN": "参加" } }
const VOIDED = { id: "http://adlnet.gov/expapi/verbs/voided", display: { "en-GB": "voided", "zh-CN": "作废" } }
const LESSON = "http://adlnet.gov/expapi/activities/lesson"

/** Whoever was there, however long, attended; whoever was on leave or absent did nothing that a learning record would tell. */
export function hasAttended(state: AttendanceState): boolean {
  return state !== "ABSENT" && state !== "ON_LEAVE"
}

/**
 * Say a fact as statements of xAPI 1.0.3: that somebody attended, and that an earlier statement is void where the fact replaces one that said so.
 *
 * When a statement is stored, and on whose authority, is for the store to say that takes it (Part Two, 2.4.8 and 2.4.9): neither is claimed here.
 *
 * People are known by their ids alone: `homePage` is whose ids these are. `voidingId` gives the id of the statement that voids another, always the same.
 */
export function statementsOf(record: StudyRecord, homePage: string, voidingId: (replaced: string, by: string) => string): XapiStatement[] {
  const base = homePage.replace(/\/+$/, "")
  const { organisation, replaces, occurredAt, recordedAt } = record
  const team: Account = { objectType: "Group", account: { homePage, name: organisation.id } }
  const context = { language: "zh-CN", team }
  const statements: XapiStatement[] = []
  if (replaces && hasAttended(replaces.state)) {
    const actor: Account = { objectType: "Agent", account: { homePage, name: record.recorder ?? organisation.id } }
    const object = { objectType: "StatementRef" as const, id: replaces.id }
    statements.push({ id: voidingId(replaces.id, record.id), actor, verb: VOIDED, object, context, timestamp: recordedAt })
  }
  if (!hasAttended(record.state)) return statements
  const { activity, category, minutes, plannedHours, hours, isMakeUp, state } = record
  const term = (name: string) => `${base}/xapi/extensions/${name}`
  statements.push({
    id: record.id,
    actor: { objectType: "Agent", account: { homePage, name: record.member } },
    verb: ATTENDED,
    object: {
      objectType: "Activity",
      id: `${base}/${activity.kind}/${activity.id}`,
      definition: {
        type: LESSON,
        name: { "zh-CN": activity.title },
        extensions: { [term("category")]: category, [term("planned-hours")]: plannedHours },
      },
    },
    result: {
      completion: state === "PRESENT" || state === "ONLINE",
      duration: durationOf(minutes),
      extensions: { [term("state")]: state, [term("is-make-up")]: isMakeUp, ...(hours !== null && { [term("hours-counted")]: hours }) },
    },
    context: {
      ...context,
      platform: "party-school-graph",
      extensions: { [term("organisation-name")]: organisation.name, [term("recorded-at")]: recordedAt },
    },
    timestamp: occurredAt,
  })
  return statements
}

/** Write minutes as a duration of ISO 8601: `PT1H40M`. */
export function durationOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return minutes === 0 ? "PT0S" : `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}`
}
