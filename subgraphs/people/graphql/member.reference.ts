import { isId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"

/** Find the person behind a reference, within the viewer's scope. */
export function memberReference({ id }: { id: string }, { loaders }: PeopleContext): Promise<domain.Member | null> | null {
  return isId("member", id) ? loaders.memberById.load(id) : null
}
