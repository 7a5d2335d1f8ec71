import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"

/** 主持人, 记录人, 会议记录: left out, each stays as it is; null clears it. */
export type SheetDetails = { host?: string | null | undefined; recorder?: string | null | undefined; summary?: string | null | undefined }

/** The details that are written: no others are touched. */
export type GivenDetails = { host?: string | null; recorder?: string | null; summary?: string | null }

export function problemsOfDetails({ host, recorder, summary }: SheetDetails): FieldProblem[] {
  return [
    ...problemsOfOptionalText("host", host, LONGEST_NAME),
    ...problemsOfOptionalText("recorder", recorder, LONGEST_NAME),
    ...problemsOfOptionalText("summary", summary, LONGEST_NOTE),
  ]
}

/** Take the details that were given, trimmed, and no others. */
export function detailsOf({ host, recorder, summary }: SheetDetails): GivenDetails {
  return {
    ...(host !== undefined && { host: trimmed(host) }),
    ...(recorder !== undefined && { recorder: trimmed(recorder) }),
    ...(summary !== undefined && { summary: trimmed(summary) }),
  }
}
