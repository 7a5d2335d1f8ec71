import type { PlanGround } from "./plan.ts"
import { type Candidate, clash } from "./plan-candidate.ts"
import { type Grid, taughtOn } from "./plan-grid.ts"

export type Board = ReturnType<typeof createBoard>

/** What is placed so far, found by teacher, venue and organisation. */
export function createBoard(ground: PlanGround, grid: Grid) {
  const placed = new Map<number, Candidate>()
  const byResource = new Map<string, Set<Candidate>>()
  const taught = new Map<string, number>()
  const keysOf = ({ teacherId, venueId, demand }: Candidate) => [
    `o${demand.organisationId}`,
    ...(teacherId ? [`t${teacherId}`] : []),
    ...(venueId ? [`v${venueId}`] : []),
  ]
  const of = (key: string) => byResource.get(key) ?? new Set<Candidate>()
  const near = (candidate: Candidate) =>
    [...new Set(keysOf(candidate).flatMap((key) => [...of(key)]))].filter(({ demand }) => demand.number !== candidate.demand.number)
  const lessonsOf = (teacherId: string, fits: (candidate: Candidate) => boolean) => [...of(`t${teacherId}`)].filter(fits)
  /** What the teacher may have besides what stands already: on a day, in a month. */
  const roomOnDay = (teacherId: string, day: number): number => {
    const teacher = grid.teachers.get(teacherId)
    if (!teacher || ground.rules.lessonsPerDay === 0) return Infinity
    const key = `${teacherId} ${day}`
    const standing = taught.get(key) ?? taughtOn(teacher, ground.days[day]?.startsAt ?? 0)
    taught.set(key, standing)
    return ground.rules.lessonsPerDay - standing
  }
  const roomInMonth = (teacherId: string, month: string): number => {
    const teacher = grid.teachers.get(teacherId)
    return teacher?.lessonsPerMonth == null ? Infinity : teacher.lessonsPerMonth - (teacher.taught[month] ?? 0)
  }
  return {
    placed,
    roomOnDay,
    roomInMonth,
    leftOnDay: (teacherId: string, day: number) => roomOnDay(teacherId, day) - lessonsOf(teacherId, (candidate) => candidate.day === day).length,
    leftInMonth: (teacherId: string, month: string) => roomInMonth(teacherId, month) - lessonsOf(teacherId, (candidate) => candidate.month === month).length,
    put(candidate: Candidate): void {
      placed.set(candidate.demand.number, candidate)
      for (const key of keysOf(candidate)) byResource.set(key, of(key).add(candidate))
    },
    take(number: number): Candidate | undefined {
      const candidate = placed.get(number)
      if (!candidate) return undefined
      placed.delete(number)
      for (const key of keysOf(candidate)) byResource.get(key)?.delete(candidate)
      return candidate
    },
    /** Give those placed that would have to go for this one. Where a day or a month is full, any of it would do: all are given. */
    inTheWayOf(candidate: Candidate): Candidate[] {
      const { teacherId, day, month } = candidate
      const clashing = near(candidate).filter((other) => clash(candidate, other, ground.rules))
      if (teacherId === null) return clashing
      const others = (fits: (other: Candidate) => boolean) => lessonsOf(teacherId, (other) => other.demand.number !== candidate.demand.number && fits(other))
      const sameDay = others((other) => other.day === day)
      const sameMonth = others((other) => other.month === month)
      const full = [...(sameDay.length >= roomOnDay(teacherId, day) ? sameDay : []), ...(sameMonth.length >= roomInMonth(teacherId, month) ? sameMonth : [])]
      return [...new Set([...clashing, ...full])]
    },
    isOpen(candidate: Candidate): boolean {
      return this.inTheWayOf(candidate).length === 0
    },
  }
}
