import { DecideTransferMutation } from "./decide-transfer.mutation.ts"
import { EndFloatingMutation } from "./end-floating.mutation.ts"
import { EndParticipationMutation } from "./end-participation.mutation.ts"
import { ExtendProbationMutation } from "./extend-probation.mutation.ts"
import { FloatingQueries, FloatingRecordResolver, MemberFloatingResolver, OrganisationFloatingResolver } from "./floating.resolver.ts"
import { MemberMembershipResolver } from "./membership.resolver.ts"
import { ReceiveMemberMutation } from "./receive-member.mutation.ts"
import { RecordFloatingContactMutation } from "./record-floating-contact.mutation.ts"
import { RecordParticipationMutation } from "./record-participation.mutation.ts"
import { RecordStageMutation } from "./record-stage.mutation.ts"
import { RegisterFloatingMutation } from "./register-floating.mutation.ts"
import { RegisterMemberMutation } from "./register-member.mutation.ts"
import { MemberStageResolver } from "./stage.resolver.ts"
import { StartTransferMutation } from "./start-transfer.mutation.ts"
import { TransferQueries } from "./transfer.queries.ts"
import { MemberTransferResolver, OrganisationTransferResolver, TransferResolver } from "./transfer.resolver.ts"
import { WithdrawTransferMutation } from "./withdraw-transfer.mutation.ts"

/** Everything by which people move: records, steps, memberships, transfers, floating. */
export const MOVEMENT_RESOLVERS = [
  MemberStageResolver,
  RecordStageMutation,
  ExtendProbationMutation,
  MemberMembershipResolver,
  RecordParticipationMutation,
  EndParticipationMutation,
  TransferResolver,
  MemberTransferResolver,
  OrganisationTransferResolver,
  TransferQueries,
  StartTransferMutation,
  DecideTransferMutation,
  WithdrawTransferMutation,
  FloatingRecordResolver,
  MemberFloatingResolver,
  OrganisationFloatingResolver,
  FloatingQueries,
  RegisterFloatingMutation,
  RecordFloatingContactMutation,
  EndFloatingMutation,
  RegisterMemberMutation,
  ReceiveMemberMutation,
] as const
