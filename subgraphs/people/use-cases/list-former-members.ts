import type { Page } from "../../shared/page.ts"
import type { PeopleContext } from "../context.ts"
import type { Member } from "../domain/member.ts"
import { type AskedRoster, listRoster } from "./list-roster.ts"

/**
 * List those of a day's people who have since gone where the viewer does not read: with the roster of that day they are all who
 * belonged. Their names stand in the place's own books; what became of them does not.
 *
 * @throws {BadInput} when `first`, `after` or `asOf` is not good.
 */
export function listFormerMembers(
  context: Pick<PeopleContext, "loaders" | "today">,
  asked: Omit<AskedRoster, "search" | "asOf" | "isGone"> & { asOf: string },
): Promise<Page<Member> | null> {
  return listRoster(context, { ...asked, isGone: true })
}
