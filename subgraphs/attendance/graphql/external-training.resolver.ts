import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domainEvidence from "../domain/evidence.ts"
import type { ExternalTraining as TrainingOf, TrainingState } from "../domain/external-training.ts"
import { listEvidence } from "../use-cases/list-evidence.ts"
import { listExternalTrainings } from "../use-cases/list-external-trainings.ts"
import { Lesson, Member } from "./elsewhere.stubs.ts"
import { Evidence } from "./evidence.type.ts"
import { ExternalTraining, ExternalTrainingConnection, ExternalTrainingState, TrainingWarning } from "./external-training.type.ts"

const ONLY = "Only those that stand so; left out, all."

@Resolver(() => ExternalTraining)
export class ExternalTrainingResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who took part; null where the viewer may not read the person." })
  member(@Root() { memberId, isMemberSeen }: TrainingOf): Member | null {
    return isMemberSeen ? { id: memberId } : null
  }

  @FieldResolver(() => [Evidence], { description: "佐证: certificates and the like, as far as the viewer may see them; at most 10." })
  evidence(@Root() { evidence }: TrainingOf, @Ctx() context: AttendanceContext): Promise<domainEvidence.Evidence[]> {
    return listEvidence(context, evidence)
  }

  @FieldResolver(() => [TrainingWarning], { description: "What to look at before approving; at most 20." })
  async warnings(@Root() { id }: TrainingOf, @Ctx() { loaders }: AttendanceContext): Promise<TrainingWarning[]> {
    return (await loaders.overlapsOfTraining.load(id)).map(({ lessonId, title, heldOn }) =>
      title === null
        ? { rule: "OVERLAPS_LESSON", message: `The person attended a lesson here on ${heldOn}.`, heldOn, lessonId }
        : { rule: "OVERLAPS_TRAINING", message: `《${title}》 has days in common with it.`, heldOn, lessonId },
    )
  }
}

@Resolver(() => TrainingWarning)
export class TrainingWarningResolver {
  @FieldResolver(() => Lesson, {
    nullable: true,
    description: "The lesson that was attended; null where it is another training, or the viewer may not read it.",
  })
  lesson(@Root() { lessonId }: TrainingWarning): Lesson | null {
    return lessonId === null ? null : { id: lessonId }
  }
}

@Resolver(() => Member)
export class MemberTrainingResolver {
  @FieldResolver(() => ExternalTrainingConnection, {
    nullable: true,
    description: "外部培训: training outside that was recorded, as far as the viewer may read it; the latest submitted first.",
  })
  async externalTrainings(
    @Root() { id }: Member,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => ExternalTrainingState, { nullable: true, description: ONLY }) state: TrainingState | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<TrainingOf> | null> {
    const page = await listExternalTrainings(context, { memberId: id, state: state ?? null, ...paging })
    return page && toConnection(page)
  }
}

@Resolver()
export class ExternalTrainingQueries {
  @Query(() => ExternalTrainingConnection, {
    nullable: true,
    description: "Training outside of the people of a subtree, the latest submitted first; with a state, the list of those to be endorsed or decided on.",
  })
  async externalTrainings(
    @Arg("organisation", () => ID, { description: "Whose people: `organisation_…`, everything below it included." }) organisation: string,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => ExternalTrainingState, { nullable: true, description: ONLY }) state: TrainingState | null,
    @Ctx() context: AttendanceContext,
  ): Promise<ConnectionValue<TrainingOf> | null> {
    const page = await listExternalTrainings(context, { organisation, state: state ?? null, ...paging })
    return page && toConnection(page)
  }
}
