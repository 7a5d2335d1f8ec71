import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/contact.ts"
import type * as policy from "../domain/contact.policy.ts"
import type { Member as DomainMember } from "../domain/member.ts"
import { readContact } from "../use-cases/read-contact.ts"
import { Contact, ContactPurpose } from "./contact.type.ts"
import { Member } from "./member.type.ts"

@Resolver(() => Member)
export class MemberContactResolver {
  @FieldResolver(() => Contact, {
    nullable: true,
    description:
      "Mobile and ID number, masked. In full for coordinators, secretaries and admins of the branch or above, and for the person themself; each such read is logged.",
  })
  contact(
    @Root() member: DomainMember,
    @Arg("purpose", () => ContactPurpose, {
      nullable: true,
      description: "What the numbers are needed in full for; masked when left out, or when the viewer cannot have it.",
    })
    purpose: policy.ContactPurpose | null | undefined,
    @Ctx() context: PeopleContext,
  ): Promise<domain.Contact | null> {
    return readContact(context, member, purpose ?? null)
  }
}

@Resolver(() => Contact)
export class ContactResolver {
  @FieldResolver()
  mobile(@Root() { mobile }: domain.Contact): string | null {
    return read(mobile)
  }

  @FieldResolver()
  nationalId(@Root() { nationalId }: domain.Contact): string | null {
    return read(nationalId)
  }
}

/** A value that cannot be opened is this field's fault, and is logged as one; the rest of the answer stands. */
function read(value: domain.ContactValue): string | null {
  if ("broken" in value) throw value.broken
  return value.text
}
