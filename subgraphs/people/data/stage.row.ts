import type { Stage } from "../domain/member.ts"
import type { PartyRecord } from "../domain/stages.ts"

export type SinceRow = { applied_on: string | null; activist_on: string | null; target_on: string | null; joined_on: string | null; full_on: string | null }

/** Select list of the days of a member `m`'s steps, as text. */
export const SINCE_COLUMNS = "m.applied_on::text, m.activist_on::text, m.target_on::text, m.joined_on::text, m.full_on::text"

/** The column that holds the day of each step, as Prisma calls it. */
export const DAY_OF_STAGE = {
  APPLICANT: "appliedOn",
  ACTIVIST: "activistOn",
  DEVELOPMENT_TARGET: "targetOn",
  PROBATIONARY: "joinedOn",
  FULL: "fullOn",
} as const satisfies Record<Stage, string>

export function toSince(row: SinceRow): PartyRecord["since"] {
  return { APPLICANT: row.applied_on, ACTIVIST: row.activist_on, DEVELOPMENT_TARGET: row.target_on, PROBATIONARY: row.joined_on, FULL: row.full_on }
}
