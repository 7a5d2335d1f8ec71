import { FindingEvidenceResolver, FindingResolver } from "./finding.resolver.ts"
import { InspectionQueries } from "./inspection.queries.ts"
import { SettleFindingMutation } from "./settle-finding.mutation.ts"

/** What inspectors ask for beside single sheets: findings, completeness, and how branches meet. */
export const INSPECTION_RESOLVERS = [InspectionQueries, FindingResolver, FindingEvidenceResolver, SettleFindingMutation] as const
