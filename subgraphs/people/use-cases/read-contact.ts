import type { PeopleContext } from "../context.ts"
import type { Contact } from "../domain/contact.ts"
import { type ContactPurpose, mayReadContact } from "../domain/contact.policy.ts"
import type { Member } from "../domain/member.ts"

/**
 * Read a person's mobile and ID number: in full where the viewer may read them for this purpose, and logged as that, else masked.
 *
 * A purpose that the viewer cannot have is no mistake: the answer is masked, and says so.
 */
export async function readContact(
  { viewer, loaders }: Pick<PeopleContext, "viewer" | "loaders">,
  member: Member,
  purpose: ContactPurpose | null,
): Promise<Contact | null> {
  if (purpose !== null && mayReadContact(viewer, member, purpose)) return loaders.fullContactByMember(purpose).load(member.id)
  return loaders.maskedContactByMember.load(member.id)
}
