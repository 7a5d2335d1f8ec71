import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import type * as domain from "../domain/unit.ts"
import { shareCovered } from "../domain/unit.ts"
import { countUnits } from "../use-cases/count-units.ts"
import { listUnits } from "../use-cases/list-units.ts"
import { Member } from "./node.stubs.ts"
import { Organisation } from "./organisation.type.ts"
import { Unit, UnitConnection, UnitCover, UnitCoverage } from "./unit.type.ts"

@Resolver(() => Organisation)
export class OrganisationUnitResolver {
  @FieldResolver(() => UnitConnection, {
    description: "两新组织: the units in its own area on the day of the books, the newest first; empty where the viewer may not read the place.",
  })
  async units(
    @Root() organisation: OrganisationValue,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.Unit>> {
    return toConnection(await listUnits(context, organisation, paging))
  }

  @FieldResolver(() => [UnitCoverage], {
    description: "How far the units of its subtree are covered, one figure for each of the two kinds; empty where the viewer may not read the place.",
  })
  async coverage(@Root() organisation: OrganisationValue, @Ctx() context: OrganisationContext): Promise<UnitCoverage[]> {
    return (await countUnits(context, organisation)).map((counts) => ({ ...counts, share: shareCovered(counts) }))
  }
}

@Resolver(() => Unit)
export class UnitResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "In whose area it is." })
  organisation(@Root() { organisationId }: domain.Unit, @Ctx() { loaders }: OrganisationContext): Promise<OrganisationValue | null> {
    return loaders.organisationById.load(organisationId)
  }

  @FieldResolver(() => UnitCover, { nullable: true, description: "What covers it; null while nothing does." })
  async cover(@Root() { coveredById, coveredSince }: domain.Unit, @Ctx() { loaders }: OrganisationContext): Promise<UnitCover | null> {
    if (coveredById === null || coveredSince === null) return null
    return { by: (await loaders.organisationById.load(coveredById)) as Organisation | null, since: coveredSince }
  }

  @FieldResolver(() => Member, { nullable: true, description: "党建指导员; null when there is none, and where the viewer may not read that person." })
  instructor(@Root() { instructorId }: domain.Unit, @Ctx() { loaders }: OrganisationContext): Promise<Member | null> | null {
    return instructorId === null ? null : loaders.readableMemberById.load(instructorId)
  }
}
