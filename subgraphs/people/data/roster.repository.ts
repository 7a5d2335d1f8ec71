import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuid } from "../../shared/typeid.ts"
import { type PathRange, type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { Member, RosterFilter } from "../domain/member.ts"
import { VISIBLE } from "./member.repository.ts"
import { MEMBER_COLUMNS, type MemberRow, stageOn, toMember } from "./member.row.ts"
import type { MemberSearchRepository } from "./member-search.repository.ts"
import { SEARCH_PARAMETERS, found, searchValues } from "./member-search.row.ts"
import type { SealingKey } from "../../shared/sealed.ts"

/** $4 and $5 are the subtrees asked for; what follows is the same for all of them. */
const ASKED = "unnest($4::text[], $5::text[]) AS asked(from_path, to_path)"

/** $6 stages, $7 participation, from $8 on what was typed. */
const FOUND = found(8)
const DAY = `$${8 + SEARCH_PARAMETERS}::date`

const TODAY = `FROM people.member m
  WHERE m.branch_path >= asked.from_path AND m.branch_path < asked.to_path AND m.stage::text = ANY($6) AND m.participation::text = ANY($7) AND ${FOUND} AND ${VISIBLE}`

/** Who belonged on the day, in the tree of that day, at the stage reached then. */
const BELONGED = `FROM (SELECT ms.member_id AS id FROM organisation_api.version v JOIN people.membership ms ON ms.organisation_id = v.organisation_id
    WHERE v.path >= asked.from_path AND v.path < asked.to_path AND v.valid_from <= ${DAY} AND (v.valid_to IS NULL OR v.valid_to > ${DAY})
      AND ms.participation::text = ANY($7) AND ms.from_on <= ${DAY} AND (ms.to_on IS NULL OR ms.to_on > ${DAY}) GROUP BY ms.member_id) belonged
  JOIN people.member m ON m.id = belonged.id
  WHERE ${stageOn(DAY)} = ANY($6) AND ${FOUND}`

/** Of them, those whom the viewer may read today, and those who have gone where the viewer does not read. */
const ON_A_DAY = `${BELONGED} AND ${VISIBLE}`
const GONE_SINCE = `${BELONGED} AND NOT coalesce(${VISIBLE}, false)`

export type RosterRepository = ReturnType<typeof createRosterRepository>

/**
 * Read the rosters of organisations by path, many at once, within the viewer's scope; as of a day, by the path of that day.
 *
 * The caller has found the places within the viewer's scope.
 */
export function createRosterRepository(database: Database, viewer: Viewer, keys: readonly SealingKey[], searches: MemberSearchRepository) {
  const countByTally = (paths: readonly string[], filter: RosterFilter) => {
    const ranges = rangesOf(paths, filter)
    return database.read<{ path: string; people: number }>(
      "roster_count_by_tally",
      `SELECT asked.from_path AS path, coalesce(sum(t.people), 0) AS people FROM unnest($3::text[], $4::text[]) AS asked(from_path, to_path)
       LEFT JOIN people.tally t ON t.organisation_path >= asked.from_path AND t.organisation_path < asked.to_path
         AND t.stage::text = ANY($5) AND t.participation::text = ANY($6) AND ${withinScope("t.organisation_path")}
       GROUP BY 1`,
      [...scopeOf(viewer), ranges.map(({ from }) => from), ranges.map(({ to }) => to), filter.stages, filter.participation],
    )
  }
  const valuesOf = (paths: readonly string[], filter: RosterFilter): unknown[] => {
    const ranges = rangesOf(paths, filter)
    return [
      ...scopeOf(viewer),
      ownMember(viewer),
      ranges.map(({ from }) => from),
      ranges.map(({ to }) => to),
      filter.stages,
      filter.participation,
      ...searchValues(filter.search, viewer, keys),
      ...(filter.asOf ? [filter.asOf] : []),
    ]
  }
  return {
    /** Find one page a path by name (pinyin), with one row more than the limit where there is more. */
    async findPages(paths: readonly string[], filter: RosterFilter, request: PageRequest): Promise<{ path: string; member: Member }[]> {
      const alone = searchedAlone(paths, filter)
      if (alone) return (await searches.findPage(alone.place, alone.search, filter, request)).map((member) => ({ path: alone.path, member }))
      const [pinyin, id] = request.after ?? []
      const values = valuesOf(paths, filter)
      const [afterPinyin, afterId, most] = [1, 2, 3].map((place) => `$${values.length + place}`)
      const columns = filter.asOf ? MEMBER_COLUMNS.replace("m.stage::text", stageOn(DAY)) : MEMBER_COLUMNS
      const rows = await database.read<MemberRow & { path: string }>(
        `roster_${listOf(filter).name}`,
        `SELECT asked.from_path AS path, page.* FROM ${ASKED} CROSS JOIN LATERAL (
           SELECT ${columns} ${listOf(filter).text} AND (${afterPinyin}::text IS NULL OR (m.name_pinyin, m.id) > (${afterPinyin}, ${afterId}::uuid))
           ORDER BY m.name_pinyin, m.id LIMIT ${most}
         ) page ORDER BY page.name_pinyin, page.id`,
        [...values, pinyin ?? null, id ? toUuid("member", id) : null, request.limit + 1],
      )
      return rows.map((row) => ({ path: row.path, member: toMember(row) }))
    },

    /** Count whole rosters: of today and without a search from the tally, whose rows are few; otherwise person by person. */
    async count(paths: readonly string[], filter: RosterFilter): Promise<{ path: string; people: number }[]> {
      if (!filter.search && !filter.asOf) return countByTally(paths, filter)
      const alone = searchedAlone(paths, filter)
      if (alone) return [{ path: alone.path, people: await searches.count(alone.place, alone.search, filter) }]
      return database.read<{ path: string; people: number }>(
        `roster_count_${listOf(filter).name}`,
        `SELECT asked.from_path AS path, (SELECT count(*) ${listOf(filter).text}) AS people FROM ${ASKED}`,
        valuesOf(paths, filter),
      )
    },
  }
}

function listOf({ asOf, isGone }: RosterFilter): { name: string; text: string } {
  if (!asOf) return { name: "today", text: TODAY }
  return isGone ? { name: "gone_since", text: GONE_SINCE } : { name: "on_a_day", text: ON_A_DAY }
}

/** One roster of today that is searched may be a whole city's: it is a search for people like any other. Of several, each is looked through. */
function searchedAlone(paths: readonly string[], filter: RosterFilter) {
  const [path, ...others] = paths
  if (path === undefined || others.length > 0 || !filter.search || filter.asOf) return null
  return { path, search: filter.search, place: { ranges: rangesOf([path], filter), withOwn: false } }
}

/** A child's path begins with its parent's and goes on with a letter or digit, which comes after "!". */
function rangesOf(paths: readonly string[], { includeDescendants }: RosterFilter): PathRange[] {
  return paths.map((path) => (includeDescendants ? subtreeOf(path) : { from: path, to: `${path}!` }))
}
