import type { MakeUpForm } from "./rule-options.ts"

export const STORED_MAKE_UP_STATES = ["DUE", "COMPLETED", "EXEMPT", "LIFTED"] as const
export type StoredMakeUpState = (typeof STORED_MAKE_UP_STATES)[number]

export const MAKE_UP_STATES = ["DUE", "OVERDUE", "COMPLETED", "EXEMPT", "LIFTED"] as const
/** OVERDUE is no state of its own in the books: a day makes it of DUE. */
export type MakeUpState = (typeof MAKE_UP_STATES)[number]

/** 补课: what one absence obliges to. Days are YYYY-MM-DD; `hours` is what the year's account counts for it, null before it is judged. */
export type MakeUp = {
  id: string
  lessonId: string
  memberId: string
  leaveId: string | null
  state: MakeUpState
  dueOn: string
  form: MakeUpForm | null
  completedOn: string | null
  minutes: number | null
  hours: number | null
  evidence: string[]
  note: string | null
  settledAt: Date | null
  settledBy: string | null
  isMemberSeen: boolean
}

/** Say how an obligation stands on a day: one that is due is overdue from the day after its last. */
export function stateOn(state: StoredMakeUpState, dueOn: string, today: string): MakeUpState {
  return state === "DUE" && today > dueOn ? "OVERDUE" : state
}

/** Say whether it was made up after its deadline, which stays visible. */
export function isLate({ completedOn, dueOn }: { completedOn: string | null; dueOn: string }): boolean {
  return completedOn !== null && completedOn > dueOn
}
