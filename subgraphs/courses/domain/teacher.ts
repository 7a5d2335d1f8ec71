import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_TITLE } from "../../shared/text.ts"
import type { TeacherCategory } from "./lesson.ts"
import type { Period } from "./period.ts"
import { problemsOfEdit, problemsOfNumber, problemsOfWords } from "./register.ts"

export type Absence = Period & { id: string; reason: string | null }

/** What is kept of a teacher beside the entry in the directory. */
export type TeacherDetail = {
  id: string
  organisationId: string
  organisationPath: string
  memberId: string | null
  isActive: boolean
  lessonsPerMonth: number | null
  version: number
}

/** What a teacher taught: lessons, study hours, 人次. */
export type TeachingFigures = { lessons: number; hours: number; personTimes: number }
export type TeachingLoad = TeachingFigures & { months: (TeachingFigures & { month: string })[] }

/** What somebody may write of a teacher; a field left out stays as it is. */
export type TeacherEdit = {
  name?: string
  category?: TeacherCategory
  unit?: string
  title?: string | null
  subjects?: string[]
  lessonsPerMonth?: number | null
  isActive?: boolean
}

/** Find what is wrong with what somebody writes of a teacher. */
export function problemsOfTeacher({ name, unit, title, subjects, lessonsPerMonth }: TeacherEdit): FieldProblem[] {
  return [
    ...problemsOfEdit({
      name: { text: name, longest: LONGEST_NAME, isNeeded: true },
      unit: { text: unit, longest: LONGEST_TITLE, isNeeded: true },
      title: { text: title, longest: LONGEST_NAME, isNeeded: false },
    }),
    ...(subjects ? problemsOfWords("subjects", subjects) : []),
    ...problemsOfNumber("lessonsPerMonth", lessonsPerMonth, 1, 200),
  ]
}
