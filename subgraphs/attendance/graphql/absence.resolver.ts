import { CompleteMakeUpMutation } from "./complete-make-up.mutation.ts"
import { DecideExternalTrainingMutation } from "./decide-external-training.mutation.ts"
import { DecideLeaveMutation } from "./decide-leave.mutation.ts"
import { EndorseExternalTrainingMutation } from "./endorse-external-training.mutation.ts"
import { ExemptMakeUpMutation } from "./exempt-make-up.mutation.ts"
import { ExternalTrainingQueries, ExternalTrainingResolver, MemberTrainingResolver, TrainingWarningResolver } from "./external-training.resolver.ts"
import { ClosureFiguresResolver, ClosureRowResolver, LeaveClosureResolver } from "./leave-closure.resolver.ts"
import { LeaveResolver, LessonLeaveResolver, MemberLeaveResolver } from "./leave.resolver.ts"
import { MakeUpQueries } from "./make-up.queries.ts"
import { AttendanceAbsenceResolver, MakeUpResolver, MemberMakeUpResolver } from "./make-up.resolver.ts"
import { PostponeMakeUpMutation } from "./postpone-make-up.mutation.ts"
import { RequestLeaveMutation } from "./request-leave.mutation.ts"
import { RevokeExternalTrainingMutation } from "./revoke-external-training.mutation.ts"
import { RevokeMakeUpMutation } from "./revoke-make-up.mutation.ts"
import { SubmitExternalTrainingMutation } from "./submit-external-training.mutation.ts"
import { WithdrawExternalTrainingMutation } from "./withdraw-external-training.mutation.ts"
import { WithdrawLeaveMutation } from "./withdraw-leave.mutation.ts"

/** Leave, make-up and training outside. */
export const ABSENCE_RESOLVERS = [
  LeaveResolver,
  LessonLeaveResolver,
  MemberLeaveResolver,
  RequestLeaveMutation,
  WithdrawLeaveMutation,
  DecideLeaveMutation,
  MakeUpResolver,
  MemberMakeUpResolver,
  AttendanceAbsenceResolver,
  MakeUpQueries,
  CompleteMakeUpMutation,
  RevokeMakeUpMutation,
  ExemptMakeUpMutation,
  PostponeMakeUpMutation,
  ClosureFiguresResolver,
  ClosureRowResolver,
  LeaveClosureResolver,
  ExternalTrainingResolver,
  TrainingWarningResolver,
  MemberTrainingResolver,
  ExternalTrainingQueries,
  SubmitExternalTrainingMutation,
  EndorseExternalTrainingMutation,
  DecideExternalTrainingMutation,
  WithdrawExternalTrainingMutation,
  RevokeExternalTrainingMutation,
] as const
