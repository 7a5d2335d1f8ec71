import DataLoader from "dataloader"
import { inKeyOrder, perKey } from "../../shared/keyed.ts"
import { type Contact, fieldsRead, maskContact } from "../domain/contact.ts"
import type { ContactPurpose } from "../domain/contact.policy.ts"
import type { ContactRepository } from "./contact.repository.ts"

/** Make the request's loaders of contact data by member. The caller has decided for whom it may be shown in full. */
export function createContactLoaders(contacts: ContactRepository) {
  return {
    maskedContactByMember: new DataLoader<string, Contact | null>(async (ids) => {
      const found = await contacts.findByMembers(ids)
      return inKeyOrder(ids, found, ({ memberId }) => memberId).map((contact) => contact && maskContact(contact))
    }),

    /** In full, for a purpose. The log is written first: where it cannot be, nothing is shown. */
    fullContactByMember: perKey(
      (purpose: ContactPurpose) =>
        new DataLoader<string, Contact | null>(async (ids) => {
          const found = await contacts.findByMembers(ids)
          const reads = found.map((contact) => ({ memberId: contact.memberId, fields: fieldsRead(contact) })).filter(({ fields }) => fields.length > 0)
          if (reads.length > 0) await contacts.logReads(reads, purpose)
          return inKeyOrder(ids, found, ({ memberId }) => memberId)
        }),
    ),
  }
}
