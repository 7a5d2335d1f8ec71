import { askWithin } from "../../shared/ask.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { HourEntry } from "../domain/hour-entry.ts"
import { type ReckonedYear, reckonYear } from "../domain/year-reckoning.ts"
import { type RawStatements, keepRows } from "./derived-rows.writer.ts"
import { createHourGroundRepository } from "./hour-ground.repository.ts"

/** So many people at once: what is held of them in memory stays small, however long a list is. */
const PEOPLE_AT_ONCE = 1_000

/**
 * Whoever makes accounts again keeps others from making those of the same people, from before the facts are read to the end of the transaction: two lessons
 * that close in one moment would each miss what the other adds. 256 locks stand for all people; they are taken in one order.
 */
const HOLD_PEOPLE = `SELECT count(pg_advisory_xact_lock(471, held.bucket)) FROM (
  SELECT DISTINCT hashtext(m::text) & 255 AS bucket FROM unnest($1::uuid[]) AS m ORDER BY 1) held`

const ACCOUNT_COLUMNS = `member_id uuid, year int2, organisation_id uuid, organisation_path text, role attendance.role_in_year, is_required boolean, required numeric,
  intensive numeric, collective numeric, online_raw numeric, online_counted numeric, make_up numeric, credited numeric, intensive_sessions int2,
  required_intensive_sessions int2, rule_set_id uuid`
const ENTRY_COLUMNS = `entry_id uuid, member_id uuid, year int2, bucket attendance.hour_bucket, decision text, minutes int2, creditable int2, raw int4, rounded int4,
  apart int4, within_lesson int4, capped int4, counted int4`

/** The books say of each account since when it says so, by the clock of whoever writes. Tallies are taken in one order, before any account changes. */
const HOLD_TALLIES = `WITH clock AS (SELECT set_config('attendance.now', $1::text, true)),
  held AS (SELECT t.year, t.organisation_id FROM attendance.hours_tally t WHERE t.year = ANY($3::int2[]) AND t.organisation_id IN (
    SELECT h.organisation_id FROM attendance.annual_hours h WHERE h.member_id = ANY($2::uuid[]) AND h.year = ANY($3::int2[]) UNION SELECT unnest($4::uuid[]))
    ORDER BY t.organisation_id, t.year, t.rule_set_id FOR UPDATE)
  SELECT (SELECT count(*)::int FROM held) AS held, (SELECT count(*)::int FROM clock) AS clock`

type Account = { memberUuid: string; sum: ReckonedYear }

/** 学时 that were credited: at the lesson asked about (of all of these people's years without one), and by lesson and entry. */
export type Credited = { credited: number; byLesson: ReadonlyMap<string, number>; byEntry: ReadonlyMap<string, number> }

/** Keep the accounts of years (年度学时) and what each fact earns: derived from the ledger, the rule sets and where people stood, by one engine. */
export function createHoursWriter(transaction: RawStatements, today: string, now: () => Date) {
  const grounds = createHourGroundRepository(askWithin(transaction))

  async function recomputeSome(memberUuids: readonly string[], years: readonly number[]): Promise<Account[]> {
    const [facts, standings, kept] = [
      await grounds.findFacts(memberUuids, `${Math.min(...years)}-01-01`, `${Math.max(...years)}-12-31`),
      await grounds.findStandings(memberUuids),
      await grounds.findKeptRuleSets(memberUuids, years),
    ]
    const sets = await grounds.findRuleSets(years, [...new Set(kept.values())])
    const accounts = memberUuids.flatMap((memberUuid) =>
      years.flatMap((year): Account[] => {
        const standing = standings.get(memberUuid)
        if (!standing) return []
        const ground = { facts: facts.get(memberUuid) ?? [], standing, keptRuleSetId: kept.get(`${memberUuid}:${year}`) ?? null }
        const sum = reckonYear(ground, year, today, sets)
        return sum ? [{ memberUuid, sum }] : []
      }),
    )
    const moment = now()
    const branches = [...new Set(accounts.map(({ sum }) => sum.branchId))]
    await transaction.$queryRawUnsafe(HOLD_TALLIES, moment.toISOString(), memberUuids, years, branches)
    await keepRows(transaction, "annual_hours", ACCOUNT_COLUMNS, ["member_id", "year"], accounts.map(accountRow), memberUuids, years, moment)
    await keepRows(transaction, "hour_entry", ENTRY_COLUMNS, ["entry_id", "year"], accounts.flatMap(entryRows), memberUuids, years)
    return accounts
  }

  return {
    /**
     * Make the accounts of these people's years again, after entries were appended or a sheet was closed; the number of statements does not grow with
     * the people, up to a thousand at a time. People are taken in one order. Call it last: it holds people to the end of the transaction.
     *
     * `credited` is what all of these people together earn at the lesson, by entries that are no make-ups.
     */
    async recompute(memberIds: readonly string[], years: readonly number[], lessonId?: string): Promise<Credited> {
      const memberUuids = [...new Set(toUuids("member", memberIds))].sort()
      const [byLesson, byEntry] = [new Map<string, number>(), new Map<string, number>()]
      if (years.length === 0) return { credited: 0, byLesson, byEntry }
      await transaction.$executeRawUnsafe(HOLD_PEOPLE, memberUuids)
      for (let at = 0; at < memberUuids.length; at += PEOPLE_AT_ONCE) {
        for (const { sum } of await recomputeSome(memberUuids.slice(at, at + PEOPLE_AT_ONCE), years))
          for (const { factId, lessonId: subject, counted, bucket } of sum.entries) {
            byEntry.set(toTypeId("entry", factId), (byEntry.get(toTypeId("entry", factId)) ?? 0) + counted)
            if (bucket !== "MAKE_UP") byLesson.set(subject, (byLesson.get(subject) ?? 0) + counted)
          }
      }
      const hundredths = lessonId === undefined ? [...byEntry.values()].reduce((sum, one) => sum + one, 0) : (byLesson.get(toUuid("lesson", lessonId)) ?? 0)
      return { credited: hundredths / 100, byLesson: inHours(byLesson, (uuid) => toTypeId("lesson", uuid)), byEntry: inHours(byEntry, (id) => id) }
    },
  }
}

function inHours(hundredths: ReadonlyMap<string, number>, idOf: (key: string) => string): Map<string, number> {
  return new Map([...hundredths].map(([key, value]) => [idOf(key), value / 100]))
}

function accountRow({ memberUuid, sum }: Account) {
  return {
    member_id: memberUuid,
    year: sum.year,
    organisation_id: sum.branchId,
    organisation_path: sum.branchPath,
    role: sum.role,
    is_required: sum.isRequired,
    required: sum.required,
    intensive: sum.intensive,
    collective: sum.collective,
    online_raw: sum.onlineRaw,
    online_counted: sum.onlineCounted,
    make_up: sum.makeUp,
    credited: sum.credited,
    intensive_sessions: sum.intensiveSessions,
    required_intensive_sessions: sum.requiredIntensiveSessions,
    rule_set_id: sum.ruleSetId,
  }
}

function entryRows({ memberUuid, sum }: Account) {
  return sum.entries.map((entry: HourEntry) => ({
    entry_id: entry.factId,
    member_id: memberUuid,
    year: sum.year,
    bucket: entry.bucket,
    decision: entry.decision,
    minutes: entry.minutes,
    creditable: entry.creditable,
    raw: entry.raw,
    rounded: entry.rounded,
    apart: entry.apart,
    within_lesson: entry.withinLesson,
    capped: entry.capped,
    counted: entry.counted,
  }))
}
