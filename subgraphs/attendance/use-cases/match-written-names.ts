import type { ListedRepository } from "../data/listed.repository.ts"
import { type Listed, type Match, bareName, createNameMatcher } from "../domain/name-match.ts"

/** A name as it stands on paper or in a file. `tail`: the last four digits of the mobile, as written. */
export type WrittenName = { name: string; branch: string | null; tail: string | null }

/** Whom a name means, and whether that person is on the lesson's list. */
export type FoundPerson = { match: Match; isListed: boolean }

/**
 * Find whom written names mean: somebody on the lesson's list, else somebody in the organiser's subtree who came without being on it. The latter only
 * where the branch or the last four digits say so, too: a name alone is not enough for somebody whom nobody expected.
 *
 * Three statements whatever the number of names. Gives one answer for each, in order.
 */
export async function matchWrittenNames(
  listed: ListedRepository,
  { lessonId, organisationPath }: { lessonId: string; organisationPath: string },
  names: readonly WrittenName[],
): Promise<FoundPerson[]> {
  const list = await listed.findListed([lessonId])
  const onList = new Set(list.map(({ name }) => bareName(name)))
  const unknown = [...new Set(names.map(({ name }) => bareName(name)).filter((name) => name !== "" && !onList.has(name)))]
  const others = unknown.length > 0 ? await listed.findNamesakes(organisationPath, unknown) : []
  const tails = names.flatMap(({ tail }) => tail ?? [])
  const people = [...list, ...others].map(({ memberId }) => memberId)
  const byTail = tails.length > 0 ? await listed.findByTails(people, tails) : new Map<string, Set<string>>()
  const [amongListed, amongOthers] = [createNameMatcher(list), createNameMatcher(others)]
  return names.map(({ name, branch, tail }) => {
    const written = { name, branch, withTail: tail === null ? null : (byTail.get(tail) ?? new Set<string>()) }
    const match = amongListed(written)
    if (match.ok || match.why !== "UNKNOWN") return { match, isListed: true }
    return { match: confirmed(amongOthers(written), written, others), isListed: false }
  })
}

type Confirmable = { branch: string | null; withTail: ReadonlySet<string> | null }

function confirmed(match: Match, { branch, withTail }: Confirmable, others: readonly Listed[]): Match {
  if (!match.ok) return match
  const isSure = withTail?.has(match.memberId) || (branch !== null && !match.doubts.includes("BRANCH_DIFFERS") && !match.doubts.includes("TAIL_DIFFERS"))
  return isSure ? match : { ok: false, why: "AMBIGUOUS", candidates: others.filter(({ memberId }) => memberId === match.memberId) }
}
