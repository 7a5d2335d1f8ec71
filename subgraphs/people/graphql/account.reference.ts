import type { PeopleContext } from "../context.ts"

/** Give the viewer's own account in the shape of its type. */
export function accountOf({ viewer, loaders }: PeopleContext) {
  return {
    id: viewer.accountId,
    name: viewer.name,
    grants: viewer.grants.map(({ role, organisationId }) => ({ role, organisation: { id: organisationId } })),
    member: () => (viewer.memberId ? loaders.memberById.load(viewer.memberId) : null),
  }
}

/** Find an account behind a reference: everyone sees their own, and no other. */
export function accountReference({ id }: { id: string }, context: PeopleContext) {
  return id === context.viewer.accountId ? accountOf(context) : null
}
