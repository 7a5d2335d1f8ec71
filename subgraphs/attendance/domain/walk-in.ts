import type { Source } from "./ledger-fact.ts"

export const WALK_IN_FATES = ["EXPECTED", "OBSERVER", "REFUSED"] as const
/** What becomes of somebody who was there and is not on the list. */
export type WalkInFate = (typeof WALK_IN_FATES)[number]

/** 不在名单: somebody who was captured at a lesson without being expected, and of whom nobody has decided. */
export type WalkIn = { lessonId: string; memberId: string; occurredAt: Date; recordedAt: Date; source: Source; captures: number }
