import { verdict } from "./annual-hours.ts"
import { rateOf } from "./report.ts"
import type { RoleInYear } from "./rule-set.ts"

/** One person's year as the books had it. `at` is the place of the branch in what was asked; `weight` orders a branch's people by role. */
export type BookLine = {
  at: number
  memberId: string
  branchId: string
  code: string | null
  name: string | null
  weight: number
  role: RoleInYear
  isRequired: boolean
  required: number
  intensive: number
  collective: number
  onlineRaw: number
  onlineCounted: number
  makeUp: number
  credited: number
  intensiveSessions: number
  requiredIntensiveSessions: number
}

/** 身份, as reports print it. */
export const ROLE_WORDS: Record<RoleInYear, string> = {
  SECRETARY: "书记",
  COMMITTEE_MEMBER: "班子成员",
  CADRE: "干部",
  MEMBER: "正式党员",
  PROBATIONARY: "预备党员",
  DEVELOPMENT_TARGET: "发展对象",
  ACTIVIST: "入党积极分子",
  IN_SERVICE: "在职报到（流入）党员",
  EXEMPT: "免修",
}

const ASIDE_WORDS: Partial<Record<RoleInYear, string>> = { IN_SERVICE: "组织关系在他处，不计入分母", EXEMPT: "免修，不计入分母" }

/** What a line shows of the requirement; null for who owes nothing: not applicable, which is not zero. */
export function owedIn({ isRequired, required, credited }: BookLine): { required: number; counted: number; rate: number | null; gap: number } | null {
  if (!isRequired) return null
  return { required, counted: credited, rate: rateOf(credited, required), gap: Math.max(0, Math.round((required - credited) * 100) / 100) }
}

/** 结论 in words; while the year runs nobody has failed. */
export function verdictWords(line: BookLine, yearIsOver: boolean): string {
  if (!line.isRequired) return ASIDE_WORDS[line.role] ?? "不计入分母"
  return { COMPLIANT: "达标", NOT_COMPLIANT: "未达标", IN_PROGRESS: "进行中", NOT_REQUIRED: "" }[verdict({ ...line, yearIsOver })]
}
