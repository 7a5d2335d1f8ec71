import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/appraisal.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import { listAppraisals } from "../use-cases/list-appraisals.ts"
import { AppraisalResult, AppraisalRound, AppraisalRoundConnection } from "./appraisal.type.ts"
import { Member } from "./node.stubs.ts"
import { Organisation } from "./organisation.type.ts"

@Resolver(() => Organisation)
export class OrganisationAppraisalResolver {
  @FieldResolver(() => AppraisalRoundConnection, {
    description: "述职评议: the appraisals that it held of the secretaries below, by year, the newest first; empty where the viewer may not read the place.",
  })
  async appraisals(
    @Root() organisation: OrganisationValue,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.AppraisalRound>> {
    return toConnection(await listAppraisals(context, organisation, paging))
  }
}

@Resolver(() => AppraisalRound)
export class AppraisalRoundResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Who held it." })
  organisation(@Root() { organisationId }: domain.AppraisalRound, @Ctx() { loaders }: OrganisationContext): Promise<OrganisationValue | null> {
    return loaders.organisationById.load(organisationId)
  }

  @FieldResolver(() => [AppraisalResult], { description: "Everyone appraised in it, one for each organisation; at most 300 in a round." })
  results(@Root() { id }: domain.AppraisalRound, @Ctx() { loaders }: OrganisationContext): Promise<domain.AppraisalResult[]> {
    return loaders.resultsByAppraisal.load(id)
  }
}

@Resolver(() => AppraisalResult)
export class AppraisalResultResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose secretary was appraised." })
  organisation(@Root() { organisationId }: domain.AppraisalResult, @Ctx() { loaders }: OrganisationContext): Promise<OrganisationValue | null> {
    return loaders.organisationById.load(organisationId)
  }

  @FieldResolver(() => Member, { nullable: true, description: "The secretary on the day of the appraisal; null where the viewer may not read that person." })
  secretary(@Root() { secretaryId }: domain.AppraisalResult, @Ctx() { loaders }: OrganisationContext): Promise<Member | null> {
    return loaders.readableMemberById.load(secretaryId)
  }
}
