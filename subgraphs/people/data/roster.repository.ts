import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuid } from "../../shared/typeid.ts"
import { type PathRange, type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { Member, RosterFilter } from "../domain/member.ts"
import { VISIBLE } from "./member.repository.ts"
import { MEMBER_COLUMNS, type MemberRow, stageOn, toMember } from "./member.row.ts"

/** $4 and $5 are the subtrees asked for; what follows is the same for all of them. */
const ASKED = "unnest($4::text[], $5::text[]) AS asked(from_path, to_path)"

/** $6 stages, $7 participation, $8 and $9 what was typed (as it is, as the beginning of pinyin or initials). */
const FOUND = "($8::text IS NULL OR position($8 IN m.name) > 0 OR m.name_pinyin LIKE $9 OR m.name_initials LIKE $9)"

const TODAY = `FROM people.member m
  WHERE m.branch_path >= asked.from_path AND m.branch_path < asked.to_path AND m.stage::text = ANY($6) AND m.participation::text = ANY($7) AND ${FOUND} AND ${VISIBLE}`

/** $10 is the day: who belonged then, at the stage reached then. The viewer must still be allowed to read the person today. */
const ON_A_DAY = `FROM (SELECT x.id FROM people.membership ms JOIN people.member x ON x.id = ms.member_id
    WHERE ms.organisation_path >= asked.from_path AND ms.organisation_path < asked.to_path AND ms.participation::text = ANY($7)
      AND ms.from_on <= $10::date AND (ms.to_on IS NULL OR ms.to_on > $10::date) GROUP BY x.id) belonged
  JOIN people.member m ON m.id = belonged.id
  WHERE ${stageOn("$10::date")} = ANY($6) AND ${FOUND} AND ${VISIBLE}`

export type RosterRepository = ReturnType<typeof createRosterRepository>

/** Read the rosters of organisations by path, many at once, within the viewer's scope. */
export function createRosterRepository(database: Database, viewer: Viewer) {
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
    const typed = [filter.search, filter.search && patternOf(filter.search)]
    const day = filter.asOf ? [filter.asOf] : []
    return [
      ...scopeOf(viewer),
      ownMember(viewer),
      ranges.map(({ from }) => from),
      ranges.map(({ to }) => to),
      filter.stages,
      filter.participation,
      ...typed,
      ...day,
    ]
  }
  return {
    /** Find one page a path by name (pinyin), with one row more than the limit where there is more. */
    async findPages(paths: readonly string[], filter: RosterFilter, { limit, after }: PageRequest): Promise<{ path: string; member: Member }[]> {
      const [pinyin, id] = after ?? []
      const values = valuesOf(paths, filter)
      const [afterPinyin, afterId, most] = [1, 2, 3].map((place) => `$${values.length + place}`)
      const columns = filter.asOf ? MEMBER_COLUMNS.replace("m.stage::text", stageOn("$10::date")) : MEMBER_COLUMNS
      const rows = await database.read<MemberRow & { path: string }>(
        filter.asOf ? "roster_on_a_day" : "roster_today",
        `SELECT asked.from_path AS path, page.* FROM ${ASKED} CROSS JOIN LATERAL (
           SELECT ${columns} ${filter.asOf ? ON_A_DAY : TODAY} AND (${afterPinyin}::text IS NULL OR (m.name_pinyin, m.id) > (${afterPinyin}, ${afterId}::uuid))
           ORDER BY m.name_pinyin, m.id LIMIT ${most}
         ) page ORDER BY page.name_pinyin, page.id`,
        [...values, pinyin ?? null, id ? toUuid("member", id) : null, limit + 1],
      )
      return rows.map((row) => ({ path: row.path, member: toMember(row) }))
    },

    /** Count whole rosters: of today and without a search from the tally, whose rows are few; otherwise person by person. */
    async count(paths: readonly string[], filter: RosterFilter): Promise<{ path: string; people: number }[]> {
      if (!filter.search && !filter.asOf) return countByTally(paths, filter)
      return database.read<{ path: string; people: number }>(
        filter.asOf ? "roster_count_on_a_day" : "roster_count_today",
        `SELECT asked.from_path AS path, (SELECT count(*) ${filter.asOf ? ON_A_DAY : TODAY}) AS people FROM ${ASKED}`,
        valuesOf(paths, filter),
      )
    },
  }
}

/** A child's path begins with its parent's and goes on with a letter or digit, which comes after "!". */
function rangesOf(paths: readonly string[], { includeDescendants }: RosterFilter): PathRange[] {
  return paths.map((path) => (includeDescendants ? subtreeOf(path) : { from: path, to: `${path}!` }))
}

function patternOf(search: string): string {
  return `${search.replace(/[\\%_]/g, "\\$&")}%`
}
