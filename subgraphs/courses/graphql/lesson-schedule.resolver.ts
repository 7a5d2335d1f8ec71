import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Venue as DomainVenue } from "../domain/lesson.ts"
import type * as domain from "../domain/lesson.ts"
import type * as details from "../domain/lesson-details.ts"
import type { Audience as DomainAudience } from "../domain/audience.ts"
import type { Period } from "../domain/period.ts"
import { listLessonChanges } from "../use-cases/list-lesson-changes.ts"
import { Audience } from "./audience.type.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { CoOrganiser, LessonChangeConnection, LessonPeriod } from "./lesson-details.type.ts"
import { Lesson } from "./lesson.type.ts"
import { Venue } from "./school.type.ts"

/** What of a lesson those write who plan. */
@Resolver(() => Lesson)
export class LessonScheduleResolver {
  @FieldResolver(() => Int, {
    description: "应到人数: people with a place (persons): of a draft those whom the audience means so far.",
  })
  async expectedCount(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.enrolmentCountsByLesson.load(id))?.enrolled ?? 0
  }

  @FieldResolver(() => [LessonPeriod], { description: "课节: its times in order, one or several; at most 20." })
  async periods(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<Period[]> {
    return (await loaders.lessonDetailsById.load(id))?.periods ?? []
  }

  @FieldResolver(() => [Venue], { description: "分会场: further venues that follow over the network; at most 20." })
  async sites(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<DomainVenue[]> {
    return (await loaders.lessonDetailsById.load(id))?.sites ?? []
  }

  @FieldResolver(() => [CoOrganiser], { description: "协办: units that hold it together with the organiser; at most 20." })
  async coOrganisers(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<details.LessonDetails["coOrganisers"]> {
    return (await loaders.lessonDetailsById.load(id))?.coOrganisers ?? []
  }

  @FieldResolver(() => String, { nullable: true, description: "课次编号: its number in the organiser's plan; null when it has none." })
  async code(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<string | null> {
    return (await loaders.lessonDetailsById.load(id))?.code ?? null
  }

  @FieldResolver(() => String, { nullable: true, description: "地点: where it is held, when that is no venue of the register." })
  async place(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<string | null> {
    return (await loaders.lessonDetailsById.load(id))?.place ?? null
  }

  @FieldResolver(() => Boolean, { nullable: true, description: "Whether its hours count for the year." })
  async isCounted(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<boolean | null> {
    return (await loaders.lessonDetailsById.load(id))?.isCounted ?? null
  }

  @FieldResolver(() => Boolean, { nullable: true, description: "Whether members below the organiser may put themselves down for it." })
  async isOpenToEnrol(@Root() { id }: domain.Lesson, @Ctx() { loaders }: CoursesContext): Promise<boolean | null> {
    return (await loaders.lessonDetailsById.load(id))?.isOpenToEnrol ?? null
  }

  @FieldResolver(() => String, { nullable: true, description: "备注: for those who plan for the organiser; null for others." })
  async remark(@Root() lesson: domain.Lesson, @Ctx() { viewer, loaders }: CoursesContext): Promise<string | null> {
    return mayPlan(viewer, lesson.organiserPath) ? ((await loaders.lessonDetailsById.load(lesson.id))?.remark ?? null) : null
  }

  @FieldResolver(() => Audience, { nullable: true, description: "培训对象: who is expected; for those who plan for the organiser, null for others." })
  async audience(@Root() lesson: domain.Lesson, @Ctx() { viewer, loaders }: CoursesContext): Promise<DomainAudience | null> {
    return mayPlan(viewer, lesson.organiserPath) ? ((await loaders.lessonDetailsById.load(lesson.id))?.audience ?? null) : null
  }

  @FieldResolver(() => LessonChangeConnection, {
    description: "变更记录: what was done to it, the latest first; for those who plan for the organiser, empty for others.",
  })
  async changes(
    @Root() lesson: domain.Lesson,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<details.LessonChange>> {
    return toConnection(await listLessonChanges(context, lesson, paging))
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may move, change or cancel it as it stands." })
  viewerCanReschedule(@Root() { organiserPath, status }: domain.Lesson, @Ctx() { viewer }: CoursesContext): boolean {
    return mayPlan(viewer, organiserPath) && (status === "DRAFT" || status === "PUBLISHED")
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer may publish it: a draft of an organiser for whom they plan." })
  viewerCanPublish(@Root() { organiserPath, status }: domain.Lesson, @Ctx() { viewer }: CoursesContext): boolean {
    return mayPlan(viewer, organiserPath) && status === "DRAFT"
  }
}

@Resolver(() => CoOrganiser)
export class CoOrganiserResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "The organisation, where it is one of the city's that the viewer sees." })
  async organisation(@Root() { organisationId }: CoOrganiser, @Ctx() { loaders }: CoursesContext): Promise<Organisation | null> {
    const seen = organisationId ? await loaders.seenOrganisationById.load(organisationId) : null
    return seen && { id: seen.id }
  }
}
