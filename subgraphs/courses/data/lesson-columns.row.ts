import type { LessonToPlace } from "../domain/lesson-to-place.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import { toUuid } from "../../shared/typeid.ts"

type Columns = Pick<
  LessonToPlace,
  | "title"
  | "category"
  | "mode"
  | "plannedHours"
  | "capacity"
  | "code"
  | "place"
  | "remark"
  | "isCounted"
  | "isOpenToEnrol"
  | "periods"
  | "schoolId"
  | "courseId"
  | "trainingClassId"
  | "venueId"
>

/** Give the columns that a lesson has whether it is new or changed. */
export function columnsOf(lesson: Columns) {
  const { title, category, mode, plannedHours, capacity, code, place, remark, isCounted, isOpenToEnrol } = lesson
  return {
    title,
    category,
    mode,
    plannedHours,
    capacity,
    code,
    place,
    remark,
    isCounted,
    isOpenToEnrol,
    ...spanOf(lesson.periods),
    schoolId: lesson.schoolId && toUuid("school", lesson.schoolId),
    courseId: lesson.courseId && toUuid("course", lesson.courseId),
    trainingClassId: lesson.trainingClassId && toUuid("class", lesson.trainingClassId),
    venueId: lesson.venueId && toUuid("venue", lesson.venueId),
  }
}
