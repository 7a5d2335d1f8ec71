import type { Credit, Decision } from "./credit.ts"

/**
 * 学时条目: what one fact earns in a year, step by step. Minutes are whole; hours are hundredths, each step at most the one before, rounding apart.
 */
export type HourEntry = {
  factId: string
  lessonId: string
  heldOn: string
  bucket: Credit["bucket"]
  decision: Decision
  minutes: number
  creditable: number
  raw: number
  rounded: number
  /** After what the person earns already in the same minutes. */
  apart: number
  /** After what the person earns already for the same lesson. */
  withinLesson: number
  /** After the day's cap. */
  capped: number
  /** After the cap on online hours: what is added up. */
  counted: number
}

export const HOUR_STEPS = ["MINUTES", "CREDITABLE", "RAW", "ROUNDED", "OVERLAP", "LESSON_CAP", "DAILY_CAP", "ONLINE_CAP", "COUNTED"] as const
export type HourStep = (typeof HOUR_STEPS)[number]

/** Give the steps of an entry in their order: minutes first, then hours with two decimals. */
export function stepsOf(entry: Omit<HourEntry, "factId" | "lessonId" | "heldOn">): { step: HourStep; value: number }[] {
  const hours = [entry.raw, entry.rounded, entry.apart, entry.withinLesson, entry.capped, entry.counted, entry.counted].map((hundredths) => hundredths / 100)
  const values = [entry.minutes, entry.creditable, ...hours]
  return HOUR_STEPS.map((step, at) => ({ step, value: values[at] ?? 0 }))
}

/** An entry as it is kept, with the account that it belongs to. */
export type KeptHourEntry = Omit<HourEntry, "factId" | "lessonId" | "heldOn"> & {
  id: string
  memberId: string
  year: number
  lessonId: string | null
  trainingId: string | null
  occurredOn: string
  ruleSetId: string
  required: number
  isRequired: boolean
}
