/** 动态签到码: what the codes at the door are made of and when they hold. Boundaries are half-open: the first instant belongs, the last does not. */
export const STEP_MS = 30_000

/** Letters and digits that nobody takes for each other: without 0, O, 1, I and L. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
const LENGTH = 9

const MINUTE = 60_000
/** Codes are given out, and scans taken, from so long before the lesson until so long after it: to sign out (签退). */
const BEFORE_MS = 60 * MINUTE
const AFTER_MS = 30 * MINUTE
/** A code no older than this is told from one that never was. */
const REMEMBERED_STEPS = (10 * MINUTE) / STEP_MS
/** How much a device's clock may be ahead of ours. */
const AHEAD_MS = STEP_MS
/** For how long what was captured without signal may be sent. */
const OFFLINE_MS = 72 * 60 * MINUTE

/** The step of 30 seconds that an instant lies in. */
export function stepOf(instant: Date): number {
  return Math.floor(instant.getTime() / STEP_MS)
}

/** When a step is over. */
export function endOfStep(step: number): Date {
  return new Date((step + 1) * STEP_MS)
}

/** Spell a code from the first eight of these bytes: nine characters, 44 bits. */
export function codeFrom(bytes: Uint8Array): string {
  let number = bytes.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  let code = ""
  for (let at = 0; at < LENGTH; at += 1) {
    code += ALPHABET.charAt(Number(number % BigInt(ALPHABET.length)))
    number /= BigInt(ALPHABET.length)
  }
  return code
}

/** Read a code as people type it: in small letters, with blanks or hyphens; or the whole text that the picture holds. */
export function codeIn(given: string): string {
  return (given.split(":").at(-1) ?? "").replace(/[\s-]/g, "").toUpperCase()
}

/** The text that the picture at the door holds. */
export function textOfCode(lessonId: string, code: string): string {
  return `party-school:check-in:${lessonId}:${code}`
}

/** The steps whose codes are taken at a moment, and those whose codes are known to have been: one step of skew either way, ten minutes back. */
export function stepsAround(moment: Date): { valid: number[]; expired: number[] } {
  const step = stepOf(moment)
  return { valid: [step, step - 1, step + 1], expired: Array.from({ length: REMEMBERED_STEPS }, (_, at) => step - 2 - at) }
}

export type Hours = { startsAt: Date; endsAt: Date }

/** Say whether a moment is too early for a lesson's door, too late, or neither. One comes in until the end, and out until half an hour after it. */
export function doorAt(moment: Date, { startsAt, endsAt }: Hours, direction: "IN" | "OUT" = "OUT"): "OPEN" | "EARLY" | "OVER" {
  if (moment.getTime() < startsAt.getTime() - BEFORE_MS) return "EARLY"
  return moment.getTime() < endsAt.getTime() + (direction === "OUT" ? AFTER_MS : 0) ? "OPEN" : "OVER"
}

/** Say whether a scan may have happened at this moment, as its device says: not ahead of us by more than a step, and no more than 72 hours ago. */
export function isCredible(occurredAt: Date, now: Date): boolean {
  const ago = now.getTime() - occurredAt.getTime()
  return ago >= -AHEAD_MS && ago <= OFFLINE_MS
}
