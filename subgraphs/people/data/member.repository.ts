import type { Database } from "../../shared/database.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { Member, Participation, RosterFilter, Stage } from "../domain/member.ts"

type Row = {
  id: string
  code: string
  name: string
  name_pinyin: string
  stage: Stage
  participation: Participation
  joined_on: string | null
  full_on: string | null
  branch_id: string | null
}

const COLUMNS = "m.id, m.code, m.name, m.name_pinyin, m.stage::text, m.participation::text, m.joined_on, m.full_on, m.branch_id"

/** $1 and $2 are the viewer's subtrees, $3 the viewer's own member: what everyone sees is inside a subtree or themselves. */
const VISIBLE = `(m.id = $3::uuid OR ${withinScope("m.branch_path")})`

/** Of a roster: $4/$5 the subtree, $6 stages, $7 participation, $8/$9 what was typed (as it is, as a pattern), $10 the day. */
const IN_ROSTER = `m.stage::text = ANY($6) AND ($8::text IS NULL OR position($8 IN m.name) > 0 OR m.name_pinyin LIKE $9 OR m.name_initials LIKE $9)`
const TODAY = `m.branch_path >= $4 AND m.branch_path < $5 AND m.participation::text = ANY($7) AND $10::date IS NULL AND ${IN_ROSTER}`
const ON_A_DAY = `m.joined_on <= $10::date AND ${IN_ROSTER} AND EXISTS (
  SELECT FROM people.membership ms WHERE ms.member_id = m.id AND ms.organisation_path >= $4 AND ms.organisation_path < $5
    AND ms.participation::text = ANY($7) AND ms.from_on <= $10::date AND (ms.to_on IS NULL OR ms.to_on > $10::date))`

export type MemberRepository = ReturnType<typeof createMemberRepository>

/** Read people within the viewer's scope: those in the subtrees of the viewer's grants, and the viewer. */
export function createMemberRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), ownMember(viewer)]
  return {
    async findByIds(ids: readonly string[]): Promise<Member[]> {
      const rows = await database.read<Row>("members_by_id", `SELECT ${COLUMNS} FROM people.member m WHERE m.id = ANY($4::uuid[]) AND ${VISIBLE}`, [
        ...own,
        toUuids("member", ids),
      ])
      return rows.map(toMember)
    },

    /** List an organisation's people by name (pinyin), today or as they belonged on a day. */
    async listRoster(filter: RosterFilter, { limit, after }: PageRequest): Promise<Page<Member>> {
      const { from, to } = filter.includeDescendants ? subtreeOf(filter.path) : { from: filter.path, to: `${filter.path}!` }
      const values = [...own, from, to, filter.stages, filter.participation, filter.search, filter.search && patternOf(filter.search), filter.asOf]
      const condition = `${filter.asOf ? ON_A_DAY : TODAY} AND ${VISIBLE}`
      const name = filter.asOf ? "roster_on_a_day" : "roster_today"
      const rows = await database.read<Row>(
        name,
        `SELECT ${COLUMNS} FROM people.member m WHERE ${condition} AND ($11::text IS NULL OR (m.name_pinyin, m.id) > ($11, $12::uuid))
         ORDER BY m.name_pinyin, m.id LIMIT $13`,
        [...values, after?.[0] ?? null, after ? toUuidOrNil(after[1]) : null, limit + 1],
      )
      const count = () => database.read<{ people: number }>(`${name}_count`, `SELECT count(*) AS people FROM people.member m WHERE ${condition}`, values)
      return pageOf(
        rows.map(toMember),
        limit,
        (member) => [member.namePinyin, member.id],
        async () => (await count())[0]?.people ?? 0,
      )
    },
  }
}

function patternOf(search: string): string {
  return `${search.replace(/[\\%_]/g, "\\$&")}%`
}

/** A cursor that was tampered with may hold no id; nothing stands behind such a place. */
function toUuidOrNil(id: string | undefined): string {
  return toUuids("member", [id ?? ""])[0] ?? "ffffffff-ffff-ffff-ffff-ffffffffffff"
}

function toMember(row: Row): Member {
  return {
    id: toTypeId("member", row.id),
    code: row.code,
    name: row.name,
    namePinyin: row.name_pinyin,
    stage: row.stage,
    participation: row.participation,
    joinedOn: row.joined_on,
    fullOn: row.full_on,
    branchId: row.branch_id && toTypeId("organisation", row.branch_id),
  }
}
