import { federatedSchema } from "../../shared/federated-schema.ts"
import type { PeopleContext } from "../context.ts"
import { accountReference } from "./account.reference.ts"
import { CommitImportMutation } from "./commit-import.mutation.ts"
import { ExportRosterMutation } from "./export-roster.mutation.ts"
import { ImportPreviewResolver } from "./import-preview.resolver.ts"
import { MemberQueries } from "./member.queries.ts"
import { memberReference } from "./member.reference.ts"
import { MemberResolver } from "./member.resolver.ts"
import { PreviewImportMutation } from "./preview-import.mutation.ts"
import { RecordCertificateMutation } from "./record-certificate.mutation.ts"
import { OrganisationStatistics } from "./organisation.stub.ts"
import { OrganisationResolver, OrganisationStatisticsResolver } from "./organisation.resolver.ts"

/** Build the people subgraph's schema. Organisations and their figures are found field by field, within the viewer's scope. */
export function peopleSchema() {
  return federatedSchema<PeopleContext>({
    resolvers: [
      MemberQueries,
      MemberResolver,
      OrganisationResolver,
      OrganisationStatisticsResolver,
      RecordCertificateMutation,
      ImportPreviewResolver,
      PreviewImportMutation,
      CommitImportMutation,
      ExportRosterMutation,
    ],
    orphanedTypes: [OrganisationStatistics],
    references: {
      Member: memberReference,
      Account: accountReference,
      Organisation: (reference: object) => reference,
      OrganisationStatistics: (reference: object) => reference,
    },
  })
}
