import { federatedSchema } from "../../shared/federated-schema.ts"
import type { OrganisationContext } from "../context.ts"
import { NODE_STUBS } from "./node.stubs.ts"
import { OrganisationQueries } from "./organisation.queries.ts"
import { organisationReference, statisticsReference } from "./organisation.reference.ts"
import { OrganisationResolver } from "./organisation.resolver.ts"
import { RecordFigureMutation } from "./record-figure.mutation.ts"
import { OrganisationFiguresResolver, OrganisationStatisticsResolver } from "./statistics.resolver.ts"

/** Build the organisation subgraph's schema. */
export function organisationSchema() {
  return federatedSchema<OrganisationContext>({
    resolvers: [OrganisationQueries, OrganisationResolver, OrganisationFiguresResolver, OrganisationStatisticsResolver, RecordFigureMutation],
    orphanedTypes: NODE_STUBS,
    references: { Organisation: organisationReference, OrganisationStatistics: statisticsReference },
  })
}
