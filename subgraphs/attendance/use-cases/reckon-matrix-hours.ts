import { toUuid } from "../../shared/typeid.ts"
import type { MatrixHours, MatrixLine } from "../domain/class-matrix.ts"
import type { ReadMatrix } from "./read-class-matrix.ts"
import { type HoursThenSources, reckonHoursThen } from "./reckon-hours-then.ts"

/** Reckon what people earned at the lessons of a matrix, as the books stood; null for whose year was not known then. */
export async function reckonMatrixHours(
  sources: HoursThenSources,
  { lessons }: ReadMatrix,
  lines: readonly MatrixLine[],
  asOf: Date,
): Promise<Map<string, MatrixHours | null>> {
  const own = new Set(lessons.map(({ lessonId }) => toUuid("lesson", lessonId)))
  const yearOf = new Map(lessons.map(({ lessonId, heldOn }) => [lessonId, Number(heldOn.slice(0, 4))]))
  const uuids = lines.map(({ memberId }) => toUuid("member", memberId))
  const years = await reckonHoursThen(sources, uuids, [...new Set(yearOf.values())], asOf)
  return new Map(
    lines.map(({ memberId, marks }) => {
      const known = years.get(toUuid("member", memberId)) ?? []
      const asked = new Set(marks.filter(({ state }) => state !== null).map(({ lessonId }) => yearOf.get(lessonId)))
      if ([...asked].some((year) => !known.some(({ account }) => account.year === year))) return [memberId, null]
      const entries = known.flatMap(({ sum }) => sum.entries.filter(({ lessonId }) => own.has(lessonId)))
      return [
        memberId,
        { hours: sumOf(entries.filter(({ bucket }) => bucket !== "MAKE_UP")), makeUpHours: sumOf(entries.filter(({ bucket }) => bucket === "MAKE_UP")) },
      ]
    }),
  )
}

const sumOf = (entries: readonly { counted: number }[]) => entries.reduce((sum, { counted }) => sum + counted, 0) / 100
