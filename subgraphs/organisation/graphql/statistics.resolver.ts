import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { BadInput } from "../../shared/errors.ts"
import { Figure, counted } from "../../shared/graphql/figure.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { ReportedFigure } from "../domain/figure.ts"
import type * as domain from "../domain/organisation.ts"
import { CommunityOrganisations, Organisation, OrganisationStatistics } from "./organisation.type.ts"

@Resolver(() => Organisation)
export class OrganisationFiguresResolver {
  @FieldResolver(() => OrganisationStatistics, {
    nullable: true,
    description: "Figures of the whole subtree as the books know it, on a day; null where the viewer may not read it.",
  })
  statistics(
    @Root() organisation: domain.Organisation,
    @Arg("asOf", () => DateScalar, { nullable: true, description: "The day, not in the future; the organisation's own day or today when left out." })
    asOf: string | null,
    @Ctx() { viewer, today }: OrganisationContext,
  ): OrganisationStatistics | null {
    if (asOf !== null && asOf !== undefined && asOf > today) throw new BadInput("asOf", `Argument \`asOf\` lies in the future; today is ${today}.`)
    return mayRead(viewer, organisation.path) ? { organisation: organisation as Organisation, asOf: asOf ?? organisation.asOf ?? today } : null
  }
}

@Resolver(() => OrganisationStatistics)
export class OrganisationStatisticsResolver {
  @FieldResolver(() => CommunityOrganisations, { description: "The top organisations of the communities, by kind, on that day." })
  async communityOrganisations(@Root() statistics: OrganisationStatistics, @Ctx() context: OrganisationContext): Promise<domain.CommunityOrganisations> {
    return countCommunities(statistics, context)
  }

  @FieldResolver(() => [Figure], {
    description:
      "What is counted of organisations, and the latest of what this organisation itself has reported by that day: each with its precision; at most 100.",
  })
  async figures(@Root() statistics: OrganisationStatistics, @Ctx() context: OrganisationContext): Promise<Figure[]> {
    const { organisation, asOf } = statistics
    const [communities, reported] = await Promise.all([countCommunities(statistics, context), context.loaders.figuresOn(asOf).load(organisation.id)])
    return [
      counted("COMMUNITY_COMMITTEES", "社区党委", communities.committees, "个", asOf),
      counted("COMMUNITY_GENERAL_BRANCHES", "社区党总支", communities.generalBranches, "个", asOf),
      counted("COMMUNITY_BRANCHES", "社区党支部", communities.branches, "个", asOf),
      counted("COMMUNITY_ORGANISATIONS", "社区党组织", communities.total, "个", asOf),
      ...reported.slice(0, 96).map(reportedFigure),
    ]
  }
}

/** Turn a figure that an organisation reported into what the graph answers. */
export function reportedFigure({ measure, value, precision, unit, asOf, source }: ReportedFigure): Figure {
  return { measure, label: measure, value, precision, unit, asOf, source }
}

async function countCommunities(
  { organisation, asOf }: OrganisationStatistics,
  { loaders, today }: OrganisationContext,
): Promise<domain.CommunityOrganisations> {
  const figures = asOf === today ? await loaders.communitiesByPath.load(organisation.path) : await loaders.communitiesOn(asOf).load(organisation.id)
  return figures ?? { committees: 0, generalBranches: 0, branches: 0, total: 0 }
}
