/** What an account may be given at an organisation, hence over its subtree. All of them read; what each may change differs. */
export type Role = "RECORDER" | "COORDINATOR" | "SECRETARY" | "AUDITOR" | "ADMIN"

export type Grant = { role: Role; organisationId: string; path: string }

/** Who asks. Ids are TypeIDs; `homePath` is the path of the branch where the viewer takes part as a member. */
export type Viewer = {
  accountId: string
  name: string
  memberId: string | null
  homePath: string | null
  grants: readonly Grant[]
}

/** Paths p with `from <= p < to`, compared byte by byte. */
export type PathRange = { from: string; to: string }

/**
 * Give the range that holds an organisation and everything below it.
 *
 * A path ends with a dot (`c.d7.`), and the character after the dot is the slash: `c.d7/` is the first path that is not
 * below. The dot keeps `c.d7.` from covering `c.d70.`.
 */
export function subtreeOf(path: string): PathRange {
  return { from: path, to: `${path.slice(0, -1)}/` }
}

/** Give the subtrees whose people and sheets the viewer may read: those of the grants. A plain member has none. */
export function readingScope(viewer: Viewer): PathRange[] {
  const paths = [...new Set(viewer.grants.map((grant) => grant.path))].sort()
  return paths.filter((path, at) => !paths.slice(0, at).some((wider) => path.startsWith(wider))).map(subtreeOf)
}

export function mayRead(viewer: Viewer, path: string): boolean {
  return viewer.grants.some((grant) => path.startsWith(grant.path))
}

/** Say whether the viewer holds one of these roles at this place or above it. */
export function holds(viewer: Viewer, roles: readonly Role[], path: string): boolean {
  return viewer.grants.some((grant) => roles.includes(grant.role) && path.startsWith(grant.path))
}

/**
 * Give the paths of the organisations on the way from the root to each place the viewer belongs to, places included.
 *
 * They are what anyone may see outside their own subtree: one's branch, its superiors, and what these organise for all.
 */
export function waysUp(viewer: Viewer): string[] {
  const places = [...viewer.grants.map((grant) => grant.path), ...(viewer.homePath ? [viewer.homePath] : [])]
  return [...new Set(places.flatMap(ancestorsAndSelf))]
}

/** Say whether the organisation at this path exists for the viewer: it lies in their subtrees or on their way up. */
export function seesOrganisation(viewer: Viewer, path: string): boolean {
  return mayRead(viewer, path) || waysUp(viewer).includes(path)
}

/** Split `c.d7.s3.` into `c.`, `c.d7.`, `c.d7.s3.`: the root first. */
export function ancestorsAndSelf(path: string): string[] {
  const segments = path.split(".").slice(0, -1)
  return segments.map((_, at) => `${segments.slice(0, at + 1).join(".")}.`)
}
