import type { InvalidState, FieldProblem } from "../../shared/result.ts"
import { problemsOfOptionalText } from "../../shared/text.ts"
import type { LessonStatus } from "./lesson.ts"

/** 评价 of a lesson, or of a teacher's lessons. Shown from three answers on: of fewer, each could be guessed. */
export type Rating = { count: number; average: number }
export type LessonFeedback = Rating & { comments: string[] }

/** From how many answers on anything is shown, and how many more have to come before those are. */
export const FEWEST_ANSWERS = 3
/** How many comments are shown, at most; of more, any. */
export const MOST_COMMENTS = 100

const LONGEST_COMMENT = 500
const DAYS_TO_ANSWER = 30
const DAY_MS = 86_400_000

/** Find what is wrong with an answer. */
export function problemsOfFeedback({ rating, comment }: { rating: number; comment: string | null }): FieldProblem[] {
  return [
    ...(Number.isInteger(rating) && rating >= 1 && rating <= 5 ? [] : [{ path: "rating", message: "Give 1 to 5." }]),
    ...problemsOfOptionalText("comment", comment, LONGEST_COMMENT),
  ]
}

/** Say why a lesson takes no answer now: it was not held, is not over, or was over more than 30 days ago. Null when it does. */
export function whyNoFeedback({ status, endsAt }: { status: LessonStatus; endsAt: Date }, now: Date): Pick<InvalidState, "state" | "message"> | null {
  if (status === "CANCELLED" || status === "DRAFT") return { state: "NOT_HELD", message: "This lesson was not held." }
  if (endsAt > now) return { state: "NOT_OVER", message: "This lesson is not over yet." }
  return now.getTime() - endsAt.getTime() > DAYS_TO_ANSWER * DAY_MS ? { state: "TOO_LATE", message: `Answers are taken for ${DAYS_TO_ANSWER} days.` } : null
}
