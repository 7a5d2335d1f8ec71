import type { Viewer } from "./viewer.ts"

/** The widest of some roles that reaches a path: `roles` and `paths` are parameters, from `notedGrants`. Who has none reads as a member. */
export const NOTED_ROLE = (
  path: string,
  roles: string,
  paths: string,
) => `coalesce((SELECT g.role FROM unnest(${roles}::text[], ${paths}::text[]) AS g(role, path)
  WHERE starts_with(${path}, g.path) ORDER BY array_position(ARRAY['ADMIN', 'AUDITOR', 'SECRETARY', 'COORDINATOR', 'RECORDER'], g.role) LIMIT 1), 'MEMBER')`

export const notedGrants = ({ grants }: Viewer): [roles: string[], paths: string[]] => [grants.map(({ role }) => role), grants.map(({ path }) => path)]
