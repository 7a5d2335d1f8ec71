import { type PaperLine, type PaperLineState, saidBy, stateOf } from "./paper-line.ts"

/** How far a written time and a scanned one may lie apart and still agree: people sign in a queue. In minutes. */
export const APART_MINUTES = 10

/** A line of one of a lesson's paper sheets. */
export type SheetLine = PaperLine & { paperId: string }

/** What the door knows of one person: the first scan in and the last scan out. */
export type Scanned = { memberId: string; arrivedAt: Date | null; leftAt: Date | null }

export type DifferenceKind = "ON_PAPER_ONLY" | "SCANNED_ONLY" | "TIMES_DIFFER" | "ILLEGIBLE" | "UNRESOLVED"

/** One thing in which paper and door differ, or that the paper leaves open. `line` is null where the paper does not have the person at all. */
export type Difference = { kind: DifferenceKind; memberId: string | null; line: SheetLine | null; scanned: Scanned | null; minutesApart: number | null }

export type Reconciliation = { agree: number; differences: Difference[] }

const MINUTE = 60_000
const THERE = new Set(["PRESENT", "LATE", "LEFT_EARLY", "OBSERVER"])

/**
 * Compare paper with scans (纸质与扫码核对): who signed and never scanned, who scanned and did not sign, whose times lie more than ten minutes apart or make
 * one late and not the other, and what on the paper nobody can read or place. Everybody of either side is counted once: they agree, or are a difference.
 */
export function reconcile(lines: readonly SheetLine[], scans: readonly Scanned[], lesson: { startsAt: Date; endsAt: Date }): Reconciliation {
  const scannedOf = new Map(scans.map((scanned) => [scanned.memberId, scanned]))
  const open = lines.flatMap((line): Difference[] => {
    const state: PaperLineState = stateOf(line, lesson)
    if (state !== "ILLEGIBLE" && state !== "UNRESOLVED") return []
    return [{ kind: state, memberId: null, line, scanned: null, minutesApart: null }]
  })
  const signed = new Map<string, SheetLine>()
  for (const line of lines) if (line.memberId !== null && !signed.has(line.memberId) && THERE.has(saidBy(line, lesson))) signed.set(line.memberId, line)
  let agree = 0
  const compared = [...signed].flatMap(([memberId, line]): Difference[] => {
    const scanned = scannedOf.get(memberId)
    if (!scanned) return [{ kind: "ON_PAPER_ONLY", memberId, line, scanned: null, minutesApart: null }]
    const minutesApart = apart(line, scanned)
    if (minutesApart > APART_MINUTES || isLate(line.arrivedAt, lesson) !== isLate(line.arrivedAt && scanned.arrivedAt, lesson))
      return [{ kind: "TIMES_DIFFER", memberId, line, scanned, minutesApart }]
    agree += 1
    return []
  })
  const unsigned = scans.filter(({ memberId }) => !signed.has(memberId))
  const scannedOnly = unsigned.map((scanned): Difference => {
    const line = lines.find(({ memberId }) => memberId === scanned.memberId) ?? null
    return { kind: "SCANNED_ONLY", memberId: scanned.memberId, line, scanned, minutesApart: null }
  })
  return { agree, differences: [...compared, ...scannedOnly, ...open] }
}

/** The greater of the distances between the written and the scanned times, in whole minutes; what only one side has is no distance. */
function apart(line: PaperLine, scanned: Scanned): number {
  const distance = (one: Date | null, other: Date | null) => (one && other ? Math.abs(one.getTime() - other.getTime()) : 0)
  return Math.floor(Math.max(distance(line.arrivedAt, scanned.arrivedAt), distance(line.leftAt, scanned.leftAt)) / MINUTE)
}

function isLate(arrivedAt: Date | null, { startsAt }: { startsAt: Date }): boolean {
  return arrivedAt !== null && arrivedAt > startsAt
}
