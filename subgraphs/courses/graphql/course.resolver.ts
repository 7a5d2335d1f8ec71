import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { seesOrganisation } from "../../shared/viewer.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/course.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { BlockedTime } from "./blocked-time.type.ts"
import { Course } from "./course.type.ts"
import { Organisation } from "./elsewhere.stubs.ts"

@Resolver(() => Course)
export class CourseResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose it is; null where the viewer does not see that organisation." })
  organisation(@Root() { organisationId, organisationPath }: domain.Course, @Ctx() { viewer }: CoursesContext): Organisation | null {
    return seesOrganisation(viewer, organisationPath) ? { id: organisationId } : null
  }

  @FieldResolver(() => Boolean, { description: "True where the viewer may change it." })
  viewerCanPlan(@Root() { organisationPath }: domain.Course, @Ctx() { viewer }: CoursesContext): boolean {
    return mayPlan(viewer, organisationPath)
  }
}

@Resolver(() => Organisation)
export class BlockedTimeResolver {
  @FieldResolver(() => [BlockedTime], {
    nullable: true,
    description: "不排课时间: times that it keeps free itself, those to come and the present one, in order; at most 50.",
  })
  async blockedTimes(@Root() { id }: Organisation, @Ctx() { loaders, now }: CoursesContext): Promise<BlockedTime[]> {
    return (await loaders.seenOrganisationById.load(id)) ? loaders.blockedTimesByOrganisation(now()).load(id) : []
  }
}
