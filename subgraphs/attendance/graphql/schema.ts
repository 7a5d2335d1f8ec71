import { federatedSchema } from "../../shared/federated-schema.ts"
import type { AttendanceContext } from "../context.ts"
import { ABSENCE_RESOLVERS } from "./absence.resolver.ts"
import { AddRuleSetMutation } from "./add-rule-set.mutation.ts"
import { DesignateMemberMutation } from "./designate-member.mutation.ts"
import { DesignationResolver, MemberDesignationResolver } from "./designation.resolver.ts"
import { EndRuleSetMutation } from "./end-rule-set.mutation.ts"
import { COMPLIANCE_REPORT_RESOLVERS } from "./compliance-report.resolver.ts"
import { HOURS_RECONCILIATION_RESOLVERS } from "./hours-reconciliation.resolver.ts"
import { HOURS_REPORT_RESOLVERS } from "./hours-report.resolver.ts"
import { HOURS_AT_RISK_RESOLVERS } from "./hours-at-risk.resolver.ts"
import { HoursReplayQueries } from "./hours-replay.queries.ts"
import { RecalculateHoursMutation } from "./recalculate-hours.mutation.ts"
const REPORT_RESOLVERS = [
  CheckInCodeResolver,
  LessonCodeResolver,
  CheckInMutation,
  AnnualHoursResolver,
  LedgerQueries,
  LessonResolver,
  MemberResolver,
  RuleSetQueries,
  RuleSetResolver,
  RecordAttendanceMutation,
  RecordOnlineStudyMutation,
  RenewCheckInCodeMutation,
  ReportHeaderResolver,
  ...HOUR_ENTRY_RESOLVERS,
  AddRuleSetMutation,
  EndRuleSetMutation,
  DesignateMemberMutation,
  DesignationResolver,
  MemberDesignationResolver,
  RecalculateHoursMutation,
  HoursReplayQueries,
  ...HOURS_AT_RISK_RESOLVERS,
  ...HOURS_REPORT_RESOLVERS,
  ...COMPLIANCE_REPORT_RESOLVERS,
  ...HOURS_RECONCILIATION_RESOLVERS,
  ...CLASS_MATRIX_RESOLVERS,
  ...PERSONAL_FILE_RESOLVERS,
  ...TEACHER_LOAD_RESOLVERS,
  ...VENUE_USE_RESOLVERS,
  ...CHART_RESOLVERS,
] as const
] as const

/** Build the attendance subgraph's schema. Members and lessons are found field by field, within the viewer's scope. */
export function attendanceSchema() {
  return federatedSchema<AttendanceContext>({
    resolvers: [
      AnnualHoursResolver,
      LessonResolver,
      MemberResolver,
      ...PAPER_RESOLVERS,
      ...SHEET_RESOLVERS,
      ...HOURS_RESOLVERS,
      ...ABSENCE_RESOLVERS,
      LedgerQueries,
      ...REPORT_RESOLVERS,
      CheckInCodeResolver,
      LessonCodeResolver,
      CheckInMutation,
      RenewCheckInCodeMutation,
      RecordAttendanceMutation,
      RecordOnlineStudyMutation,
    ],
    orphanedTypes: [Lesson, Member],
    references: { Member: (reference: object) => reference, Lesson: (reference: object) => reference },
  })
}
