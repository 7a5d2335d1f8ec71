import type { RoleInYear } from "./rule-set.ts"

/** How hours are shown: what was studied how. */
export type HourCategory = "INTENSIVE" | "COLLECTIVE" | "ONLINE" | "MAKE_UP"

/** 年度学时: one person's study hours of one calendar year, as kept. All hours are 学时 with at most two decimals. */
export type YearAccount = {
  memberId: string
  year: number
  role: RoleInYear
  /** False for people outside every denominator: they attend here and belong elsewhere. */
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
  ruleSetId: string
}

/** Give what is missing to the requirement; a surplus is no credit. */
export function remainingHours({ required, credited }: Pick<YearAccount, "required" | "credited">): number {
  return Math.max(0, Math.round((required - credited) * 100) / 100)
}

/** Split the credited hours by how they were studied; the parts add up to `credited`. */
export function hoursByCategory(account: YearAccount): { category: HourCategory; hours: number }[] {
  return [
    { category: "INTENSIVE", hours: account.intensive },
    { category: "COLLECTIVE", hours: account.collective },
    { category: "ONLINE", hours: account.onlineCounted },
    { category: "MAKE_UP", hours: account.makeUp },
  ]
}
