import { ChangeLogReportQueries } from "./change-log-report.resolver.ts"
import { EarlyWarningReportQueries } from "./early-warning-report.resolver.ts"
import { FLOATING_REPORT_RESOLVERS } from "./floating-report.resolver.ts"
import { LEADERSHIP_REPORT_RESOLVERS } from "./leadership-report.resolver.ts"

/** Reports that are lists: of changes, people away, people at risk, leaders. */
export const LIST_REPORT_RESOLVERS = [ChangeLogReportQueries, ...FLOATING_REPORT_RESOLVERS, EarlyWarningReportQueries, ...LEADERSHIP_REPORT_RESOLVERS] as const
