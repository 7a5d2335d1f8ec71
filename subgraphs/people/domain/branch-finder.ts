import { MOST_CANDIDATES } from "../../shared/tables/row-problem.ts"

/** A branch in which people of the import can take part, with names it had before. */
export type KnownBranch = { id: string; path: string; name: string; shortName: string; formerNames: readonly string[] }

export type FoundBranch =
  { ok: true; branch: KnownBranch; isFormerName: boolean } | { ok: false; code: "UNKNOWN_BRANCH" | "AMBIGUOUS_BRANCH"; message: string; candidates: string[] }

/** What stands before a branch's own name on forms. */
const PREFIX = /^(中国共产党|中共)/u

/**
 * Make the search for branches by what a roster calls them: the whole name, the short one, a name of former days, else what is
 * the end of one name alone (第一党支部 for 向阳社区第一党支部). More than one is a question, with the names to choose from.
 */
export function createBranchFinder(branches: readonly KnownBranch[]): (text: string) => FoundBranch {
  const byName = groupBy(branches, ({ name, shortName }) => [...new Set([bare(name), bare(shortName)])])
  const byFormer = groupBy(branches, ({ formerNames }) => [...new Set(formerNames.map(bare))])
  const known = new Map<string, FoundBranch>()
  const find = (text: string): FoundBranch => {
    const name = bare(text)
    const exact = byName.get(name) ?? []
    if (exact.length > 0) return chosen(exact, text, false)
    const former = byFormer.get(name) ?? []
    if (former.length > 0) return chosen(former, text, true)
    const ending = name.length < 2 ? [] : branches.filter((branch) => bare(branch.name).endsWith(name) || name.endsWith(bare(branch.name)))
    return ending.length > 0
      ? chosen(ending, text, false)
      : unknown(text, name.length < 2 ? [] : branches.filter((branch) => isShortenedFrom(name, bare(branch.name))))
  }
  return (text) => {
    const found = known.get(text) ?? find(text)
    known.set(text, found)
    return found
  }
}

function chosen(matches: readonly KnownBranch[], text: string, isFormerName: boolean): FoundBranch {
  const [branch, ...more] = matches
  if (branch && more.length === 0) return { ok: true, branch, isFormerName }
  const message = `${matches.length} branches answer to "${text.slice(0, 60)}". Write the whole name.`
  return { ok: false, code: "AMBIGUOUS_BRANCH", message, candidates: namesOf(matches) }
}

/** Nothing is guessed: 翠苑一支部 is asked about, with 翠苑社区第一党支部 to choose. */
function unknown(text: string, similar: readonly KnownBranch[]): FoundBranch {
  const advice = similar.length > 0 ? "Write the whole name." : "Write the whole name of one that is, or import the row where it belongs."
  const message = `There is no branch "${text.slice(0, 60)}" in the organisation of this import. ${advice}`
  return { ok: false, code: "UNKNOWN_BRANCH", message, candidates: namesOf(similar) }
}

function namesOf(branches: readonly KnownBranch[]): string[] {
  return branches.slice(0, MOST_CANDIDATES).map(({ name }) => name)
}

/** All characters of the one stand in the other, in their order. */
function isShortenedFrom(short: string, whole: string): boolean {
  let from = 0
  return [...short].every((character) => {
    const at = whole.indexOf(character, from)
    from = at + character.length
    return at >= 0
  })
}

function bare(name: string): string {
  return name.normalize("NFKC").replace(/\s/gu, "").replace(PREFIX, "")
}

function groupBy<Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) for (const key of keysOf(item)) groups.set(key, [...(groups.get(key) ?? []), item])
  return groups
}
