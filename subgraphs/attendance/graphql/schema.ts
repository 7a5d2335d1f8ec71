import { federatedSchema } from "../../shared/federated-schema.ts"
import { once } from "../../shared/once.ts"
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
import { CLASS_MATRIX_RESOLVERS } from "./class-matrix.resolver.ts"
import { CheckInCodeResolver, LessonCodeResolver } from "./check-in-code.resolver.ts"
import { CHART_RESOLVERS } from "./chart.resolver.ts"
import { LIST_REPORT_RESOLVERS } from "./list-report.resolver.ts"
import { CheckInMutation } from "./check-in.mutation.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { EXPORT_RESOLVERS } from "./exports.resolver.ts"
import { AnnualHoursResolver } from "./hours.resolver.ts"
import { INSPECTION_RESOLVERS } from "./inspection.resolver.ts"
import { HOUR_ENTRY_RESOLVERS } from "./hour-entry.resolver.ts"
import { LedgerQueries } from "./ledger.queries.ts"
import { LessonResolver } from "./lesson.resolver.ts"
import { MemberResolver } from "./member.resolver.ts"
import { PAPER_RESOLVERS } from "./paper.resolver.ts"
import { PERSONAL_FILE_RESOLVERS } from "./personal-file.resolver.ts"
import { RuleSetQueries } from "./rule-set.queries.ts"
import { RuleSetResolver } from "./rule-set.resolver.ts"
import { RecordAttendanceMutation } from "./record-attendance.mutation.ts"
import { RecordOnlineStudyMutation } from "./record-online-study.mutation.ts"
import { RenewCheckInCodeMutation } from "./renew-check-in-code.mutation.ts"
import { ReportHeaderResolver } from "./report-header.resolver.ts"
import { SHEET_RESOLVERS } from "./sheet.resolver.ts"
import { TEACHER_LOAD_RESOLVERS } from "./teacher-load.resolver.ts"
import { VENUE_USE_RESOLVERS } from "./venue-use.resolver.ts"

/** Years of study, what they are added up from, and the rules. */
const HOURS_RESOLVERS = [
  ...HOUR_ENTRY_RESOLVERS,
  RuleSetQueries,
  RuleSetResolver,
  AddRuleSetMutation,
  EndRuleSetMutation,
  DesignateMemberMutation,
  DesignationResolver,
  MemberDesignationResolver,
  RecalculateHoursMutation,
  HoursReplayQueries,
  ...HOURS_AT_RISK_RESOLVERS,
] as const

/** What auditors pull. */
const REPORT_RESOLVERS = [
  ReportHeaderResolver,
  ...HOURS_REPORT_RESOLVERS,
  ...COMPLIANCE_REPORT_RESOLVERS,
  ...HOURS_RECONCILIATION_RESOLVERS,
  ...CLASS_MATRIX_RESOLVERS,
  ...PERSONAL_FILE_RESOLVERS,
  ...TEACHER_LOAD_RESOLVERS,
  ...VENUE_USE_RESOLVERS,
  ...CHART_RESOLVERS,
  ...LIST_REPORT_RESOLVERS,
  ...EXPORT_RESOLVERS,
] as const

/** Build the attendance subgraph's schema. Members and lessons are found field by field, within the viewer's scope. */
export const attendanceSchema = once(() =>
  federatedSchema<AttendanceContext>({
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
      ...INSPECTION_RESOLVERS,
      CheckInCodeResolver,
      LessonCodeResolver,
      CheckInMutation,
      RenewCheckInCodeMutation,
      RecordAttendanceMutation,
      RecordOnlineStudyMutation,
    ],
    orphanedTypes: [Lesson, Member],
    references: { Member: (reference: object) => reference, Lesson: (reference: object) => reference },
  }),
)
