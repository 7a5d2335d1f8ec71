import type { SearchPlace } from "../subgraphs/people/data/member-search.repository.ts"
import { subtreeOf } from "../subgraphs/shared/viewer.ts"
import type { Viewer } from "../subgraphs/shared/viewer.ts"

/** Whoever looks at the whole crowd. */
export const CITY_VIEWER: Viewer = {
  accountId: "account_00000000000000000000000001",
  name: "市级审计员",
  memberId: null,
  homePath: null,
  grants: [{ role: "ADMIN", organisationId: "organisation_00000000000000000000000001", path: "c." }],
}

const below = (...paths: string[]): SearchPlace => ({ ranges: paths.map(subtreeOf), withOwn: true })

/** What the crowd is searched for: a name for the case, what is typed, and where. */
export const CASES: readonly (readonly [name: string, typed: string, place: SearchPlace])[] = [
  ["one character, city", "王", below("c.")],
  ["two characters, city", "春梅", below("c.")],
  ["three characters, city", "王春梅", below("c.")],
  ["initials, city", "wcm", below("c.")],
  ["two initials, city", "lj", below("c.")],
  ["a syllable, city", "wang", below("c.")],
  ["a letter, city", "w", below("c.")],
  ["the most frequent letter, city", "l", below("c.")],
  ["a code, city", "LZ0123456", below("c.")],
  ["four digits, city", "0042", below("c.")],
  ["nobody, city", "甪龘", below("c.")],
  ["one character, district", "王", below("c.d3.")],
  ["one character, street", "王", below("c.d3.s4.")],
  ["a letter, street", "w", below("c.d3.s4.")],
  ["one character, community", "王", below("c.d3.s4.m3.")],
  ["a letter, community", "w", below("c.d3.s4.m3.")],
  ["one character, two districts", "王", below("c.d3.", "c.d5.")],
]
