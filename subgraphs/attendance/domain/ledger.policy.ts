import { type Role, type Viewer, holds, subtreeOf, type PathRange } from "../../shared/viewer.ts"

/** Who has the ledger verified: whoever audits it, and whoever answers for it. */
const VERIFIERS: readonly Role[] = ["AUDITOR", "SECRETARY", "ADMIN"]

/** Say whether the viewer may have the ledger of the organisation at this path verified. */
export function mayVerify(viewer: Viewer, path: string): boolean {
  return holds(viewer, VERIFIERS, path)
}

/** The subtrees whose ledger the viewer may have verified. */
export function verifiedSubtrees(viewer: Viewer): PathRange[] {
  return viewer.grants.filter(({ role }) => VERIFIERS.includes(role)).map(({ path }) => subtreeOf(path))
}
