import type { Stack } from "./stack.ts"

type Line = { member: { id: string; name: string } | null; branch: { id: string; name: string } | null; [field: string]: unknown }
export type HoursReport = {
  header: { digest: string; asOf: string; [field: string]: unknown }
  totals: { denominator: number; compliant: number; rate: number | null; credited: number; required: number; gap: number }
  gaps: { subgraph: string; message: string }[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: Line[]
}
export type ComplianceReport = {
  header: { digest: string }
  rows: { organisation: { id: string } | null; denominator: number; [field: string]: unknown }[]
  total: { denominator: number; compliant: number; rate: number | null; averageHours: number | null }
}

/** R01 as auditors ask for it. */
export const HOURS_REPORT = `query HoursReport($organisation: ID!, $year: Int!, $asOf: DateTime, $verdict: Verdict, $first: Int = 100, $after: String) {
  hoursReport(organisation: $organisation, year: $year, asOf: $asOf, verdict: $verdict, first: $first, after: $after) {
    header { organisation { id name } year asOf ruleSet { id title source } generatedAt generatedBy purpose digest }
    totals { denominator compliant rate credited required gap }
    gaps { subgraph message }
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { member { id name } branch { id name } roleInYear required intensive collective onlineRaw onlineCounted makeUp counted rate gap intensiveSessions verdict }
  }
}`

/** R02 as auditors ask for it. */
export const COMPLIANCE_REPORT = `query ComplianceByOrganisation($organisation: ID!, $year: Int!, $asOf: DateTime) {
  complianceReport(organisation: $organisation, year: $year, asOf: $asOf) {
    header { asOf ruleSet { id } digest }
    rows { organisation { id name kind hasChildren } denominator compliant rate leaders { denominator compliant } averageHours atRisk }
    total { denominator compliant rate averageHours }
  }
}`

type Asked = { year?: number; asOf?: string; verdict?: string; first?: number; after?: string | null }

/** Make a way to ask for both reports as anybody. */
export function yearReportsOf(stack: Stack) {
  return {
    hours: async (subject: string, at: { id: string }, asked: Asked = {}) =>
      (await (await stack.as(subject)).request<{ hoursReport: HoursReport | null }>(HOURS_REPORT, { organisation: at.id, year: 2026, ...asked })).hoursReport,
    compliance: async (subject: string, at: { id: string }, asked: Omit<Asked, "verdict" | "first" | "after"> = {}) =>
      (await (await stack.as(subject)).request<{ complianceReport: ComplianceReport | null }>(COMPLIANCE_REPORT, { organisation: at.id, year: 2026, ...asked }))
        .complianceReport,
  }
}
