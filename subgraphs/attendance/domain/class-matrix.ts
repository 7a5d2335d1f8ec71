import { type SheetCounts, type Standing, countRows } from "./attendance-row.ts"
import { rateOf } from "./report.ts"

/** A lesson of a class that was held, as its sheet has it. `part` is the part of the day in which it began. */
export type ClassLesson = { lessonId: string; heldOn: string; part: "上午" | "下午" | "晚上"; title: string; plannedHours: number; isClosed: boolean }

/** One person at one lesson, as the books stood. */
export type ClassMark = { lessonId: string; memberId: string; branchId: string | null; isExpected: boolean; state: Standing; entryId: string | null }

/** How a person stands at one lesson; null where the person was neither expected nor recorded. */
export type MatrixMark = { lessonId: string; state: Standing | null }

/** One person of a class. Counts are of lessons; `observed` are those where the person was there and not expected, outside every sum. */
export type MatrixLine = {
  memberId: string
  branchId: string | null
  /** False for whoever came and was expected at none of these lessons. */
  isOnList: boolean
  marks: readonly MatrixMark[]
  expected: number
  present: number
  onLeave: number
  absent: number
  unmarked: number
  observed: number
}

/** Hours that somebody earned at these lessons; make-ups of them apart. */
export type MatrixHours = { hours: number; makeUpHours: number }

/** 应到, 实到, …: of one lesson, in persons; of a class, in person-times. */
export type MatrixCounts = Omit<SheetCounts, "observers"> & { observed: number }

/** Put marks together to persons by lessons: people of the list first, in the order in which their ids are given; then those who only came. */
export function matrixOf(lessons: readonly ClassLesson[], marks: readonly ClassMark[], order: readonly string[]): MatrixLine[] {
  const byMember = new Map<string, Map<string, ClassMark>>(order.map((id) => [id, new Map()]))
  for (const mark of marks) byMember.get(mark.memberId)?.set(mark.lessonId, mark)
  const lines = [...byMember].map(([memberId, own]): MatrixLine => {
    const met = lessons.flatMap(({ lessonId }) => own.get(lessonId) ?? [])
    return {
      memberId,
      branchId: met.find(({ branchId }) => branchId !== null)?.branchId ?? null,
      isOnList: met.some(({ isExpected }) => isExpected),
      marks: lessons.map(({ lessonId }) => ({ lessonId, state: own.get(lessonId)?.state ?? null })),
      ...countsOf(met),
    }
  })
  return [...lines.filter(({ isOnList }) => isOnList), ...lines.filter(({ isOnList }) => !isOnList)]
}

/** Count marks: of a lesson they are persons, of several person-times. */
export function countsOf(marks: readonly Pick<ClassMark, "state" | "isExpected">[]): MatrixCounts {
  const { observers, ...counts } = countRows(marks)
  return { ...counts, observed: observers + marks.filter(({ isExpected, state }) => !isExpected && state !== "OBSERVER").length }
}

/** 出勤率: present of expected, in per cent. */
export function attendanceRate({ present, expected }: Pick<MatrixCounts, "present" | "expected">): number | null {
  return rateOf(present, expected)
}

/** Add up what is known of these people; null where nothing is. */
export function totalHours(lines: readonly MatrixLine[], hours: ReadonlyMap<string, MatrixHours | null>): { hours: number | null; makeUpHours: number | null } {
  const known = lines.flatMap(({ memberId }) => hours.get(memberId) ?? [])
  if (known.length === 0) return { hours: null, makeUpHours: null }
  const sum = (of: keyof MatrixHours) => known.reduce((all, one) => all + Math.round(one[of] * 100), 0) / 100
  return { hours: sum("hours"), makeUpHours: sum("makeUpHours") }
}

/** Name lessons by day and part of the day (`03-14下午`), with the year where they are of several, and a number where one name is of several. */
export function columnTitles(lessons: readonly ClassLesson[]): string[] {
  const hasYears = new Set(lessons.map(({ heldOn }) => heldOn.slice(0, 4))).size > 1
  const names = lessons.map(({ heldOn, part }) => `${hasYears ? heldOn : heldOn.slice(5)}${part}`)
  const seen = new Map<string, number>()
  return names.map((name) => {
    const number = (seen.get(name) ?? 0) + 1
    seen.set(name, number)
    return names.filter((other) => other === name).length > 1 ? `${name}${number}` : name
  })
}

/** Who is called alike is told apart by the branch, and where that is one, by the code. Nothing of a person's own is opened for it. */
export function tellApart(people: readonly { id: string; name: string; branch: string | null; code: string }[]): Map<string, string> {
  const alike = (key: (one: (typeof people)[number]) => string) => {
    const counts = new Map<string, number>()
    for (const one of people) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1)
    return counts
  }
  const [byName, byBranch] = [alike(({ name }) => name), alike(({ name, branch }) => `${name}\n${branch}`)]
  return new Map(
    people.map(({ id, name, branch, code }) => {
      if ((byName.get(name) ?? 0) < 2) return [id, name]
      return [id, `${name}（${branch === null || (byBranch.get(`${name}\n${branch}`) ?? 0) > 1 ? code : branch}）`]
    }),
  )
}
