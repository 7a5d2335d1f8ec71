import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import { listOfficers } from "../use-cases/list-officers.ts"
import { CommunityLeadership } from "./officer.type.ts"
import { Organisation } from "./organisation.type.ts"

@Resolver(() => Organisation)
export class CommunityLeadershipResolver {
  @FieldResolver(() => CommunityLeadership, { nullable: true, description: "Who leads the community; null for organisations that are no community's top one." })
  async communityLeadership(@Root() organisation: OrganisationValue, @Ctx() context: OrganisationContext): Promise<CommunityLeadership | null> {
    const { id, level, path, asOf } = organisation
    if (level !== "COMMUNITY") return null
    const { loaders, viewer, today } = context
    const [officers, director] = await Promise.all([listOfficers(context, organisation), loaders.directorByOrganisation(asOf ?? today).load(id)])
    const secretary = officers.find(({ post }) => post === "SECRETARY") ?? null
    const known = director?.memberId ? await loaders.readableMemberById.load(director.memberId) : null
    return {
      secretary: secretary && { ...secretary, member: secretary.memberId === null ? null : { id: secretary.memberId } },
      director: director && { name: mayRead(viewer, path) ? director.name : null, member: known, since: director.since },
      isCombined: secretary?.isCombinedWithDirector ?? false,
    }
  }
}
