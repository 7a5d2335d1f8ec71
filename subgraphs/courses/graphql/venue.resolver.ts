import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { seesOrganisation } from "../../shared/viewer.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type * as lesson from "../domain/lesson.ts"
import type * as domain from "../domain/venue.ts"
import { clockOf } from "../domain/weekly-time.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { Venue } from "./school.type.ts"
import { VenueClosure, VenueOpening, VenueSharing } from "./venue.type.ts"
import { windowOf } from "./window.args.ts"

type Row = lesson.Venue

@Resolver(() => Venue)
export class VenueResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose it is; null where the viewer does not see that organisation." })
  async organisation(@Root() { id, organisationId }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<Organisation | null> {
    const detail = await loaders.venueDetailById.load(id)
    return detail && seesOrganisation(viewer, detail.organisationPath) ? { id: organisationId } : null
  }

  @FieldResolver(() => String, { nullable: true, description: "Where the house is." })
  async address(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<string | null> {
    return (await loaders.venueDetailById.load(id))?.address ?? null
  }

  @FieldResolver(() => Boolean, { description: "启用: false for one that is given up and takes no new lessons." })
  async isInUse(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<boolean> {
    return (await loaders.venueDetailById.load(id))?.isInUse ?? false
  }

  @FieldResolver(() => Int, { description: "Counts the changes made; an edit names the version it saw." })
  async version(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return (await loaders.venueDetailById.load(id))?.version ?? 0
  }

  @FieldResolver(() => [VenueOpening], { description: "开放时间: when it is open, at most 50 times of the week; none where it is not known to close." })
  async opening(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<VenueOpening[]> {
    const times = await loaders.openingByVenue.load(id)
    return times.map(({ weekday, fromMinute, toMinute }) => ({ weekday, from: clockOf(fromMinute), to: clockOf(toMinute) }))
  }

  @FieldResolver(() => [VenueClosure], { description: "停用: closures in a time, in order; at most 100." })
  closures(
    @Root() { id }: Row,
    @Arg("from", () => DateTimeScalar, { nullable: true, description: "From this instant on; left out, from now." }) from: Date | null,
    @Arg("to", () => DateTimeScalar, { nullable: true, description: "Until this instant; left out, 400 days later." }) to: Date | null,
    @Ctx() { loaders, now }: CoursesContext,
  ): Promise<domain.Closure[]> {
    return loaders.closuresByVenue(windowOf({ from, to }, now())).load(id)
  }

  @FieldResolver(() => [VenueSharing], { description: "共用单位: who uses it beside its own organisation, the first to choose first; at most 50." })
  sharedWith(@Root() { id }: Row, @Ctx() { loaders }: CoursesContext): Promise<domain.VenueSharing[]> {
    return loaders.sharingByVenue.load(id)
  }

  @FieldResolver(() => Boolean, { description: "True where the viewer may change it, close it and share it." })
  async viewerCanPlan(@Root() { id }: Row, @Ctx() { loaders, viewer }: CoursesContext): Promise<boolean> {
    const detail = await loaders.venueDetailById.load(id)
    return detail !== null && mayPlan(viewer, detail.organisationPath)
  }
}

@Resolver(() => VenueSharing)
export class VenueSharingResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Which one; null where the viewer does not see it." })
  organisation(@Root() { organisationId }: domain.VenueSharing, @Ctx() { loaders }: CoursesContext): Promise<Organisation | null> {
    return loaders.seenOrganisationById.load(organisationId)
  }
}
