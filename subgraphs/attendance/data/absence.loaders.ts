import type { Database } from "../../shared/database.ts"
import { withinScope } from "../../shared/scope.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ExternalTraining, TrainingForm, TrainingState } from "../domain/external-training.ts"
import type { Leave, LeaveKind, LeaveState } from "../domain/leave.ts"
import { type MakeUp, type StoredMakeUpState, stateOn } from "../domain/make-up.ts"
import type { MakeUpForm } from "../domain/rule-options.ts"
import { type RecordList, recordLoaders } from "./record-pages.loaders.ts"

type Owned = { id: string; owner_id: string; member_id: string; evidence: string[] | null; is_seen: boolean }

const MEMBER_SEEN = `(r.member_id = $3::uuid OR coalesce(${withinScope("m.branch_path")}, false))`
/** What concerns a lesson is also there for those who read the sheets of its organiser. */
const LESSON_SEEN = `(${MEMBER_SEEN} OR ${withinScope("l.organiser_path")})`
const ABOUT_LESSON = "LEFT JOIN people_api.member m ON m.id = r.member_id JOIN courses_api.lesson l ON l.id = r.lesson_id"

type LeaveRow = Owned & {
  lesson_id: string
  kind: LeaveKind
  reason: string
  state: LeaveState
  requested_at: Date
  requested_by: string
  is_for_other: boolean
  is_afterwards: boolean
  decided_at: Date | null
  decided_by: string | null
  decision_note: string | null
}

const LEAVES: RecordList<LeaveRow, Leave> = {
  name: "leaves",
  kind: "leave",
  columns: `r.id, r.lesson_id, r.member_id, r.kind::text, r.reason, r.evidence, r.state::text, r.requested_at, r.requested_by, r.is_afterwards,
    NOT EXISTS (SELECT FROM people_api.viewer a WHERE a.account_id = r.requested_by_id AND a.member_id = r.member_id) AS is_for_other,
    r.decided_at, r.decided_by, r.decision_note, ${MEMBER_SEEN} AS is_seen`,
  from: `attendance.leave r ${ABOUT_LESSON}`,
  seen: LESSON_SEEN,
  matches: "($4 IS NULL OR r.state::text = $4)",
  sort: { column: "r.requested_at", type: "timestamptz", isDescending: true },
  path: "m.branch_path",
  toItem: (row) => ({
    id: toTypeId("leave", row.id),
    lessonId: toTypeId("lesson", row.lesson_id),
    memberId: toTypeId("member", row.member_id),
    kind: row.kind,
    reason: row.reason,
    evidence: evidenceOf(row),
    state: row.state,
    requestedAt: row.requested_at,
    requestedBy: row.requested_by,
    isForOther: row.is_for_other,
    isAfterwards: row.is_afterwards,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionNote: row.decision_note,
    isMemberSeen: row.is_seen,
  }),
}

type MakeUpRow = Owned & {
  lesson_id: string
  leave_id: string | null
  state: StoredMakeUpState
  due_on: string
  form: MakeUpForm | null
  completed_on: string | null
  minutes: number | null
  hours: number | null
  note: string | null
  settled_at: Date | null
  settled_by: string | null
}

/** Nobody owes what was never held: an obligation from approved leave is void once its lesson is cancelled. */
const STATE = "CASE WHEN r.state = 'DUE' AND l.status = 'CANCELLED' THEN 'LIFTED' ELSE r.state::text END"

const makeUpsOf = (today: string): RecordList<MakeUpRow, MakeUp> => ({
  name: "make_ups",
  kind: "makeup",
  columns: `r.id, r.lesson_id, r.member_id, r.leave_id, ${STATE} AS state, r.due_on, r.form::text, r.completed_on, r.minutes, r.evidence, r.note, r.settled_at, r.settled_by,
    (SELECT sum(h.counted) / 100.0 FROM attendance.hour_entry h WHERE h.entry_id = r.entry_id) AS hours, ${MEMBER_SEEN} AS is_seen`,
  from: `attendance.make_up r ${ABOUT_LESSON}`,
  seen: LESSON_SEEN,
  matches: `($5 IS NULL OR r.due_on < $5) AND ($4 IS NULL OR $4 = CASE WHEN ${STATE} = 'DUE' AND r.due_on < $6 THEN 'OVERDUE' ELSE ${STATE} END)`,
  sort: { column: "r.due_on", type: "date", isDescending: false },
  path: "m.branch_path",
  toItem: (row) => ({
    id: toTypeId("makeup", row.id),
    lessonId: toTypeId("lesson", row.lesson_id),
    memberId: toTypeId("member", row.member_id),
    leaveId: row.leave_id && toTypeId("leave", row.leave_id),
    state: stateOn(row.state, row.due_on, today),
    dueOn: row.due_on,
    form: row.form,
    completedOn: row.completed_on,
    minutes: row.minutes,
    hours: row.hours,
    evidence: evidenceOf(row),
    note: row.note,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    isMemberSeen: row.is_seen,
  }),
})

type TrainingRow = Owned & {
  position: string | null
  capacity: string | null
  organiser_name: string
  kind: string | null
  title: string
  form: TrainingForm
  starts_on: string
  ends_on: string
  hours: number
  place: string | null
  grade: string | null
  is_counted: boolean
  remark: string | null
  state: TrainingState
  submitted_at: Date
  submitted_by: string
  endorsed_at: Date | null
  endorsed_by: string | null
  decided_at: Date | null
  decided_by: string | null
  decision_note: string | null
}

const TRAININGS: RecordList<TrainingRow, ExternalTraining> = {
  name: "external_trainings",
  kind: "training",
  columns: `r.id, r.member_id, r.position, r.capacity, r.organiser_name, r.kind, r.title, r.form::text, r.starts_on, r.ends_on, r.hours, r.place, r.grade, r.is_counted, r.remark,
    r.evidence, r.state::text, r.submitted_at, r.submitted_by, r.endorsed_at, r.endorsed_by, r.decided_at, r.decided_by, r.decision_note, ${MEMBER_SEEN} AS is_seen`,
  from: "attendance.external_training r LEFT JOIN people_api.member m ON m.id = r.member_id",
  seen: MEMBER_SEEN,
  matches: "($4 IS NULL OR r.state::text = $4)",
  sort: { column: "r.submitted_at", type: "timestamptz", isDescending: true },
  path: "m.branch_path",
  toItem: (row) => ({
    id: toTypeId("training", row.id),
    memberId: toTypeId("member", row.member_id),
    position: row.position,
    capacity: row.capacity,
    organiserName: row.organiser_name,
    kind: row.kind,
    title: row.title,
    form: row.form,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    hours: row.hours,
    place: row.place,
    grade: row.grade,
    isCounted: row.is_counted,
    remark: row.remark,
    evidence: evidenceOf(row),
    state: row.state,
    submittedAt: row.submitted_at,
    submittedBy: row.submitted_by,
    endorsedAt: row.endorsed_at,
    endorsedBy: row.endorsed_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionNote: row.decision_note,
    isMemberSeen: row.is_seen,
  }),
}

/** Make the request's loaders of leave, make-up and training outside: of oneself, of people in the viewer's subtrees, and about lessons held there. */
export function createAbsenceLoaders(database: Database, viewer: Viewer, today: string) {
  const leaves = recordLoaders(database, viewer, today, LEAVES)
  const makeUps = recordLoaders(database, viewer, today, makeUpsOf(today))
  const trainings = recordLoaders(database, viewer, today, TRAININGS)
  return {
    leaveById: leaves.byId,
    leaveByPair: leaves.byPair,
    leavesByLesson: leaves.byOwner("lesson_id", "lesson"),
    leaveCountByLesson: leaves.countByOwner("lesson_id", "lesson"),
    leavesByMember: leaves.byOwner("member_id", "member"),
    leaveCountByMember: leaves.countByOwner("member_id", "member"),
    makeUpById: makeUps.byId,
    makeUpByPair: makeUps.byPair,
    makeUpsByMember: makeUps.byOwner("member_id", "member"),
    makeUpCountByMember: makeUps.countByOwner("member_id", "member"),
    makeUpsBelow: makeUps.below,
    makeUpCountBelow: makeUps.countBelow,
    trainingById: trainings.byId,
    trainingsByMember: trainings.byOwner("member_id", "member"),
    trainingCountByMember: trainings.countByOwner("member_id", "member"),
    trainingsBelow: trainings.below,
    trainingCountBelow: trainings.countBelow,
  }
}

function evidenceOf({ evidence }: Owned): string[] {
  return (evidence ?? []).map((uuid) => toTypeId("evidence", uuid))
}
