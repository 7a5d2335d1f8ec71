import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { listTrainingClasses } from "../use-cases/list-training-classes.ts"
import { Organisation, OrganisationStatistics } from "./elsewhere.stubs.ts"
import { PartySchool, TrainingClassConnection } from "./school.type.ts"

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver(() => PartySchool, { nullable: true, description: "Its Party school; null when it keeps none." })
  partySchool(@Root() { id }: Organisation, @Ctx() { loaders }: CoursesContext): Promise<domain.PartySchool | null> {
    return loaders.schoolByOrganisation.load(id)
  }

  @FieldResolver(() => TrainingClassConnection, { nullable: true, description: "Training classes that it keeps itself, the latest first." })
  async trainingClasses(
    @Root() { id }: Organisation,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<domain.TrainingClass>> {
    return toConnection(await listTrainingClasses(context, { organisationId: id, ...paging }))
  }
}

@Resolver(() => OrganisationStatistics)
export class OrganisationStatisticsResolver {
  @FieldResolver(() => Int, { nullable: true, description: "社区党校: Party schools of communities in the subtree." })
  async partySchools(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return (await countSchools(statistics, context))?.schools ?? null
  }

  @FieldResolver(() => Int, { nullable: true, description: "示范社区党校: demonstration schools among them." })
  async demonstrationSchools(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return (await countSchools(statistics, context))?.demonstrations ?? null
  }

  @FieldResolver(() => Int, { nullable: true, description: "Training classes at city level begun in the three years up to `asOf`." })
  async trainingClasses(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return (await countClasses(statistics, context))?.classes ?? null
  }

  @FieldResolver(() => Int, { nullable: true, description: "参训人次: places in those classes (person-times, not persons)." })
  async trainingPersonTimes(@Root() statistics: OrganisationStatistics, @Ctx() context: CoursesContext): Promise<number | null> {
    return (await countClasses(statistics, context))?.personTimes ?? null
  }
}

async function countSchools({ organisation }: OrganisationStatistics, { loaders }: CoursesContext) {
  const place = await loaders.readablePlaceById.load(organisation.id)
  return place && loaders.schoolsByPath.load(place.path)
}

async function countClasses({ organisation, asOf }: OrganisationStatistics, { loaders }: CoursesContext) {
  const place = await loaders.readablePlaceById.load(organisation.id)
  return place && loaders.classesByPath(asOf).load(place.path)
}
