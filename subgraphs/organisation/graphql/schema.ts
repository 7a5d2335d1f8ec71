import { federatedSchema } from "../../shared/federated-schema.ts"
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

/** Build the organisation subgraph's schema. */
export function organisationSchema() {
  return federatedSchema<OrganisationContext>({
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
    ],
    orphanedTypes: NODE_STUBS,
    references: { Organisation: organisationReference, OrganisationStatistics: statisticsReference },
  })
}
