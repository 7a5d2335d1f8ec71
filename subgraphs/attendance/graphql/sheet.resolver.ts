import { AmendExpectedListMutation } from "./amend-expected-list.mutation.ts"
import { ApproveAttendanceSheetMutation } from "./approve-attendance-sheet.mutation.ts"
import { AttendanceResolver } from "./attendance.resolver.ts"
import { CloseAttendanceSheetMutation } from "./close-attendance-sheet.mutation.ts"
import { CorrectAttendanceMutation } from "./correct-attendance.mutation.ts"
import { CorrectionQueries } from "./correction.queries.ts"
import { AttendanceChangeResolver, CorrectionRequestResolver } from "./correction.resolver.ts"
import { DecideCorrectionMutation } from "./decide-correction.mutation.ts"
import { DecideWalkInMutation } from "./decide-walk-in.mutation.ts"
import { LockPeriodMutation } from "./lock-period.mutation.ts"
import { MemberAttendanceResolver } from "./member-attendance.resolver.ts"
import { OpenAttendanceSheetMutation } from "./open-attendance-sheet.mutation.ts"
import { ReopenAttendanceSheetMutation } from "./reopen-attendance-sheet.mutation.ts"
import { AttendanceSheetResolver, SheetActResolver, WalkInResolver } from "./sheet-field.resolver.ts"
import { UpdateSheetDetailsMutation } from "./update-sheet-details.mutation.ts"

/** Everything about sheets, corrections and locks. */
export const SHEET_RESOLVERS = [
  AttendanceResolver,
  AttendanceSheetResolver,
  WalkInResolver,
  SheetActResolver,
  MemberAttendanceResolver,
  AttendanceChangeResolver,
  CorrectionRequestResolver,
  CorrectionQueries,
  OpenAttendanceSheetMutation,
  CloseAttendanceSheetMutation,
  ApproveAttendanceSheetMutation,
  ReopenAttendanceSheetMutation,
  UpdateSheetDetailsMutation,
  DecideWalkInMutation,
  AmendExpectedListMutation,
  CorrectAttendanceMutation,
  DecideCorrectionMutation,
  LockPeriodMutation,
] as const
