import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type * as domain from "../domain/timetable-plan.ts"
import { listPlannedLessons } from "../use-cases/list-planned-lessons.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { PlanContradiction, PlanPlacement, PlanScore, PlannedLessonConnection, TimetablePlan } from "./plan.type.ts"

@Resolver(() => TimetablePlan)
export class PlanResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose plan it is; its lessons are held there and below." })
  organisation(@Root() { organisationId }: domain.TimetablePlan): Organisation {
    return { id: organisationId }
  }

  @FieldResolver(() => DateScalar, { description: "First day of the window." })
  from(@Root() { request }: domain.TimetablePlan): string {
    return request.from
  }

  @FieldResolver(() => DateScalar, { description: "Last day of the window, included." })
  to(@Root() { request }: domain.TimetablePlan): string {
    return request.to
  }

  @FieldResolver(() => PlanScore, {
    nullable: true,
    description: "How well the wishes are fulfilled; null until the work has ended, and where nothing has a place.",
  })
  score(@Root() { outcome }: domain.TimetablePlan): PlanScore | null {
    if (!outcome || outcome.score === null || outcome.best === null) return null
    return { total: outcome.score, best: outcome.best, isCutShort: outcome.isCutShort, parts: outcome.parts }
  }

  @FieldResolver(() => [PlanContradiction], { description: "Demands that contradict each other, at most 100 sets." })
  contradictions(@Root() { outcome }: domain.TimetablePlan): PlanContradiction[] {
    return (outcome?.contradictions ?? []).slice(0, 100)
  }

  @FieldResolver(() => [String], { description: "What should be known: years whose holidays are not announced yet, why the work failed; a few sentences." })
  notes(@Root() { outcome }: domain.TimetablePlan): string[] {
    return outcome ? [...outcome.notes, ...(outcome.failure === null ? [] : [outcome.failure])] : []
  }

  @FieldResolver(() => Int, { description: "Lessons without a place; all of them until the work has ended." })
  async unplacedCount(@Root() { id }: domain.TimetablePlan, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.lessonCountsByPlan.load(id)).unplaced
  }

  @FieldResolver(() => PlannedLessonConnection, { description: "The lessons asked for and where each was put, in the order of the demands." })
  async lessons(
    @Root() { id }: domain.TimetablePlan,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("which", () => PlanPlacement, { defaultValue: "ALL", description: "All of them, or only those with a place or without." })
    which: keyof typeof PlanPlacement,
    @Ctx() context: CoursesContext,
  ): Promise<ConnectionValue<domain.PlannedLesson>> {
    return toConnection(await listPlannedLessons(context, { planId: id, isPlaced: which === "ALL" ? null : which === "PLACED", ...paging }))
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer plans for its organisation, and so may cancel and apply it." })
  viewerCanPlan(@Root() { organisationPath }: domain.TimetablePlan, @Ctx() { viewer }: CoursesContext): boolean {
    return mayPlan(viewer, organisationPath)
  }
}
