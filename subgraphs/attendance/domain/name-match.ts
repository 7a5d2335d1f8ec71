import { readName } from "../../shared/tables/cell.ts"

/** Somebody whom a written name may mean. `branchNames`: what their branch is and was called. */
export type Listed = { memberId: string; name: string; branchNames: readonly string[] }

/** A name as it is written, with what stands beside it. `withTail`: who has a mobile with the digits that are written; null where none are. */
export type Written = { name: string; branch: string | null; withTail: ReadonlySet<string> | null }

/** What does not agree though the person is found: the digits, or the branch. */
export type Doubt = "TAIL_DIFFERS" | "BRANCH_DIFFERS"

/** Who is meant, or why that is not known, with whoever could be. */
export type Match = { ok: true; memberId: string; doubts: Doubt[] } | { ok: false; why: "UNKNOWN" | "AMBIGUOUS" | "OTHER_BRANCH"; candidates: Listed[] }

/** What stands before an organisation's own name on forms. */
const PREFIX = /^(中国共产党|中共)/u
const SHORTEST_BRANCH = 2

/**
 * Make the search for people by what is written: the name (one kind of dot, no spaces within), then the branch, then the last four digits of the mobile.
 *
 * Nothing is guessed. Two of one name whom branch and digits do not tell apart are a question, with both to choose from; so is somebody of another branch
 * than is written, unless the digits say that it is the one.
 */
export function createNameMatcher(list: readonly Listed[]): (written: Written) => Match {
  const byName = new Map<string, Listed[]>()
  for (const one of list) byName.set(bareName(one.name), [...(byName.get(bareName(one.name)) ?? []), one])
  return ({ name, branch, withTail }) => {
    const same = byName.get(bareName(name)) ?? []
    if (same.length === 0) return { ok: false, why: "UNKNOWN", candidates: [] }
    const inBranch = branch === null ? same : same.filter(({ branchNames }) => branchNames.some((known) => isSameBranch(branch, known)))
    const among = inBranch.length > 0 ? inBranch : same
    const told = among.filter(({ memberId }) => withTail?.has(memberId))
    const [only, ...others] = told.length > 0 ? told : inBranch
    if (only && others.length === 0) {
      const branchDoubt: Doubt[] = inBranch.length > 0 ? [] : ["BRANCH_DIFFERS"]
      return { ok: true, memberId: only.memberId, doubts: [...branchDoubt, ...(withTail !== null && told.length === 0 ? (["TAIL_DIFFERS"] as const) : [])] }
    }
    return { ok: false, why: inBranch.length > 0 ? "AMBIGUOUS" : "OTHER_BRANCH", candidates: told.length > 0 ? told : among }
  }
}

/** Bring a name to what is compared of it: 张 伟 is 张伟, 买买提•阿依 is 买买提·阿依. What is no name at all is compared as it stands. */
export function bareName(written: string): string {
  const read = readName(
    written
      .normalize("NFC")
      .replace(/[\u200b\ufeff]/gu, "")
      .trim(),
  )
  return (read.ok ? (read.value ?? "") : written.trim()).toLocaleLowerCase("en")
}

/** 第一党支部 and 中共向阳社区第一党支部 are 向阳社区第一党支部; 一党支部 is not known to be: it could be the end of 第十一党支部. */
function isSameBranch(written: string, known: string): boolean {
  const [one, other] = [bareBranch(written), bareBranch(known)]
  if (one === other) return true
  return one.length > SHORTEST_BRANCH && other.endsWith(one) && !/[第\d一二三四五六七八九十百]/u.test(other.at(-one.length - 1) ?? "")
}

function bareBranch(name: string): string {
  return name.normalize("NFKC").replace(/\s/gu, "").replace(PREFIX, "")
}
