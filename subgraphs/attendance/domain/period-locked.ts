/** A fact lies in days that are locked (锁定); it changes only by the word of somebody who governs where they were locked. */
export type PeriodLocked = { kind: "PeriodLocked"; message: string; lockedAt: Date }
