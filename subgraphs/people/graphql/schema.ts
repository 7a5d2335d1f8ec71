import { federatedSchema } from "../../shared/federated-schema.ts"
import { once } from "../../shared/once.ts"
import type { PeopleContext } from "../context.ts"
import { accountReference } from "./account.reference.ts"
import { ContactResolver, MemberContactResolver } from "./contact.resolver.ts"
import { ElectionRoundResolver } from "./election.resolver.ts"
import { ElectionRound } from "./election.stub.ts"
import { FormerMemberResolver } from "./former-member.resolver.ts"
import { MemberQueries } from "./member.queries.ts"
import { memberReference } from "./member.reference.ts"
import { MemberResolver } from "./member.resolver.ts"
import { NamesakeResolver } from "./namesake.resolver.ts"
import { SearchMembersQueries } from "./search-members.queries.ts"
import { CommitImportMutation } from "./commit-import.mutation.ts"
import { ExportRosterMutation } from "./export-roster.mutation.ts"
import { ImportPreviewResolver } from "./import-preview.resolver.ts"
import { PreviewImportMutation } from "./preview-import.mutation.ts"
import { RecordCertificateMutation } from "./record-certificate.mutation.ts"
import { MOVEMENT_RESOLVERS } from "./movement.resolver.ts"
import { OrganisationStatistics } from "./organisation.stub.ts"
import { OrganisationResolver } from "./organisation.resolver.ts"
import { OrganisationStatisticsResolver } from "./statistics.resolver.ts"

/** Build the people subgraph's schema. Organisations and their figures are found field by field, within the viewer's scope. */
export const peopleSchema = once(() =>
  federatedSchema<PeopleContext>({
    resolvers: [
      MemberQueries,
      MemberResolver,
      OrganisationResolver,
      OrganisationStatisticsResolver,
      RecordCertificateMutation,
      SearchMembersQueries,
      NamesakeResolver,
      MemberContactResolver,
      ContactResolver,
      ...MOVEMENT_RESOLVERS,
      ElectionRoundResolver,
      FormerMemberResolver,
      ImportPreviewResolver,
      PreviewImportMutation,
      CommitImportMutation,
      ExportRosterMutation,
    ],
    orphanedTypes: [OrganisationStatistics, ElectionRound],
    references: {
      Member: memberReference,
      Account: accountReference,
      Organisation: (reference: object) => reference,
      OrganisationStatistics: (reference: object) => reference,
      ElectionRound: (reference: object) => reference,
    },
  }),
)
