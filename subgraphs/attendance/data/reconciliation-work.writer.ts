import type { PoolClient } from "pg"
import type { Ask } from "../../shared/ask.ts"
import type { Database } from "../../shared/database.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import { type HoursDifference, accountDifferences, tallyDifferences } from "../domain/hours-check.ts"
import type { YearAccount } from "../domain/year-account.ts"
import { type ReckonedYear, reckonYear } from "../domain/year-reckoning.ts"
import { createAccountListRepository } from "./account-list.repository.ts"
import { FRESH } from "./books.row.ts"
import { createHourGroundRepository } from "./hour-ground.repository.ts"

export type ReconciliationWork = ReturnType<typeof createReconciliationWork>

/** A reconciliation under way; `reached` is the person up to whom accounts were compared, null while tallies are to be. */
export type UnderWay = { id: string; path: string; year: number; reached: string | null }

/** More than this many differences are counted, and not kept one by one. */
const KEPT_DIFFERENCES = 10_000

/** Compare what is kept with what it follows from, outside any request. Each step reads one moment of the database, and writes nothing but what it found. */
export function createReconciliationWork(database: Database, { now, dayOf }: { now(): Date; dayOf(instant: Date): string }) {
  async function within<Value>(mode: string, work: (ask: Ask, client: PoolClient) => Promise<Value>): Promise<Value> {
    const client = await database.pool.connect()
    try {
      await client.query(`BEGIN ${mode}`)
      const value = await work(
        async <Row extends object>(_: string, text: string, values: readonly unknown[]) => (await client.query<Row>(text, [...values])).rows,
        client,
      )
      await client.query("COMMIT")
      return value
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  }
  const oneMoment = <Value>(work: (ask: Ask) => Promise<Value>) => within("ISOLATION LEVEL REPEATABLE READ READ ONLY", work)

  return {
    /** The reconciliation that waits longest. */
    async findNext(): Promise<UnderWay | null> {
      const rows = await database.read<UnderWay>(
        "reconciliation_next",
        `SELECT r.id, r.organisation_path AS path, r.year::int4, r.reached FROM attendance.hours_reconciliation r WHERE r.finished_at IS NULL ORDER BY r.asked_at, r.id LIMIT 1`,
        [],
      )
      return rows[0] ?? null
    },

    /** Ask for one of each root of the tree in these years, unless one was asked for on the day. */
    async askNightly(years: readonly number[]): Promise<void> {
      const { rows } = await database.pool.query<{ id: string; path: string }>(
        `SELECT o.id, o.path FROM organisation_api.organisation o WHERE o.parent_id IS NULL ORDER BY o.path`,
      )
      for (const { id, path } of rows)
        for (const year of years)
          await database.pool.query(
            `INSERT INTO attendance.hours_reconciliation (id, organisation_id, organisation_path, year, asked_at) SELECT $1, $2, $3, $4, $5
             WHERE NOT EXISTS (SELECT FROM attendance.hours_reconciliation r WHERE r.organisation_id = $2 AND r.year = $4 AND r.asked_by IS NULL AND r.asked_at > $5::timestamptz - interval '20 hours')`,
            [toUuid("reconciliation", newId("reconciliation")), id, path, year, now().toISOString()],
          )
    },

    /** Compare every tally of the subtree with its accounts; gives how many there are, and where they differ. */
    compareTallies: ({ path, year }: UnderWay) =>
      oneMoment(async (ask) => {
        const { from, to } = subtreeOf(path)
        const rows = await ask<{ organisation: string; kept: Record<string, unknown> | null; found: Record<string, unknown> | null }>("", TALLIES, [
          from,
          to,
          year,
        ])
        return {
          count: rows.length,
          differences: rows.flatMap(({ organisation, kept, found }) => tallyDifferences(toTypeId("organisation", organisation), kept, found)),
        }
      }),

    /** Reckon the years of the next so many people again from the ledger, and compare. Accounts that wait to be made are no differences. */
    compareAccounts: ({ path, year, reached }: UnderWay, limit: number) =>
      oneMoment(async (ask) => {
        const people = await createAccountListRepository(ask).findPeople(path, year, reached && toTypeId("member", reached), limit)
        const uuids = toUuids("member", people)
        const kept = await keptAccounts(ask, uuids, year)
        const reckoned = await reckon(ask, uuids, year, kept, dayOf(now()))
        const differences = people.flatMap((memberId, at) => {
          const account = kept.get(uuids[at] ?? "")
          return account?.waits ? [] : accountDifferences(memberId, account ?? null, inGraph(reckoned.get(uuids[at] ?? "") ?? null))
        })
        return { count: people.length, last: uuids.at(-1) ?? null, differences }
      }),

    /** Keep what a step found, and how far it came; a step that another process has taken meanwhile is dropped. */
    keep: (
      { id, reached }: UnderWay,
      step: { tallies?: number; accounts?: number; reached: string | null; isLast: boolean; differences: readonly HoursDifference[] },
    ) =>
      within("", async (_, client) => {
        const { rows } = await client.query<{ differences: number }>(
          "SELECT r.differences FROM attendance.hours_reconciliation r WHERE r.id = $1 AND r.finished_at IS NULL AND r.reached IS NOT DISTINCT FROM $2 FOR UPDATE",
          [id, reached],
        )
        const [before] = rows
        if (!before) return
        const some = step.differences.slice(0, Math.max(0, KEPT_DIFFERENCES - before.differences))
        const json = some.map(({ organisationId, memberId, ...one }, at) => ({
          ...one,
          number: before.differences + at + 1,
          organisation_id: organisationId && toUuid("organisation", organisationId),
          member_id: memberId && toUuid("member", memberId),
        }))
        await client.query(
          `INSERT INTO attendance.hours_difference (reconciliation_id, number, subject, organisation_id, member_id, field, kept, found)
           SELECT $1, d.number, d.subject, d.organisation_id, d.member_id, d.field, d.kept, d.found
           FROM jsonb_to_recordset($2::jsonb) AS d(number int4, subject attendance.difference_subject, organisation_id uuid, member_id uuid, field text, kept text, found text)`,
          [id, JSON.stringify(json)],
        )
        await client.query(
          `UPDATE attendance.hours_reconciliation SET tallies = tallies + $2, accounts = accounts + $3, differences = differences + $4, reached = coalesce($5, reached),
             finished_at = CASE WHEN $6 THEN $7::timestamptz END WHERE id = $1`,
          [id, step.tallies ?? 0, step.accounts ?? 0, step.differences.length, step.reached, step.isLast, now().toISOString()],
        )
      }),
  }
}

type Kept = YearAccount & { branchId: string; waits: boolean }

async function keptAccounts(ask: Ask, uuids: readonly string[], year: number): Promise<Map<string, Kept>> {
  const rows = await ask<Kept & { rules: string; branch: string }>(
    "",
    `SELECT h.member_id AS "memberId", h.year::int4, h.role::text, h.is_required AS "isRequired", h.required::float8, h.intensive::float8, h.collective::float8,
       h.online_raw::float8 AS "onlineRaw", h.online_counted::float8 AS "onlineCounted", h.make_up::float8 AS "makeUp", h.credited::float8,
       h.intensive_sessions::int4 AS "intensiveSessions", h.required_intensive_sessions::int4 AS "requiredIntensiveSessions", h.rule_set_id AS rules, h.organisation_id AS branch,
       h.computed_at IS NULL AS waits
     FROM attendance.annual_hours h WHERE h.member_id = ANY($1::uuid[]) AND h.year = $2::int2`,
    [uuids, year],
  )
  return new Map(
    rows.map(({ rules, branch, ...row }) => [row.memberId, { ...row, ruleSetId: toTypeId("rules", rules), branchId: toTypeId("organisation", branch) }]),
  )
}

async function reckon(
  ask: Ask,
  uuids: readonly string[],
  year: number,
  kept: ReadonlyMap<string, Kept>,
  today: string,
): Promise<Map<string, ReckonedYear | null>> {
  const grounds = createHourGroundRepository(ask)
  const facts = await grounds.findFacts(uuids, `${year}-01-01`, `${year}-12-31`)
  const standings = await grounds.findStandings(uuids)
  const judged = [...new Set([...kept.values()].map(({ ruleSetId }) => toUuid("rules", ruleSetId)))]
  const sets = await grounds.findRuleSets([year], judged)
  return new Map(
    uuids.map((uuid) => {
      const [standing, account] = [standings.get(uuid), kept.get(uuid)]
      const keptRuleSetId = account ? toUuid("rules", account.ruleSetId) : null
      return [uuid, standing ? reckonYear({ facts: facts.get(uuid) ?? [], standing, keptRuleSetId }, year, today, sets) : null]
    }),
  )
}

function inGraph(year: ReckonedYear | null): ReckonedYear | null {
  return year && { ...year, branchId: toTypeId("organisation", year.branchId), ruleSetId: toTypeId("rules", year.ruleSetId) }
}

const NUMBERS = `people, compliant, leaders, leaders_compliant, asides, required, intensive, collective, online_raw, online_counted, make_up, credited, gap`
const asObject = (of: string, months: string) =>
  `jsonb_build_object(${NUMBERS.split(", ")
    .map((name) => `'${name}', ${of}.${name}::float8`)
    .join(", ")}, 'behind', ${months})`
const MONTHS = Array.from(
  { length: 12 },
  (_, at) => `count(*) FILTER (WHERE h.behind_on < make_date(h.year::int + ${Math.floor((at + 1) / 12)}, ${((at + 1) % 12) + 1}, 1))::int`,
).join(", ")

/** $1 and $2 are the subtree, $3 the year. A tally without any account must come to nothing. */
const TALLIES = `WITH fresh AS (
    SELECT h.organisation_id, h.rule_set_id, ${FRESH}, ARRAY[${MONTHS}] AS months, max(h.since) AS since
    FROM attendance.annual_hours h WHERE h.year = $3::int2 AND h.organisation_path >= $1 AND h.organisation_path < $2 GROUP BY 1, 2)
  SELECT organisation_id AS organisation,
    CASE WHEN t.year IS NULL THEN NULL ELSE ${asObject("t", "to_jsonb(t.behind_by_month)")} || jsonb_build_object('changed_at', 'as the accounts') END AS kept,
    CASE WHEN f.people IS NULL THEN NULL ELSE ${asObject("f", "to_jsonb(f.months)")}
      || jsonb_build_object('changed_at', CASE WHEN f.since > t.changed_at THEN 'later' ELSE 'as the accounts' END::text) END AS found
  FROM fresh f FULL JOIN (SELECT * FROM attendance.hours_tally t WHERE t.year = $3::int2 AND t.organisation_path >= $1 AND t.organisation_path < $2) t
    USING (organisation_id, rule_set_id) ORDER BY organisation_id, rule_set_id`
