import { federatedSchema } from "../../shared/federated-schema.ts"
import type { OrganisationContext } from "../context.ts"
import { AdviceExceptionResolver, OrganisationAdviceResolver } from "./advice.resolver.ts"
import { AppointDirectorMutation } from "./appoint-director.mutation.ts"
import { AppointOfficerMutation } from "./appoint-officer.mutation.ts"
import { CommunityLeadershipResolver } from "./community-leadership.resolver.ts"
import { ElectionRoundResolver, OrganisationElectionResolver } from "./election.resolver.ts"
import { EndOfficeMutation } from "./end-office.mutation.ts"
import { ExtendTermMutation } from "./extend-term.mutation.ts"
import { NODE_STUBS } from "./node.stubs.ts"
import { OrganisationQueries } from "./organisation.queries.ts"
import { organisationReference, statisticsReference } from "./organisation.reference.ts"
import { OrganisationResolver, OrganisationStatisticsResolver } from "./organisation.resolver.ts"
import { PolicyDocumentResolver, TermRuleResolver } from "./policy-document.resolver.ts"
import { RecordAdviceExceptionMutation } from "./record-advice-exception.mutation.ts"
import { RecordElectionMutation } from "./record-election.mutation.ts"
import { RecordPolicyDocumentMutation } from "./record-policy-document.mutation.ts"
import { RecordTermMutation } from "./record-term.mutation.ts"
import { RecordQueries } from "./record.queries.ts"
import { CommitteeTermResolver, OrganisationTermResolver } from "./term.resolver.ts"

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
] as const

/** Build the organisation subgraph's schema. */
export function organisationSchema() {
  return federatedSchema<OrganisationContext>({
    resolvers: [OrganisationQueries, OrganisationResolver, OrganisationStatisticsResolver, ...RECORDS],
    orphanedTypes: NODE_STUBS,
    references: { Organisation: organisationReference, OrganisationStatistics: statisticsReference },
  })
}
