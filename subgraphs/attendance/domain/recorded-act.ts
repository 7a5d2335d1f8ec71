import type { ActKind } from "./ledger-fact.ts"

/** 操作记录: something that was done to a sheet or about somebody at its lesson. Ids are TypeIDs. */
export type RecordedAct = { id: string; kind: ActKind; lessonId: string; memberId: string | null; reason: string | null; recordedAt: Date; actor: string }
