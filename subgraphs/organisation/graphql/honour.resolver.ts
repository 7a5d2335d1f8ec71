import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/honour.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import { listHonours } from "../use-cases/list-honours.ts"
import { HonourArgs } from "./honour.args.ts"
import { Honour, HonourConnection } from "./honour.type.ts"
import { Organisation } from "./organisation.type.ts"

@Resolver(() => Organisation)
export class OrganisationHonourResolver {
  @FieldResolver(() => HonourConnection, {
    description: "荣誉、示范点: titles that hold on the day of the books, the newest first; empty where the viewer may not read the place.",
  })
  async honours(
    @Root() organisation: OrganisationValue,
    @Args(() => HonourArgs) { includeDescendants, kind, level, batch, ...paging }: HonourArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.Honour>> {
    const filter = { includeDescendants: includeDescendants ?? false, kind: kind ?? null, level: level ?? null, batch: batch ?? null }
    return toConnection(await listHonours(context, organisation, { ...filter, ...paging }))
  }
}

@Resolver(() => Honour)
export class HonourResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "To whom it was given." })
  organisation(@Root() { organisationId }: domain.Honour, @Ctx() { loaders }: OrganisationContext): Promise<OrganisationValue | null> {
    return loaders.organisationById.load(organisationId)
  }
}
