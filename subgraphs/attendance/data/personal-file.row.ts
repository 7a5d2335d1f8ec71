import { toTypeId } from "../../shared/typeid.ts"
import type { Standing } from "../domain/attendance-row.ts"
import { CATEGORY_WORDS, STANDING_WORDS } from "../domain/mark-words.ts"
import { type FileLine, sectionOf } from "../domain/personal-file.ts"
import type { LessonCategory } from "../domain/rule-set.ts"
import { lessonOf } from "./books-then.row.ts"

export type FactRow = {
  id: string
  lesson_id: string | null
  state: Exclude<Standing, "NOT_MARKED">
  category: LessonCategory
  held_on: string
  done_on: string
  minutes: number
  planned_hours: number
  is_make_up: boolean
  title: string | null
  organiser: string | null
  training: { title: string; organiser: string; kind: string | null; from: string; to: string; hours: number } | null
  leave_kind: string | null
  is_closed: boolean
}

const LEAVE_WORDS: Record<string, string> = { SICK: "病假", PERSONAL: "事假", OFFICIAL: "公假", FAMILY: "探亲、丧假等", OTHER: "其他" }
const OPEN_SHEET = "签到表截止时尚未关闭，学时未计"

/** A fact as a line: a lesson, training outside, or a make-up. Hours of lessons whose sheet was open are not known yet. */
export function factLine(row: FactRow): FileLine & { isClosed: boolean } {
  const { state, training, held_on, done_on, is_make_up } = row
  const of = { id: toTypeId("entry", row.id), lessonId: row.lesson_id && lessonOf(row.lesson_id), state, minutes: row.minutes, isClosed: row.is_closed }
  if (training !== null) {
    const { from, to, title, organiser, kind, hours } = training
    const what = { occurredOn: from, untilOn: to === from ? null : to, title, organiser, kind: kind ?? CATEGORY_WORDS[row.category] }
    return { ...of, section: "TRAINING", ...what, status: "已核定", plannedHours: hours, note: null }
  }
  const what = { untilOn: null, title: row.title ?? "", organiser: row.organiser, kind: CATEGORY_WORDS[row.category], plannedHours: row.planned_hours }
  if (is_make_up) return { ...of, section: "MAKE_UP", occurredOn: done_on, ...what, status: "已补课", note: `补${held_on}的课` }
  const isAway = state === "ON_LEAVE" || state === "ABSENT"
  const note = row.is_closed ? leaveWord(row.leave_kind) : OPEN_SHEET
  return { ...of, section: sectionOf(state), occurredOn: held_on, ...what, minutes: isAway ? null : row.minutes, status: STANDING_WORDS[state], note }
}

export type ListedRow = { lesson_id: string; held_on: string; category: LessonCategory; planned_hours: number; title: string; organiser: string | null }

/** A lesson where the person was expected and nothing was recorded. */
export function unmarkedLine(row: ListedRow): FileLine {
  const what = {
    title: row.title,
    organiser: row.organiser,
    kind: CATEGORY_WORDS[row.category],
    plannedHours: row.planned_hours,
    minutes: null,
    note: OPEN_SHEET,
  }
  const id = lessonOf(row.lesson_id)
  return { section: "ABSENCE", id, lessonId: id, occurredOn: row.held_on, untilOn: null, state: "NOT_MARKED", status: STANDING_WORDS.NOT_MARKED, ...what }
}

export type DebtRow = { id: string; lesson_id: string; held_on: string; title: string; due_on: string; state: "DUE" | "EXEMPT" }

/** What was to be made up, and was not. */
export function debtLine({ id, lesson_id, held_on, title, due_on, state }: DebtRow, day: string): FileLine {
  const status = state === "EXEMPT" ? "免补" : due_on < day ? "逾期未补" : "待补"
  const what = { lessonId: lessonOf(lesson_id), title, note: state === "EXEMPT" ? null : `期限${due_on}` }
  return { ...NO_STUDY, section: "MAKE_UP", id: toTypeId("makeup", id), occurredOn: held_on, ...what, status }
}

export type LeaveRow = {
  id: string
  lesson_id: string
  day: string
  title: string
  kind: string
  state: "REQUESTED" | "APPROVED" | "REFUSED" | "WITHDRAWN"
  decided_by: string | null
}

const LEAVE_STATES = { REQUESTED: "待批", APPROVED: "已批准", REFUSED: "未批准", WITHDRAWN: "已撤回" }

/** A leave that was asked for. Why, is between the person and whoever granted it. */
export function leaveLine({ id, lesson_id, day, title, kind, state, decided_by }: LeaveRow): FileLine {
  const note = decided_by === null || state === "REQUESTED" ? null : `审批：${decided_by}`
  const what = { lessonId: lessonOf(lesson_id), title, kind: leaveWord(kind), status: LEAVE_STATES[state], note }
  return { ...NO_STUDY, section: "LEAVE", id: toTypeId("leave", id), occurredOn: day, ...what }
}

export type ChangeRow = {
  id: string
  lesson_id: string
  held_on: string
  title: string
  before: Standing
  after: Standing
  changed_on: string
  reason: string | null
  recorder: string | null
  approver: string | null
}

/** A fact that replaced another. */
export function changeLine({ id, lesson_id, held_on, title, before, after, changed_on, reason, recorder, approver }: ChangeRow): FileLine {
  const by = [recorder && `操作：${recorder}`, approver && `审批：${approver}`, reason && `理由：${reason}`].filter(Boolean)
  const what = { lessonId: lessonOf(lesson_id), title, state: after, status: `${STANDING_WORDS[before]}→${STANDING_WORDS[after]}` }
  return { ...NO_STUDY, section: "CORRECTION", id: toTypeId("entry", id), occurredOn: held_on, ...what, note: [`更正于${changed_on}`, ...by].join("；") }
}

const NO_STUDY = { untilOn: null, kind: null, organiser: null, state: null, minutes: null, plannedHours: null } as const

const leaveWord = (kind: string | null) => (kind === null ? null : (LEAVE_WORDS[kind] ?? kind))
