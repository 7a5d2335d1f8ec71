import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { keepRows } from "../../subgraphs/attendance/data/derived-rows.writer.ts"
import { totalsOf } from "../../subgraphs/attendance/domain/year-figures.ts"
import { emptyDatabase } from "../kit/database.ts"
import { reportDatabaseOf, reportSourcesOf } from "../kit/report-sources.ts"
import type { Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const world = await newWorld(url)
const sourcesAt = reportSourcesOf(url)
const single = reportDatabaseOf(url, 1)
const hours = hoursIn(world)
const [rules, others] = [await hours.rules(), await hours.rules({}, { title: "另一规则" })]
const START = Date.parse("2026-03-01T00:00:00Z")
const YEAR = 2026

const COLUMNS = `member_id uuid, year int2, organisation_id uuid, organisation_path text, role attendance.role_in_year, is_required boolean, required numeric,
  intensive numeric, collective numeric, online_raw numeric, online_counted numeric, make_up numeric, credited numeric, intensive_sessions int2,
  required_intensive_sessions int2, rule_set_id uuid`

/** What becomes of some accounts at once: they are made to say something, they go, their branch moves, or they wait. */
type Step = { kind: "MAKE" | "GO" | "MOVE" | "WAIT"; people: number[]; branch: number; credited: number; role: string; sessions: number; isOther: boolean }

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom("MAKE" as const, "MAKE" as const, "MAKE" as const, "GO" as const, "MOVE" as const, "WAIT" as const),
    people: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 }),
    branch: fc.integer({ min: 0, max: 2 }),
    credited: fc.integer({ min: 0, max: 240 }).map((quarters) => quarters / 4),
    role: fc.constantFrom("MEMBER", "SECRETARY", "COMMITTEE_MEMBER", "PROBATIONARY", "IN_SERVICE"),
    sessions: fc.integer({ min: 0, max: 1 }),
    isOther: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
)

const rowOf = (member_id: string, { credited, role, sessions, isOther }: Step, at: Place) => {
  const isRequired = role !== "IN_SERVICE"
  const required = isRequired ? (role === "MEMBER" || role === "PROBATIONARY" ? 32 : 56) : 0
  const sums = { intensive: 0, collective: credited, online_raw: 0, online_counted: 0, make_up: 0, credited, intensive_sessions: sessions }
  const judged = { required_intensive_sessions: required === 56 ? 1 : 0, rule_set_id: isOther ? others.uuid : rules.uuid }
  return { member_id, year: YEAR, organisation_id: at.uuid, organisation_path: at.path, role, is_required: isRequired, required, ...sums, ...judged }
}

async function take(step: Step, at: Date, people: readonly string[], branches: Place[]): Promise<void> {
  const { client } = world
  const query = async <Rows>(text: string, ...values: unknown[]) => (await client.query(text, values)).rows as Rows
  const transaction = {
    $queryRawUnsafe: query,
    $executeRawUnsafe: async (text: string, ...values: unknown[]) => (await client.query(text, values)).rowCount ?? 0,
  }
  const chosen = step.people.map((person) => people[person] as string)
  const branch = branches[step.branch] as Place
  await client.query("BEGIN")
  await client.query("SELECT set_config('attendance.now', $1, true)", [at.toISOString()])
  if (step.kind === "WAIT") await client.query("UPDATE attendance.annual_hours SET computed_at = NULL WHERE member_id = ANY($1)", [chosen])
  else if (step.kind === "MOVE") {
    const path = `${world.district.path}${branch.path.split(".").at(-2)}x.`
    const day = at.toISOString().slice(0, 10)
    await client.query(
      `WITH closed AS (UPDATE organisation.organisation_version SET valid_to = $2 WHERE organisation_id = $1 AND valid_to IS NULL RETURNING *)
       INSERT INTO organisation.organisation_version (organisation_id, valid_from, parent_id, path, name, short_name, kind, level, setting)
       SELECT organisation_id, $2, $3, $4, name, short_name, kind, level, setting FROM closed`,
      [branch.uuid, day, world.district.uuid, path],
    )
    await client.query("SELECT attendance_api.renew_paths($1, $2)", [branch.path, path])
    branches[step.branch] = { ...branch, path }
  } else
    await keepRows(
      transaction,
      "annual_hours",
      COLUMNS,
      ["member_id", "year"],
      step.kind === "GO" ? [] : chosen.map((id) => rowOf(id, step, branch)),
      chosen,
      [YEAR],
      at,
    )
  await client.query("COMMIT")
}

/** What the readers answer as of a moment: every place with its figures, and who is behind on the day. */
async function answered(at: Place, asOf: Date) {
  const { books, dayOf } = sourcesAt(at)
  const place = await books.findPlace(at.id, dayOf(asOf))
  if (!place) throw new Error("no place")
  const asked = { from: place.path, to: `${place.path.slice(0, -1)}/`, day: dayOf(asOf), year: YEAR, asOf }
  const { places, ruleSetIds } = await books.findPlaces(asked)
  const children = await books.findChildren(asked, true)
  expect(totalsOf(places).get(place.path)).toEqual(totalsOf(children.places).get(place.path))
  const lines = await books.findLines(
    places.map(({ id }) => id),
    asked,
    { isRequired: true, isCompliant: null },
    null,
    1_000,
  )
  return { places, ruleSetIds, children, lines }
}

const TALLIES = (table: string) => `SELECT * FROM (${table}) t WHERE people + asides > 0 ORDER BY organisation_id, rule_set_id`

test("tallies are what accounts come to, and every moment is answered later as it was then", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
      const branches = [await world.organisation(community), await world.organisation(community), await world.organisation(community)]
      const people = Array.from({ length: 6 }, () => randomUUID())
      const then: { asOf: Date; answer: Awaited<ReturnType<typeof answered>> }[] = []
      for (const [at, step] of sequence.entries()) {
        const asOf = new Date(START + at * 17 * 86_400_000)
        await take(step, asOf, people, branches)
        then.push({ asOf, answer: await answered(community, asOf) })
      }
      for (const { asOf, answer } of then) expect(await answered(community, asOf)).toEqual(answer)
      const ids = branches.map(({ uuid }) => uuid)
      const kept = await world.client.query(
        TALLIES(`SELECT organisation_id, rule_set_id, people, compliant, leaders, leaders_compliant, asides, required::text, credited::text, gap::text, behind_by_month
                 FROM attendance.hours_tally WHERE organisation_id = ANY($1)`),
        [ids],
      )
      const fresh = await world.client.query(
        TALLIES(`SELECT organisation_id, rule_set_id, (count(*) FILTER (WHERE is_required))::int AS people,
            (count(*) FILTER (WHERE is_required AND credited >= required AND intensive_sessions >= required_intensive_sessions))::int AS compliant,
            (count(*) FILTER (WHERE role IN ('SECRETARY', 'COMMITTEE_MEMBER')))::int AS leaders,
            (count(*) FILTER (WHERE role IN ('SECRETARY', 'COMMITTEE_MEMBER') AND credited >= required AND intensive_sessions >= required_intensive_sessions))::int AS leaders_compliant,
            (count(*) FILTER (WHERE NOT is_required))::int AS asides, coalesce(sum(required) FILTER (WHERE is_required), 0)::numeric(12, 2)::text AS required,
            coalesce(sum(credited) FILTER (WHERE is_required), 0)::numeric(12, 2)::text AS credited,
            coalesce(sum(greatest(0, required - credited)) FILTER (WHERE is_required), 0)::numeric(12, 2)::text AS gap,
            (SELECT array_agg((SELECT count(*)::int FROM attendance.annual_hours b WHERE b.organisation_id = a.organisation_id AND b.rule_set_id = a.rule_set_id AND b.is_required
               AND (b.intensive_sessions < b.required_intensive_sessions
                 OR b.credited * 365 < b.required * extract(doy FROM make_date(2026, m, 1) + interval '1 month' - interval '1 day'))) ORDER BY m) FROM generate_series(1, 12) m) AS behind_by_month
          FROM attendance.annual_hours a WHERE organisation_id = ANY($1) GROUP BY organisation_id, rule_set_id`),
        [ids],
      )
      expect(kept.rows).toEqual(fresh.rows)
    }),
    { numRuns: 20 },
  )
}, 120_000)

test("the roll-up reads tallies and the tree, and no account, no entry", async () => {
  const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const branch = await world.organisation(community)
  await world.hours(await world.member(branch), branch, YEAR, rules.uuid)
  const { books } = reportSourcesOf(url, single)(community)
  const asked = { from: community.path, to: `${community.path.slice(0, -1)}/`, day: "2026-11-23", year: YEAR, asOf: new Date("2026-11-23T01:00:00Z") }
  // One connection, one transaction: what it has read is counted there, whatever others do meanwhile.
  await single.pool.query("BEGIN")
  expect((await books.findChildren(asked, false)).places.map(({ own }) => own.people)).toEqual([0, 1])
  const { rows } = await single.pool.query<{ relname: string; reads: number }>(
    `SELECT relname, (coalesce(seq_tup_read, 0) + coalesce(idx_scan, 0))::int AS reads FROM pg_stat_xact_user_tables
     WHERE schemaname = 'attendance' AND relname IN ('annual_hours', 'annual_hours_past', 'entry', 'hour_entry', 'hours_tally') ORDER BY relname`,
  )
  await single.pool.query("COMMIT")
  expect(rows.filter(({ reads }) => reads > 0).map(({ relname }) => relname)).toEqual(["hours_tally"])
})
