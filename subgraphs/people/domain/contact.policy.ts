import { type Role, type Viewer, holds } from "../../shared/viewer.ts"

/** What unmasked contact data may be read for. */
export type ContactPurpose = "ORGANISATION_TRANSFER" | "CONTACT_MEMBER" | "RECORD_CORRECTION" | "OWN_RECORD"

/** Who works with people's numbers at a place or above it. Recorders tell people apart by the last four digits; auditors check the log instead. */
const CONTACT_KEEPERS: readonly Role[] = ["COORDINATOR", "SECRETARY", "ADMIN"]

/**
 * Say whether the viewer may read a person's mobile and ID number in full, for this purpose.
 *
 * One's own record is for oneself alone, and oneself has no other purpose; the rest is for those who keep the books of the person's
 * branch (个人信息保护法, Art. 5–6: a stated purpose, and no more than it needs).
 */
export function mayReadContact(viewer: Viewer, person: { id: string; branchPath: string | null }, purpose: ContactPurpose | null): boolean {
  if (purpose === null) return false
  if (purpose === "OWN_RECORD") return viewer.memberId === person.id
  return person.branchPath !== null && holds(viewer, CONTACT_KEEPERS, person.branchPath)
}

/**
 * Give the paths below which the viewer may find people by a whole mobile or ID number.
 *
 * They are those where the viewer may read these numbers: whoever sees them masked must not find out the rest by trying.
 */
export function pathsOfKeptContacts(viewer: Viewer): string[] {
  return viewer.grants.filter(({ role }) => CONTACT_KEEPERS.includes(role)).map(({ path }) => path)
}
