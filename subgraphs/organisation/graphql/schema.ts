import { federatedSchema } from "../../shared/federated-schema.ts"
import { once } from "../../shared/once.ts"
import type { OrganisationContext } from "../context.ts"
import { ChangeOrganisationKindMutation } from "./change-organisation-kind.mutation.ts"
import { DissolveOrganisationMutation } from "./dissolve-organisation.mutation.ts"
import { FoundOrganisationMutation } from "./found-organisation.mutation.ts"
import { MergeOrganisationsMutation } from "./merge-organisations.mutation.ts"
import { MoveOrganisationMutation } from "./move-organisation.mutation.ts"
import { RenameOrganisationMutation } from "./rename-organisation.mutation.ts"
import { SplitOrganisationMutation } from "./split-organisation.mutation.ts"
import {
  OrganisationChangePartResolver,
  OrganisationChangeResolver,
  OrganisationHistoryResolver,
  OrganisationSnapshotResolver,
} from "./organisation-change.resolver.ts"
import { NODE_STUBS } from "./node.stubs.ts"
import { OrganisationQueries } from "./organisation.queries.ts"
import { organisationReference, statisticsReference } from "./organisation.reference.ts"
import { OrganisationResolver } from "./organisation.resolver.ts"
import { RecordFigureMutation } from "./record-figure.mutation.ts"
import { OrganisationFiguresResolver, OrganisationStatisticsResolver } from "./statistics.resolver.ts"
import { AcceptRectificationMutation } from "./accept-rectification.mutation.ts"
import { AdviceExceptionResolver, OrganisationAdviceResolver } from "./advice.resolver.ts"
import { AppointDirectorMutation } from "./appoint-director.mutation.ts"
import { AppointOfficerMutation } from "./appoint-officer.mutation.ts"
import { OrganisationAppraisalResolver, AppraisalRoundResolver, AppraisalResultResolver } from "./appraisal.resolver.ts"
import { AssignContactMutation } from "./assign-contact.mutation.ts"
import { AwardHonourMutation } from "./award-honour.mutation.ts"
import { CommunityLeadershipResolver } from "./community-leadership.resolver.ts"
import { ContactAssignmentResolver, OrganisationContactResolver } from "./contact-assignment.resolver.ts"
import { CoverUnitMutation } from "./cover-unit.mutation.ts"
import { ElectionRoundResolver, OrganisationElectionResolver } from "./election.resolver.ts"
import { EndContactAssignmentMutation } from "./end-contact-assignment.mutation.ts"
import { EndOfficeMutation } from "./end-office.mutation.ts"
import { ExtendTermMutation } from "./extend-term.mutation.ts"
import { HonourResolver, OrganisationHonourResolver } from "./honour.resolver.ts"
import { OpenRectificationMutation } from "./open-rectification.mutation.ts"
import { PolicyDocumentResolver, TermRuleResolver } from "./policy-document.resolver.ts"
import { RecordAdviceExceptionMutation } from "./record-advice-exception.mutation.ts"
import { RecordAppraisalMutation } from "./record-appraisal.mutation.ts"
import { RecordElectionMutation } from "./record-election.mutation.ts"
import { RecordMeasureMutation } from "./record-measure.mutation.ts"
import { RecordPolicyDocumentMutation } from "./record-policy-document.mutation.ts"
import { RecordTermMutation } from "./record-term.mutation.ts"
import { RecordUnitMutation } from "./record-unit.mutation.ts"
import { RecordVisitMutation } from "./record-visit.mutation.ts"
import { RecordQueries } from "./record.queries.ts"
import { RectificationQueries } from "./rectification.queries.ts"
import { OrganisationRectificationResolver, RectificationResolver } from "./rectification.resolver.ts"
import { RevokeHonourMutation } from "./revoke-honour.mutation.ts"
import { CommitteeTermResolver, OrganisationTermResolver } from "./term.resolver.ts"
import { OrganisationUnitResolver, UnitResolver } from "./unit.resolver.ts"

/** What is recorded of organisations: terms, elections, documents. */
const RECORDS = [
  RecordQueries,
  OrganisationTermResolver,
  CommitteeTermResolver,
  OrganisationElectionResolver,
  ElectionRoundResolver,
  PolicyDocumentResolver,
  TermRuleResolver,
  RecordElectionMutation,
  ExtendTermMutation,
  RecordTermMutation,
  RecordPolicyDocumentMutation,
  CommunityLeadershipResolver,
  AppointOfficerMutation,
  EndOfficeMutation,
  AppointDirectorMutation,
  OrganisationAdviceResolver,
  AdviceExceptionResolver,
  RecordAdviceExceptionMutation,
  OrganisationHonourResolver,
  HonourResolver,
  OrganisationContactResolver,
  ContactAssignmentResolver,
  OrganisationRectificationResolver,
  RectificationResolver,
  RectificationQueries,
  OrganisationUnitResolver,
  UnitResolver,
  OrganisationAppraisalResolver,
  AppraisalRoundResolver,
  AppraisalResultResolver,
  AwardHonourMutation,
  RevokeHonourMutation,
  AssignContactMutation,
  EndContactAssignmentMutation,
  OpenRectificationMutation,
  RecordMeasureMutation,
  AcceptRectificationMutation,
  RecordUnitMutation,
  CoverUnitMutation,
  RecordVisitMutation,
  RecordAppraisalMutation,
] as const

/** Build the organisation subgraph's schema. */
export const organisationSchema = once(() =>
  federatedSchema<OrganisationContext>({
    resolvers: [
      OrganisationQueries,
      OrganisationResolver,
      OrganisationStatisticsResolver,
      OrganisationFiguresResolver,
      RecordFigureMutation,
      OrganisationHistoryResolver,
      OrganisationChangeResolver,
      OrganisationChangePartResolver,
      OrganisationSnapshotResolver,
      FoundOrganisationMutation,
      RenameOrganisationMutation,
      ChangeOrganisationKindMutation,
      MoveOrganisationMutation,
      MergeOrganisationsMutation,
      SplitOrganisationMutation,
      DissolveOrganisationMutation,
      ...RECORDS,
    ],
    orphanedTypes: NODE_STUBS,
    references: { Organisation: organisationReference, OrganisationStatistics: statisticsReference },
  }),
)
