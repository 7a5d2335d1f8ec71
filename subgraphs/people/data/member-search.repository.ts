import type { Database } from "../../shared/database.ts"
import { perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember } from "../../shared/scope.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { PathRange, Viewer } from "../../shared/viewer.ts"
import type { Member, Participation, Stage } from "../domain/member.ts"
import type { MemberSearch } from "../domain/name-search.ts"
import { type MemberRow, toMember } from "./member.row.ts"
import { COUNT_NARROW, COUNT_WIDE, NOBODY, PAGE_NARROW, PAGE_WIDE, searchValues } from "./member-search.row.ts"
import type { SealingKey } from "../../shared/sealed.ts"

/** Where people are looked for: in these parts of the tree (which do not overlap), and the viewer's own record if asked for. */
export type SearchPlace = { ranges: readonly PathRange[]; withOwn: boolean }

/** Only these of the finds; null for all. */
export type SearchFilter = { stages: readonly Stage[]; participation: readonly Participation[] } | null

export type MemberSearchRepository = ReturnType<typeof createMemberSearchRepository>

/** Up to so many people are looked through one by one; among more, finds are read off the indexes of names. */
const FEW_PEOPLE = 5_000
/** So many rows of the tally are added up before a place counts as large, whatever they hold. */
const FEW_TALLIES = 400

/** Find people by what was typed, inside parts of the tree that the caller has found within the viewer's scope. */
export function createMemberSearchRepository(database: Database, viewer: Viewer, keys: readonly SealingKey[]) {
  /** Say whether so few people take part there that looking at each of them is cheapest. */
  const isNarrow = perKey(async (ranges: readonly PathRange[]): Promise<boolean> => {
    const [row] = await database.read<{ people: number; tallies: number }>(
      "search_place_size",
      `SELECT coalesce(sum(t.people), 0) AS people, count(*) AS tallies FROM (
         SELECT t.people FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path) CROSS JOIN LATERAL (
           SELECT t.people FROM people.tally t WHERE t.organisation_path >= asked.from_path AND t.organisation_path < asked.to_path LIMIT ${FEW_TALLIES}) t LIMIT ${FEW_TALLIES}) t`,
      [ranges.map(({ from }) => from), ranges.map(({ to }) => to)],
    )
    return !row || (row.tallies < FEW_TALLIES && row.people <= FEW_PEOPLE)
  })
  const valuesOf = ({ ranges, withOwn }: SearchPlace, search: MemberSearch, filter: SearchFilter): unknown[] => [
    ranges.map(({ from }) => from),
    ranges.map(({ to }) => to),
    withOwn ? ownMember(viewer) : null,
    ...searchValues(search, viewer, keys),
    filter && filter.stages,
    filter && filter.participation,
  ]
  return {
    /** Find one page by name (pinyin), with one row more than the limit where there is more. */
    async findPage(place: SearchPlace, search: MemberSearch, filter: SearchFilter, { limit, after }: PageRequest): Promise<Member[]> {
      const [pinyin, id] = after ? [after[0], toUuid("member", after[1] ?? "")] : ["", NOBODY]
      const values = [...valuesOf(place, search, filter), pinyin, id, limit + 1]
      const rows = (await isNarrow(place.ranges))
        ? await database.read<MemberRow>("search_page_narrow", PAGE_NARROW, values)
        : await database.read<MemberRow>("search_page_wide", PAGE_WIDE, values)
      return rows.map(toMember)
    },

    async count(place: SearchPlace, search: MemberSearch, filter: SearchFilter): Promise<number> {
      const values = valuesOf(place, search, filter)
      const [row] = (await isNarrow(place.ranges))
        ? await database.read<{ people: number }>("search_count_narrow", COUNT_NARROW, values)
        : await database.read<{ people: number }>("search_count_wide", COUNT_WIDE, values)
      return row?.people ?? 0
    },
  }
}
