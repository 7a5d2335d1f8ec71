import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_NOTE, LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import type { Category } from "./lesson.ts"
import { problemsOfEdit, problemsOfHours } from "./register.ts"

export type CourseKind = "LECTURE" | "SEMINAR" | "DISCUSSION" | "SITE_TEACHING" | "PRACTICE" | "ONLINE_COURSE"
/** 课件资料: a link to what is read or shown. */
export type CourseMaterial = { title: string; url: string }

/** 课程: what is taught, whenever and by whom. Ids are TypeIDs, `hours` are study hours in halves. */
export type Course = {
  id: string
  organisationId: string
  organisationPath: string
  name: string
  kind: CourseKind
  category: Category
  topic: string | null
  syllabus: string | null
  hours: number
  isOffered: boolean
  version: number
  materials: CourseMaterial[]
}

/** What somebody may write of a course; a field left out stays as it is. */
export type CourseEdit = {
  name?: string
  kind?: CourseKind
  category?: Category
  topic?: string | null
  syllabus?: string | null
  hours?: number
  isOffered?: boolean
  materials?: CourseMaterial[]
}

const MOST_MATERIALS = 20
const LONGEST_URL = 1_000
const MOST_HOURS = 500

/** Find what is wrong with what somebody writes of a course. */
export function problemsOfCourse({ name, topic, syllabus, hours, materials }: CourseEdit): FieldProblem[] {
  return [
    ...problemsOfEdit({
      name: { text: name, longest: LONGEST_TITLE, isNeeded: true },
      topic: { text: topic, longest: LONGEST_TITLE, isNeeded: false },
      syllabus: { text: syllabus, longest: LONGEST_NOTE, isNeeded: false },
    }),
    ...problemsOfHours("hours", hours, MOST_HOURS),
    ...problemsOfMaterials(materials ?? []),
  ]
}

/** A link that runs something instead of leading somewhere (javascript:, data:) is none. */
function problemsOfMaterials(materials: readonly CourseMaterial[]): FieldProblem[] {
  if (materials.length > MOST_MATERIALS) return [{ path: "materials", message: `At most ${MOST_MATERIALS}.` }]
  return materials.flatMap(({ title, url }, at) => [
    ...problemsOfText(`materials.${at}.title`, title, LONGEST_TITLE),
    ...(isLink(url) ? [] : [{ path: `materials.${at}.url`, message: "Write an address that begins with https:// or http://, at most 1,000 characters." }]),
  ])
}

function isLink(url: string): boolean {
  if (url.length > LONGEST_URL || /[\s\p{Cc}]/u.test(url) || !URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return /^https?:\/\//i.test(url) && /^https?:$/.test(protocol) && username === "" && password === ""
}
