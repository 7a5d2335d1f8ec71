import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/audience.ts"
import { Audience } from "./audience.type.ts"
import { Member, Organisation } from "./elsewhere.stubs.ts"

@Resolver(() => Audience)
export class AudienceResolver {
  @FieldResolver(() => [Organisation], {
    nullable: true,
    description: "Those who take part in one of these are meant; at most 100, without those that the viewer does not see.",
  })
  async organisations(@Root() { organisations }: domain.Audience, @Ctx() { loaders }: CoursesContext): Promise<Organisation[]> {
    return found(await loaders.seenOrganisationById.loadMany(organisations))
  }

  @FieldResolver(() => [Member], {
    nullable: true,
    description: "People named besides, whatever the rest says; at most 100, without those whom the viewer may not read.",
  })
  async members(@Root() { members }: domain.Audience, @Ctx() { loaders }: CoursesContext): Promise<Member[]> {
    return found(await loaders.seenMemberById.loadMany(members))
  }

  @FieldResolver(() => Int, { description: "People named who are left out of `members` for this viewer (persons)." })
  async hiddenMembers(@Root() { members }: domain.Audience, @Ctx() { loaders }: CoursesContext): Promise<number> {
    return members.length - found(await loaders.seenMemberById.loadMany(members)).length
  }
}

function found<Row>(rows: readonly (Row | Error | null)[]): Row[] {
  return rows.filter((row): row is Row => {
    if (row instanceof Error) throw row
    return row !== null
  })
}
