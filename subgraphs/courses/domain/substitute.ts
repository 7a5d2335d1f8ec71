import type { Teacher } from "./lesson.ts"
import type { Period } from "./period.ts"
import { judgeTeacherChoice } from "./slot-choice.ts"
import type { CityTime, TeacherChoice } from "./slot.ts"

/**
 * For what lesson somebody is sought. `lessonId` is itself, when it is written already; `teacherIds` are all its teachers, who cannot stand in for each other;
 * `insteadOf` are those who cannot come.
 */
export type SubstituteQuestion = {
  lessonId: string | null
  organiserPath: string
  periods: readonly Period[]
  teacherIds: readonly string[]
  insteadOf: readonly string[]
  courseId: string | null
}

/** 代课教师: somebody who could teach instead, and what speaks for and against it. */
export type Substitute = { teacher: Teacher; reasons: string[] }

/** A teacher who may be asked: what is known of their time, and what of the subjects that are wanted they teach. */
export type SubstituteChoice = TeacherChoice & { common: string[]; isNear: boolean }

export const MOST_SUBSTITUTES = 10
const EACH_SUBJECT = 8
const NEAR = 4

/**
 * Rank who could teach instead, the best first: of those who are free at all the times, by the rule of clashes, those with most subjects in common, of the
 * organiser's own pool, who like the time and have little to do. Who would rather not, or has enough already, comes last and it is said.
 */
export function rankSubstitutes(choices: readonly SubstituteChoice[], periods: readonly Period[], clock: Pick<CityTime, "localOf">): Substitute[] {
  const fit = choices.flatMap((choice) => {
    const judged = judgeTeacherChoice(choice, periods, clock)
    if (judged.refusal !== null) return []
    const points = judged.points + choice.common.length * EACH_SUBJECT + (choice.isNear ? NEAR : 0)
    const { id, name, category, unit, title, subjects } = choice
    const reasons = [`teaches ${choice.common.join(", ")}`, ...judged.reasons]
    return [{ points, substitute: { teacher: { id, name, category, unit, title, subjects }, reasons } }]
  })
  return fit
    .sort((a, b) => b.points - a.points || (a.substitute.teacher.id < b.substitute.teacher.id ? -1 : 1))
    .slice(0, MOST_SUBSTITUTES)
    .map(({ substitute }) => substitute)
}
