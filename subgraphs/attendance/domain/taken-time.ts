import type { AttendanceFact } from "./attendance-fact.ts"

type Span = readonly [from: number, to: number]

/** Remember in which minutes a person earns already: nobody earns twice in the same (U11). */
export function createTakenTime() {
  // Apart from one another, in their order.
  let taken: Span[] = []

  /** Take a span, and give how much of it was free. */
  function add(span: Span): number {
    let at = taken.length
    while (at > 0 && (taken[at - 1] as Span)[0] >= span[1]) at -= 1
    const before = taken[at - 1]
    if (!before || before[1] <= span[0]) {
      taken.splice(at, 0, span)
      return span[1] - span[0]
    }
    const sum = lengthOf(taken)
    taken = merged([...taken, span])
    return lengthOf(taken) - sum
  }

  return {
    /** Take a fact's time, and say what part of it nobody took before: 1 for all of it, and where it is not known when the lesson was. */
    take(fact: AttendanceFact): number {
      const spans = presence(fact)
      const all = lengthOf(spans)
      if (all === 0) return 1
      return spans.reduce((free, span) => free + add(span), 0) / all
    },
  }
}

/** When the person was there: the lesson's parts, from when they came to when they went. Times that do not fit the lesson say nothing. */
function presence({ periods, arrivedAt, leftAt }: AttendanceFact): Span[] {
  const whole = merged((periods ?? []).map(({ startsAt, endsAt }): Span => [startsAt.getTime(), endsAt.getTime()]))
  const [from, to] = [arrivedAt?.getTime() ?? -Infinity, leftAt?.getTime() ?? Infinity]
  const there = whole.map(([start, end]): Span => [Math.max(start, from), Math.min(end, to)]).filter(([start, end]) => end > start)
  return there.length > 0 ? there : whole
}

function merged(spans: readonly Span[]): Span[] {
  if (spans.length === 1) return spans.filter(([from, to]) => to > from)
  const result: [number, number][] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else if (to > from) result.push([from, to])
  }
  return result
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [from, to]) => sum + to - from, 0)
}
