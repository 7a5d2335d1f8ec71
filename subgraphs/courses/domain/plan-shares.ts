import type { PlanGround } from "./plan.ts"
import { type Candidate, sharesOf } from "./plan-candidate.ts"
import { type Share, grouped } from "./plan-model.ts"

/** What is placed, by the number of its demand. */
type Board = { readonly placed: ReadonlyMap<number, Candidate> }

export type Shares = ReturnType<typeof createShares>

/**
 * Weigh what only the whole plan fulfils: that lessons are spread over the weeks, and shared among the teachers. A week's fair share goes by the days
 * on which lessons may be; a teacher's is the same for each who may be asked at all. Each lesson beyond a share costs.
 */
export function createShares(ground: PlanGround) {
  const weights = sharesOf(ground.rules.weights)
  const fairInWeek = fairByWeek(ground)
  const asked = new Set(ground.demands.flatMap(({ teacherIds }) => teacherIds ?? []))
  const fairOfTeacher = Math.max(1, Math.ceil(ground.demands.filter(({ teacherIds }) => teacherIds !== null).length / Math.max(1, asked.size)))
  const inWeeks = (board: Board) => counted([...board.placed.values()].map(({ week }) => week))
  const ofTeachers = (board: Board) => counted([...board.placed.values()].flatMap(({ teacherId }) => teacherId ?? []))
  const excess = (counts: Map<unknown, number>, fairOf: (key: never) => number) =>
    [...counts].reduce((sum, [key, count]) => sum + Math.max(0, count - fairOf(key as never)), 0)
  const fairOfWeek = (week: number) => fairInWeek.get(week) ?? 0
  return {
    /** What the board loses of all wishes, 0 to 1 a lesson. */
    cost: (board: Board) =>
      [...board.placed.values()].reduce((sum, { cost }) => sum + cost, 0) +
      weights.SPREAD * excess(inWeeks(board), fairOfWeek) +
      weights.TEACHER_LOAD * excess(ofTeachers(board), () => fairOfTeacher),

    /** What one placed lesson has a part in losing. */
    costOf(board: Board, { cost, week, teacherId }: Candidate): number {
      const isWeekFull = (inWeeks(board).get(week) ?? 0) > fairOfWeek(week)
      const isTeacherFull = teacherId !== null && (ofTeachers(board).get(teacherId) ?? 0) > fairOfTeacher
      return cost + (isWeekFull ? weights.SPREAD : 0) + (isTeacherFull ? weights.TEACHER_LOAD : 0)
    },

    lossOfSpread: (board: Board) => excess(inWeeks(board), fairOfWeek),
    lossOfLoad: (board: Board) => excess(ofTeachers(board), () => fairOfTeacher),

    /** The rows of a programme for these candidates, over what the board holds. */
    rows(board: Board, candidates: readonly Candidate[]): Share[] {
      const [weeks, teachers] = [inWeeks(board), ofTeachers(board)]
      return [
        ...[...grouped(candidates, ({ week }) => week)].map(([week, columns]) => ({
          columns,
          free: Math.max(0, fairOfWeek(week) - (weeks.get(week) ?? 0)),
          cost: weights.SPREAD,
        })),
        ...[...grouped(candidates, ({ teacherId }) => teacherId)].flatMap(([id, columns]) =>
          id === null ? [] : [{ columns, free: Math.max(0, fairOfTeacher - (teachers.get(id) ?? 0)), cost: weights.TEACHER_LOAD }],
        ),
      ]
    },
  }
}

function fairByWeek({ days, demands }: PlanGround): Map<number, number> {
  const first = days[0]?.weekday ?? 1
  const open = counted(days.flatMap(({ isOff }, day) => (isOff ? [] : [Math.floor((day + first - 1) / 7)])))
  const all = [...open.values()].reduce((sum, count) => sum + count, 0)
  return new Map([...open].map(([week, count]) => [week, Math.ceil((demands.length * count) / all)]))
}

/** Count how often each is there. */
export function counted<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
