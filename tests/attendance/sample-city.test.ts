import { createHash } from "node:crypto"
import pg from "pg"
import { afterAll, describe, expect, test } from "vitest"
import { findAccount } from "../../prisma/seed/development-accounts.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createHourGroundRepository } from "../../subgraphs/attendance/data/hour-ground.repository.ts"
import { createReconciliationWork } from "../../subgraphs/attendance/data/reconciliation-work.writer.ts"
import { createLedgerVerificationReader } from "../../subgraphs/attendance/data/ledger-verification.reader.ts"
import { MOST_ROWS } from "../../subgraphs/attendance/domain/seal.ts"
import { reckonYear } from "../../subgraphs/attendance/domain/year-reckoning.ts"
import { dayOf } from "../../subgraphs/shared/calendar.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { CITY_TODAY, sampleCity } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"

const ownerUrl = await sampleCity()
const appUrl = appUrlsFrom(ownerUrl, {}).attendance
const database = openDatabase(appUrl, { name: "sample city", connections: 2, onError: () => undefined })
afterAll(() => database.close())
const rows = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
  database.read<Row>(createHash("md5").update(text).digest("hex"), text, values)
const count = async (from: string) => (await rows<{ count: number }>(`SELECT count(*) FROM ${from}`))[0]?.count ?? -1

describe("the sample city's ledger", () => {
  test("is sealed but for its last rows, and intact", { timeout: 120_000 }, async () => {
    const [facts, acts, unsealed] = [await count("attendance.entry"), await count("attendance.act"), await count("attendance.unsealed")]
    const started = performance.now()
    const { first, rows: read, ...found } = await createLedgerVerificationReader(appUrl, null).read({ paths: null, year: null })
    process.stdout.write(`verified ${read} rows in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
    expect(first).toBeNull()
    expect(read).toBe(facts + acts)
    expect(found).toMatchObject({ unsealed, sealed: facts + acts - unsealed })
    expect(unsealed).toBeLessThan(2 * MOST_ROWS)
    expect(acts).toBeGreaterThan(100)
  })

  test("adds up to the hours that were loaded, fact by fact", async () => {
    const members = (await rows<{ id: string }>("SELECT id FROM people_api.member ORDER BY md5(id::text) LIMIT 300")).map(({ id }) => id)
    const years = [2025, 2026]
    const grounds = createHourGroundRepository(database.read)
    const [facts, standings, sets] = [
      await grounds.findFacts(members, "2025-01-01", "2026-12-31"),
      await grounds.findStandings(members),
      await grounds.findRuleSets(years, []),
    ]
    const reckoned = members.flatMap((member) =>
      years.flatMap((year) => {
        const standing = standings.get(member)
        const sum = standing && reckonYear({ facts: facts.get(member) ?? [], standing, keptRuleSetId: null }, year, CITY_TODAY, sets)
        return sum ? [{ member, sum }] : []
      }),
    )
    expect(reckoned.length).toBeGreaterThan(400)
    const accounts = await rows(
      `SELECT member_id, year, organisation_path, role::text, is_required, required, intensive, collective, online_raw, online_counted, make_up, credited, intensive_sessions
       FROM attendance.annual_hours WHERE member_id = ANY($1::uuid[]) ORDER BY member_id, year`,
      [members],
    )
    const key = (row: { member_id: string; year: number }) => `${row.member_id}${row.year}`
    expect(accounts).toEqual(
      reckoned
        .map(({ member, sum }) => ({
          member_id: member,
          year: sum.year,
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
        }))
        .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    )
    const entries = await rows<{ entry_id: string }>(
      `SELECT entry_id, year, bucket::text, decision, minutes, creditable, raw, rounded, apart, within_lesson, capped, counted FROM attendance.hour_entry
       WHERE member_id = ANY($1::uuid[]) ORDER BY entry_id`,
      [members],
    )
    expect(entries).toEqual(
      reckoned
        .flatMap(({ sum }) =>
          sum.entries.map(({ factId, bucket, decision, minutes, creditable, raw, rounded, apart, withinLesson, capped, counted }) => ({
            entry_id: factId,
            year: sum.year,
            bucket,
            decision,
            minutes,
            creditable,
            raw,
            rounded,
            apart,
            within_lesson: withinLesson,
            capped,
            counted,
          })),
        )
        .sort((a, b) => (a.entry_id < b.entry_id ? -1 : 1)),
    )
  })

  test("has a list for every sheet, leave before the lesson, and an end to every absence of the year", async () => {
    expect(
      await count(`(SELECT s.expected, count(p.member_id) FROM attendance.sheet s LEFT JOIN attendance.sheet_place p ON p.lesson_id = s.lesson_id
        GROUP BY s.lesson_id HAVING s.expected <> count(p.member_id)) t`),
    ).toBe(0)
    expect(await count("attendance.sheet_place p JOIN people_api.member m ON m.id = p.member_id WHERE p.branch_id IS NULL")).toBe(0)
    expect(await count("attendance.leave WHERE state = 'APPROVED'")).toBeGreaterThan(1_000)
    expect(
      await count("attendance.leave l JOIN courses_api.lesson s ON s.id = l.lesson_id WHERE l.requested_at >= s.starts_at OR l.decided_at >= s.starts_at"),
    ).toBe(0)
    expect(
      await count("attendance.leave l JOIN courses_api.lesson s ON s.id = l.lesson_id WHERE s.status = 'PUBLISHED' AND l.state = 'REQUESTED'"),
    ).toBeGreaterThan(3)
    expect(
      await count(`attendance.entry e JOIN attendance.sheet s ON s.lesson_id = e.lesson_id WHERE e.state IN ('ABSENT', 'ON_LEAVE') AND e.planned_hours > 0 AND s.state <> 'OPEN'
        AND e.held_on > date '${CITY_TODAY}' - 360 AND NOT EXISTS (SELECT FROM attendance.entry r WHERE r.replaces_id = e.id)
        AND NOT EXISTS (SELECT FROM attendance.make_up m WHERE m.lesson_id = e.lesson_id AND m.member_id = e.member_id)`),
    ).toBe(0)
    const states = await rows(`SELECT state::text, due_on < '${CITY_TODAY}' AS is_past FROM attendance.make_up GROUP BY 1, 2 ORDER BY 1, 2`)
    expect(states).toEqual(["COMPLETED", "DUE", "EXEMPT"].flatMap((state) => [false, true].map((is_past) => ({ state, is_past }))))
    expect(
      await count(`attendance.make_up m LEFT JOIN attendance.hour_entry h ON h.entry_id = m.entry_id
        WHERE m.state = 'COMPLETED' AND (m.hours <> coalesce(h.counted, 0) / 100.0 OR m.entry_id IS NULL)`),
    ).toBe(0)
    expect(await count("attendance.period_lock")).toBe(4)
    expect(
      await count("attendance.capture c WHERE NOT EXISTS (SELECT FROM attendance.sheet_place p WHERE p.lesson_id = c.lesson_id AND p.member_id = c.member_id)"),
    ).toBeGreaterThan(0)
    expect(await count("attendance.paper_sheet")).toBeGreaterThan(20)
  })

  test.concurrent.each([2025, 2026])("agrees with every account and every tally of %i, for everybody", { timeout: 120_000 }, async (year) => {
    const now = new Date(`${CITY_TODAY}T09:00:00+08:00`)
    const work = createReconciliationWork(database, { now: () => now, dayOf: (instant) => dayOf(instant, "Asia/Shanghai") })
    const whole = { id: "", path: "c.", year }
    const tallies = await work.compareTallies({ ...whole, reached: null })
    expect(tallies.differences).toEqual([])
    expect(tallies.count).toBeGreaterThan(700)
    let [people, reached] = [0, "00000000-0000-0000-0000-000000000000"]
    for (let read = 1; read > 0; people += read) {
      const { count: some, last, differences } = await work.compareAccounts({ ...whole, reached }, 1_000)
      expect(differences).toEqual([])
      ;[read, reached] = [some, last ?? reached]
    }
    expect(people).toBeGreaterThan(31_000)
  })

  test("holds twice each what only inspectors would find", { timeout: 60_000 }, async () => {
    const stack = await openStack(ownerUrl)
    const city = await stack.as((await findAccount(ownerUrl, "auditor", "柳州市")).subject)
    const [root] = await rows<{ id: string }>("SELECT id FROM organisation_api.organisation WHERE parent_id IS NULL")
    const document = `query ($id: ID!, $from: Date!, $to: Date!) {
      inspection(organisation: $id, from: $from, to: $to, kinds: [AFTER_LOCK, CREDIT_ONLY, TWO_PLACES, TEACHER_IN_TWO_PLACES], first: 50) { nodes { kind rows } } }`
    const inspect = async (from: string, to: string): Promise<string[]> => {
      const variables = { id: toTypeId("organisation", root?.id ?? ""), from, to }
      const { inspection } = await city.request<{ inspection: { nodes: { kind: string; rows: number }[] } }>(document, variables)
      return inspection.nodes.map(({ kind, rows: shown }) => `${kind} ${shown}`).sort()
    }
    expect([await inspect("2025-01-01", "2025-12-31"), await inspect("2026-01-01", CITY_TODAY)]).toEqual([
      ["AFTER_LOCK 1", "AFTER_LOCK 1"],
      [
        "CREDIT_ONLY 3",
        "CREDIT_ONLY 4",
        "TEACHER_IN_TWO_PLACES 1",
        "TEACHER_IN_TWO_PLACES 1",
        "TEACHER_IN_TWO_PLACES 1",
        "TEACHER_IN_TWO_PLACES 1",
        "TWO_PLACES 1",
        "TWO_PLACES 1",
        "TWO_PLACES 1",
        "TWO_PLACES 1",
      ],
    ])
  })
})
