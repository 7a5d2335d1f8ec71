import { MOST_CANDIDATES } from "../../shared/tables/row-problem.ts"

/** What a name was found to mean: one thing, or none or several with the names to choose from. */
export type Found<Item> = { ok: true; item: Item } | { ok: false; isUnknown: boolean; candidates: string[] }

/** What stands before an organisation's own name on forms. */
const PREFIX = /^(中国共产党|中共)/u

/**
 * Make the search for things by what a plan calls them: the whole name, else the end of one name alone (第一党支部 for
 * 向阳社区第一党支部). Several are a question; nothing is guessed.
 */
export function createNameFinder<Item>(items: readonly Item[], namesOf: (item: Item) => readonly string[], label: (item: Item) => string) {
  const exact = new Map<string, Item[]>()
  for (const item of items) for (const name of new Set(namesOf(item).map(bareName))) exact.set(name, [...(exact.get(name) ?? []), item])
  const known = new Map<string, Found<Item>>()
  const find = (text: string): Found<Item> => {
    const name = bareName(text)
    const same = exact.get(name) ?? []
    const matches = same.length > 0 || name.length < 2 ? same : items.filter((item) => namesOf(item).some((whole) => bareName(whole).endsWith(name)))
    const [item, ...more] = matches
    if (item !== undefined && more.length === 0) return { ok: true, item }
    const similar =
      item === undefined && name.length >= 2 ? items.filter((one) => namesOf(one).some((whole) => isShortenedFrom(name, bareName(whole)))) : matches
    return { ok: false, isUnknown: item === undefined, candidates: similar.slice(0, MOST_CANDIDATES).map(label) }
  }
  return (text: string): Found<Item> => {
    const found = known.get(text) ?? find(text)
    known.set(text, found)
    return found
  }
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

/** Bring a name to what is compared of it: one width, no spaces, without 中共. */
export function bareName(name: string): string {
  return name.normalize("NFKC").replace(/\s/gu, "").replace(PREFIX, "")
}
