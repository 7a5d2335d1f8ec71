import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Explained, explainAll, rowsRead, stepsOf } from "../../bench/explained.ts"
import { CITY_VIEWER } from "../../bench/search-cases.ts"
import { createFindingRepository } from "../../subgraphs/attendance/data/finding.repository.ts"
import { createOrganisationLifeRepository } from "../../subgraphs/attendance/data/organisation-life.repository.ts"
import type { FindingKind } from "../../subgraphs/attendance/domain/finding.ts"
import { CUSTOMARY_INSPECTION } from "../../subgraphs/attendance/domain/inspection-rules.ts"
import { dayOf } from "../../subgraphs/shared/calendar.ts"
import { type Database, openDatabase } from "../../subgraphs/shared/database.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"

const BRANCHES = 30
const LESSONS = 40
const PEOPLE = 25
const ENTRIES = BRANCHES * LESSONS * PEOPLE
const NOON = new Date("2026-11-20T12:00:00+08:00")

/** Lessons of branches every fourth day, everybody there but one in five, and one entry in twenty put right later. */
const FILL = `
  CREATE FUNCTION pg_temp.made_id(what text) RETURNS uuid LANGUAGE sql AS $$ SELECT overlay(overlay(md5(what) placing '7' from 13) placing '8' from 17)::uuid $$;
  CREATE TEMP TABLE made AS SELECT b, n, pg_temp.made_id('branch ' || b) AS branch, pg_temp.made_id('lesson ' || b || ' ' || n) AS lesson,
    timestamptz '2026-05-01 09:00+08' + make_interval(days => 4 * n, hours => b % 8) AS starts FROM generate_series(1, ${BRANCHES}) b, generate_series(1, ${LESSONS}) n;
  INSERT INTO courses.lesson (id, title, category, mode, status, starts_at, ends_at, planned_hours, organiser_id, organiser_path, created_at, published_at)
    SELECT lesson, '党课', 'PARTY_LECTURE', 'FACE_TO_FACE', 'HELD', starts, starts + interval '2 hours', 2, branch, 'c.d' || b % 3 || '.b' || b || '.', starts - interval '9 days', starts - interval '9 days' FROM made;
  INSERT INTO attendance.sheet (lesson_id, organisation_id, organisation_path, state, held_on, starts_at, ends_at, category, mode, planned_hours, periods, expected, present, on_leave, absent, opened_at, closed_at, version)
    SELECT lesson, branch, 'c.d' || b % 3 || '.b' || b || '.', 'CLOSED', (starts AT TIME ZONE 'Asia/Shanghai')::date, starts, starts + interval '2 hours', 'PARTY_LECTURE', 'FACE_TO_FACE', 2, '[]', 0, 0, 0, 0, starts, starts + interval '3 hours', 1 FROM made;
  INSERT INTO attendance.sheet_place (lesson_id, member_id, branch_id) SELECT lesson, pg_temp.made_id('member ' || b || ' ' || m), branch FROM made, generate_series(1, ${PEOPLE}) m;
  INSERT INTO attendance.entry (id, lesson_id, member_id, branch_id, state, source, minutes, category, planned_hours, held_on, occurred_at, recorded_at)
    SELECT pg_temp.made_id('entry ' || b || ' ' || n || ' ' || m), lesson, pg_temp.made_id('member ' || b || ' ' || m), branch, CASE WHEN (m + n) % 5 = 0 THEN 'ABSENT' ELSE 'PRESENT' END::attendance.state, 'RECORDER',
      CASE WHEN (m + n) % 5 = 0 THEN 0 ELSE 120 END, 'PARTY_LECTURE', 2, (starts AT TIME ZONE 'Asia/Shanghai')::date, starts, starts FROM made, generate_series(1, ${PEOPLE}) m;
  INSERT INTO attendance.entry (id, lesson_id, member_id, branch_id, state, source, minutes, category, planned_hours, held_on, occurred_at, recorded_at, replaces_id, reason)
    SELECT pg_temp.made_id('later ' || id), lesson_id, member_id, branch_id, 'LATE', 'RECORDER', 90, category, planned_hours, held_on, occurred_at, recorded_at + interval '1 day', id, '核对'
    FROM attendance.entry WHERE id < '0d000000-0000-0000-0000-000000000000';
  ANALYZE`

let database: Database
let explained: Explained[]
beforeAll(async () => {
  const url = await emptyDatabase()
  const client = new pg.Client(url)
  await client.connect()
  await client.query(FILL)
  await client.end()
  database = openDatabase(url, { name: "inspection plans", connections: 1, onError: () => undefined })
  explained = explainAll(database, { enable_seqscan: "off" })
})
afterAll(() => database.close())

const clock = { dayOf: (at: Date) => dayOf(at, "Asia/Shanghai"), timeZone: "Asia/Shanghai" }
const askedAt = (path: string, kinds: FindingKind[]) => ({
  path,
  from: "2026-08-01",
  to: "2026-09-30",
  asOf: NOON,
  lessonIds: null,
  since: new Date("2026-08-01T00:00:00+08:00"),
  until: new Date("2026-10-01T00:00:00+08:00"),
  today: "2026-11-20",
  rules: CUSTOMARY_INSPECTION,
  rulesAt: () => CUSTOMARY_INSPECTION,
  rulesKey: "",
  kinds,
})
/** Through all steps of all plans: what is gone through again and again shows here. */
const rowsTaken = () =>
  explained
    .flatMap(({ plan }) => stepsOf(plan))
    .reduce((sum, step) => sum + (step["Actual Rows"] + (step["Rows Removed by Filter"] ?? 0)) * step["Actual Loops"], 0)
const entriesRead = () => explained.reduce((sum, { plan }) => sum + rowsRead(plan, ["entry"]), 0)

/**
 * How often each of the entries is read at most, and how many rows pass through all steps of the plans for each. Of two months a bit more than a third of the
 * entries are asked about; lists are compared with those of a hundred days before.
 */
const MOST: [FindingKind, times: number, steps: number][] = [
  ["TWO_PLACES", 2, 20],
  ["SAME_LIST", 3, 100],
  ["NEAR_SAME_LIST", 6, 200],
  ["OUTSIDE_WINDOW", 2, 20],
  ["ROUND_TIMES", 2, 20],
  ["EQUAL_MINUTES", 3, 20],
  ["BATCH_ENTRY", 2, 20],
  ["CREDIT_ONLY", 2, 20],
  ["UNMARKED", 2, 60],
]

describe("looking for findings", () => {
  test.each(MOST)("%s reads each lesson's entries at most %i times, of a city as of a branch", async (kind, times, steps) => {
    const findings = createFindingRepository(database, CITY_VIEWER, clock)
    for (const [path, entries] of [
      ["c.", ENTRIES],
      ["c.d1.", ENTRIES / 3],
      ["c.d1.b7.", ENTRIES / BRANCHES],
    ] as const) {
      explained.length = 0
      await findings.find(askedAt(path, [kind]))
      expect(entriesRead()).toBeGreaterThan(0)
      expect(entriesRead()).toBeLessThanOrEqual(times * entries)
      expect(rowsTaken()).toBeLessThanOrEqual(steps * entries)
    }
  })

  test("organisation life reads the entries of its branches' lessons a few times", async () => {
    const life = createOrganisationLifeRepository(database, CITY_VIEWER, "Asia/Shanghai")
    const branches = Array.from({ length: BRANCHES }, (_, at) => ({ path: `c.d${(at + 1) % 3}.b${at + 1}.`, name: "", founded: null, ended: null })).map(
      (branch, at) => ({
        ...branch,
        id: toTypeId("organisation", `00000000-0000-7000-8000-0000000000${String(at + 10)}`),
      }),
    )
    explained.length = 0
    await life.findFigures({ branches, from: "2026-07-01", to: "2026-09-30", asOf: NOON, filedWithinDays: 3, countsWorkingDays: true })
    expect(entriesRead()).toBeLessThanOrEqual(3 * ENTRIES)
  })
})
