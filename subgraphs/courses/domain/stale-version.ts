import { type StaleVersion, refused } from "../../shared/result.ts"

/** Refuse an edit of something that was changed since it was read. */
export function staleVersion(currentVersion: number): { ok: false; refusal: StaleVersion } {
  return refused({
    kind: "StaleVersion",
    message: `It was changed meanwhile and is at version ${currentVersion} now. Read it again and decide anew.`,
    currentVersion,
  })
}
