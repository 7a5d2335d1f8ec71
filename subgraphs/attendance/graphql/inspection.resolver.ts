import { AmendMeetingMutation } from "./amend-meeting.mutation.ts"
import { FindingEvidenceResolver, FindingResolver } from "./finding.resolver.ts"
import { INSPECTION_REPORT_RESOLVERS } from "./inspection-report.resolver.ts"
import { InspectionQueries } from "./inspection.queries.ts"
import { BranchMeetingResolver, MeetingQueries } from "./meeting.resolver.ts"
import { RecordMeetingMutation } from "./record-meeting.mutation.ts"
import { SettleFindingMutation } from "./settle-finding.mutation.ts"

/** What inspectors ask for beside single sheets: findings, completeness, and how branches meet. */
export const INSPECTION_RESOLVERS = [
  InspectionQueries,
  FindingResolver,
  FindingEvidenceResolver,
  SettleFindingMutation,
  ...INSPECTION_REPORT_RESOLVERS,
  MeetingQueries,
  BranchMeetingResolver,
  RecordMeetingMutation,
  AmendMeetingMutation,
] as const
