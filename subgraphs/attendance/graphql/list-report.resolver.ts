import { ChangeLogReportQueries } from "./change-log-report.resolver.ts"

/** Reports that are lists: of changes, people away, people at risk, leaders. */
export const LIST_REPORT_RESOLVERS = [ChangeLogReportQueries] as const
