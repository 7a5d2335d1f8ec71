import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { seesOrganisation } from "../../shared/viewer.ts"
import type { CoursesContext } from "../context.ts"
import type * as audience from "../domain/audience.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type * as enrolment from "../domain/enrolment.ts"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/training-class.ts"
import { listEnrolments } from "../use-cases/list-enrolments.ts"
import { listLessonsOf } from "../use-cases/list-lessons-of.ts"
import { Audience } from "./audience.type.ts"
import { ClassCoOrganiser, ClassState } from "./class-details.type.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { ClassPlaceConnection, EnrolmentState } from "./enrolment.type.ts"
import { LessonConnection } from "./lesson.type.ts"
import { LessonWindowArgs } from "./party-school.resolver.ts"
import { TrainingClass } from "./school.type.ts"

type Row = lesson.TrainingClass

@Resolver(() => TrainingClass)
export class TrainingClassResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "主办单位: whose it is; null where the viewer does not see that organisation." })
  async organisation(@Root() { id, organisationId }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<Organisation | null> {
    const detail = await loaders.classDetailById.load(id)
    return detail && seesOrganisation(viewer, detail.organisationPath) ? { id: organisationId } : null
  }

  @FieldResolver(() => Int, { nullable: true, description: "第几期: its number in a row of classes of one kind." })
  async cohort(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number | null> {
    return (await loaders.classDetailById.load(id))?.cohort ?? null
  }

  @FieldResolver(() => Audience, { nullable: true, description: "培训对象: for whom it is; null where nobody said." })
  async audience(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<audience.Audience | null> {
    return (await loaders.classDetailById.load(id))?.audience ?? null
  }

  @FieldResolver(() => ClassState, { description: "Planned, open, or cancelled." })
  async state(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<domain.ClassState> {
    return (await loaders.classDetailById.load(id))?.state ?? "CANCELLED"
  }

  @FieldResolver(() => String, { nullable: true, description: "Why it was cancelled; null unless it was." })
  async cancelledReason(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<string | null> {
    return (await loaders.classDetailById.load(id))?.cancelledReason ?? null
  }

  @FieldResolver(() => Int, { description: "Counts the changes made; an edit names the version it saw." })
  async version(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.classDetailById.load(id))?.version ?? 0
  }

  @FieldResolver(() => [ClassCoOrganiser], { description: "协办单位: with whom it is held, in their order; at most 20." })
  coOrganisers(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<CoOrganiser[]> {
    return loaders.coOrganisersByClass.load(id)
  }

  @FieldResolver(() => Int, { description: "参训人次: places taken (person-times), of all people." })
  async placesTaken(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.listCountsByClass(null).load(id))?.expected ?? 0
  }

  @FieldResolver(() => Int, { description: "候补: people waiting for a place (persons)." })
  async waitlistedCount(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.listCountsByClass(null).load(id))?.waiting ?? 0
  }

  @FieldResolver(() => ClassPlaceConnection, {
    description: "名单: the people on its list whom the viewer's roles reach; those with a place, then those who wait, in their order.",
  })
  async places(
    @Root() { id }: Row,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("state", () => EnrolmentState, { nullable: true, description: "Only those who stand so; left out, all." }) state: enrolment.EnrolmentState | null,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<enrolment.ClassPlace>> {
    return toConnection(await listEnrolments(context, { classId: id, state: state ?? null, ...paging }))
  }

  @FieldResolver(() => Int, { description: "People on its list who are left out of `places` because the viewer's roles do not reach them (persons)." })
  async hiddenPlaces(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.listCountsByClass(null).load(id))?.hidden ?? 0
  }

  @FieldResolver(() => LessonConnection, { description: "Its lessons that the viewer sees, in time order." })
  async lessons(
    @Root() { id }: Row,
    @Args(() => LessonWindowArgs) args: LessonWindowArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<lesson.Lesson>> {
    return toConnection(await listLessonsOf(context, { of: "class", id, ...args }))
  }

  @FieldResolver(() => Boolean, { description: "True where the viewer may change it, cancel it and plan its lessons." })
  async viewerCanPlan(@Root() { id }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<boolean> {
    const detail = await loaders.classDetailById.load(id)
    return detail !== null && mayPlan(viewer, detail.organisationPath)
  }
}

@Resolver(() => ClassCoOrganiser)
export class ClassCoOrganiserResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Which one of the tree; null for others, and where the viewer does not see it." })
  organisation(@Root() { organisationId }: CoOrganiser, @Ctx() { loaders }: CoursesContext): Promise<Organisation | null> | null {
    return organisationId ? loaders.seenOrganisationById.load(organisationId) : null
  }
}
