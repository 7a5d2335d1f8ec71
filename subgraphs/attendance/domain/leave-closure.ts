/** 请假与补课闭环: the absences of a time and what became of them, in person-times. */
export type ClosureFigures = {
  onLeave: number
  absent: number
  /** Due, done or overdue; exempted ones are outside. */
  owed: number
  completed: number
  onTime: number
  late: number
  overdue: number
  /** Neither done nor over their deadline yet. */
  pending: number
  exempt: number
}

export const NOTHING_TO_CLOSE: ClosureFigures = { onLeave: 0, absent: 0, owed: 0, completed: 0, onTime: 0, late: 0, overdue: 0, pending: 0, exempt: 0 }

/** 闭环率 in per cent, half up to one decimal; null where nothing was owed. */
export function closureRate({ completed, owed }: Pick<ClosureFigures, "completed" | "owed">): number | null {
  return owed === 0 ? null : Math.floor((completed * 2_000 + owed) / (2 * owed)) / 10
}

/** Add up the figures of parts that share nothing. */
export function closureOf(parts: readonly ClosureFigures[]): ClosureFigures {
  return parts.reduce(
    (sum, part) => Object.fromEntries(Object.entries(sum).map(([name, value]) => [name, value + part[name as keyof ClosureFigures]])) as ClosureFigures,
    NOTHING_TO_CLOSE,
  )
}
