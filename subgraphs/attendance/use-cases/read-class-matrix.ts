import { BadInput } from "../../shared/errors.ts"
import type { AttendanceContext } from "../context.ts"
import type { PlaceThen } from "../data/label.reader.ts"
import { type ClassLesson, type ClassMark, type MatrixCounts, type MatrixLine, countsOf, matrixOf } from "../domain/class-matrix.ts"
import type { ReportParameters } from "../domain/report.ts"
import type { HoursThenSources } from "./reckon-hours-then.ts"

export type ClassMatrixSources = HoursThenSources & Pick<AttendanceContext, "classMatrices" | "labels" | "dayOf" | "timeZone">

/** A class's lessons with who was at them. Counts are of people on its lists: of a lesson in persons, in total in person-times. */
export type ReadMatrix = {
  lessons: readonly ClassLesson[]
  lines: readonly MatrixLine[]
  places: ReadonlyMap<string, PlaceThen>
  /** Persons on the lists. */
  people: number
  counts: ReadonlyMap<string, MatrixCounts>
  total: MatrixCounts
}

/** Wider than any sheet of paper that can be read. */
const MOST_LESSONS = 400

/**
 * Read the matrix of a class (考勤汇总表) as the books stood: persons by lessons that were held, in the order of their branches, in a few statements.
 *
 * @throws {BadInput} when so many lessons were held that no table could show them.
 */
export async function readClassMatrix(sources: ClassMatrixSources, asked: ReportParameters): Promise<ReadMatrix> {
  const { classMatrices, labels, dayOf } = sources
  const lessons = await classMatrices.findLessons(String(asked.classId), asked, asked.asOf, MOST_LESSONS)
  if (lessons.length > MOST_LESSONS)
    throw new BadInput("from", `This class had more than ${MOST_LESSONS} lessons: ask for fewer days with \`from\` and \`to\`.`)
  const marks = await classMatrices.findMarks(
    lessons.map(({ lessonId }) => lessonId),
    asked.asOf,
  )
  const branches = [...new Set(marks.flatMap(({ branchId }) => branchId ?? []))]
  const places = await labels.findPlaces(branches, dayOf(asked.asOf))
  const lines = matrixOf(lessons, marks, [...new Set(marks.map(({ memberId }) => memberId))].sort())
  const pathOf = ({ branchId }: MatrixLine) => (branchId !== null && places.get(branchId)?.path) || "~"
  // The sort is stable: within a branch people stay in the order of their ids, whatever they are called.
  const sorted = [...lines].sort((a, b) => Number(b.isOnList) - Number(a.isOnList) || compare(pathOf(a), pathOf(b)))
  const byLesson = new Map<string, ClassMark[]>(lessons.map(({ lessonId }) => [lessonId, []]))
  for (const mark of marks) byLesson.get(mark.lessonId)?.push(mark)
  return {
    lessons,
    lines: sorted,
    places,
    people: lines.filter(({ isOnList }) => isOnList).length,
    counts: new Map([...byLesson].map(([id, own]) => [id, countsOf(own)])),
    total: countsOf(marks),
  }
}

/** Paths are compared byte by byte. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
