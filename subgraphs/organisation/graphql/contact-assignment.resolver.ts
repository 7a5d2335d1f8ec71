import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/contact-assignment.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import { ContactAssignment } from "./contact-assignment.type.ts"
import { Member } from "./node.stubs.ts"
import { Organisation } from "./organisation.type.ts"

@Resolver(() => Organisation)
export class OrganisationContactResolver {
  @FieldResolver(() => [ContactAssignment], {
    description: "联系点: the leaders who keep contact with it on the day of the books, at most 20; empty where the viewer may not read the place.",
  })
  async contacts(@Root() { id, path, asOf }: OrganisationValue, @Ctx() { viewer, today, loaders }: OrganisationContext): Promise<domain.ContactAssignment[]> {
    return mayRead(viewer, path) ? loaders.contactsByOrganisation(asOf ?? today).load(id) : []
  }
}

@Resolver(() => ContactAssignment)
export class ContactAssignmentResolver {
  @FieldResolver(() => Member, { nullable: true, description: "The leader; null where the viewer may not read that person." })
  leader(@Root() { leaderId }: domain.ContactAssignment, @Ctx() { loaders }: OrganisationContext): Promise<Member | null> {
    return loaders.readableMemberById.load(leaderId)
  }
}
