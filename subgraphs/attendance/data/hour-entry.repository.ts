import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { KeptHourEntry } from "../domain/hour-entry.ts"

/** One person's year, as the key of what is asked for many at once. */
export type AccountKey = { memberId: string; year: number }

type Row = KeptHourEntry & { accountMember: string; accountYear: number; entryId: string | null }

/** $1, $2 and $3 are the viewer's; $4 and $5 whose years: people outside are as good as absent. */
const ASKED = `unnest($4::uuid[], $5::int2[]) AS asked(member_id, year) JOIN people_api.member m ON m.id = asked.member_id
  AND (m.id = $3::uuid OR ${withinScope("m.branch_path")})`

const COLUMNS = `h.bucket::text, h.decision, h.minutes, h.creditable, h.raw, h.rounded, h.apart, h.within_lesson AS "withinLesson", h.capped, h.counted`

/** Read what facts earn (学时条目), of people within the viewer's scope. */
export function createHourEntryRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), ownMember(viewer)]
  const keys = (accounts: readonly AccountKey[]) => [accounts.map(({ memberId }) => toUuid("member", memberId)), accounts.map(({ year }) => year)]
  return {
    /** Find one page a year, by day, with one row more than the limit where there is more. */
    async findPages(accounts: readonly AccountKey[], { limit, after }: PageRequest): Promise<Map<string, KeptHourEntry[]>> {
      const [day = null, id = null] = after ?? []
      const rows = await database.read<Row>(
        "hour_entries_page",
        `SELECT asked.member_id AS "accountMember", asked.year AS "accountYear", page.*, a.rule_set_id AS "ruleSetId", a.required, a.is_required AS "isRequired"
         FROM ${ASKED} JOIN attendance.annual_hours a ON a.member_id = asked.member_id AND a.year = asked.year CROSS JOIN LATERAL (
           SELECT h.entry_id AS "entryId", e.lesson_id AS "lessonId", e.training_id AS "trainingId", e.held_on AS "occurredOn", ${COLUMNS}
           FROM attendance.hour_entry h JOIN attendance.entry e ON e.id = h.entry_id
           WHERE h.member_id = asked.member_id AND h.year = asked.year AND ($6::date IS NULL OR (e.held_on, h.entry_id) > ($6::date, $7::uuid))
           ORDER BY e.held_on, h.entry_id LIMIT $8
         ) page ORDER BY asked.member_id, page."occurredOn", page."entryId"`,
        [...own, ...keys(accounts), day, id && toUuid("entry", id), limit + 1],
      )
      const pages = new Map<string, KeptHourEntry[]>()
      for (const row of rows) {
        const key = accountKey({ memberId: toTypeId("member", row.accountMember), year: row.accountYear })
        pages.set(key, [...(pages.get(key) ?? []), toEntry(row)])
      }
      return pages
    },

    async count(accounts: readonly AccountKey[]): Promise<Map<string, number>> {
      const rows = await database.read<{ member: string; year: number; entries: number }>(
        "hour_entries_count",
        `SELECT asked.member_id AS member, asked.year,
                (SELECT count(*) FROM attendance.hour_entry h WHERE h.member_id = asked.member_id AND h.year = asked.year) AS entries FROM ${ASKED}`,
        [...own, ...keys(accounts)],
      )
      return new Map(rows.map(({ member, year, entries }) => [accountKey({ memberId: toTypeId("member", member), year }), entries]))
    },

    /** What facts earn in all, by entry; of entries that were found within the viewer's scope. In hours. */
    async findEarned(entryIds: readonly string[]): Promise<Map<string, number>> {
      const rows = await database.read<{ id: string; hours: number }>(
        "hours_by_entry",
        "SELECT h.entry_id AS id, sum(h.counted)::float8 / 100 AS hours FROM attendance.hour_entry h WHERE h.entry_id = ANY($1::uuid[]) GROUP BY 1",
        [toUuids("entry", entryIds)],
      )
      return new Map(rows.map(({ id, hours }) => [toTypeId("entry", id), hours]))
    },
  }
}

export function accountKey({ memberId, year }: AccountKey): string {
  return `${memberId}:${year}`
}

function toEntry({ accountMember, accountYear, entryId, ...row }: Row): KeptHourEntry {
  return {
    ...row,
    id: toTypeId("entry", String(entryId)),
    memberId: toTypeId("member", accountMember),
    year: accountYear,
    lessonId: row.lessonId && toTypeId("lesson", row.lessonId),
    trainingId: row.trainingId && toTypeId("training", row.trainingId),
    ruleSetId: toTypeId("rules", row.ruleSetId),
  }
}
