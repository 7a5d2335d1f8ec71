import { type Completeness, addsUp } from "./completeness.ts"

/** Sums over lessons: counts of people at several lessons are person-times (人次). */
export type CompletenessSums = {
  lessons: number
  held: number
  expected: number
  present: number
  onLeave: number
  absent: number
  addUp: number
  filedInTime: number
  filed: number
  faultless: number
}

export const NO_LESSONS: CompletenessSums = {
  lessons: 0,
  held: 0,
  expected: 0,
  present: 0,
  onLeave: 0,
  absent: 0,
  addUp: 0,
  filedInTime: 0,
  filed: 0,
  faultless: 0,
}

/** Add a lesson, with whether it was filed in time and how many kinds of findings it has. */
export function plusLesson(sums: CompletenessSums, one: Completeness, { isInTime, findings }: { isInTime: boolean; findings: number }): CompletenessSums {
  return {
    lessons: sums.lessons + 1,
    held: sums.held + (one.happened === "HELD" ? 1 : 0),
    expected: sums.expected + (one.expected ?? 0),
    present: sums.present + (one.present ?? 0),
    onLeave: sums.onLeave + (one.onLeave ?? 0),
    absent: sums.absent + (one.absent ?? 0),
    addUp: sums.addUp + (addsUp(one) ? 1 : 0),
    filedInTime: sums.filedInTime + (one.filedAt !== null && isInTime ? 1 : 0),
    filed: sums.filed + (one.filedAt === null ? 0 : 1),
    faultless: sums.faultless + (findings === 0 ? 1 : 0),
  }
}
