import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { listTrainingClasses } from "../use-cases/list-training-classes.ts"
import { Organisation } from "./elsewhere.stubs.ts"
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
