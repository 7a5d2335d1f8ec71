import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { CITY_TODAY, sampleCity } from "../../tests/kit/database.ts"

let client: pg.Client

beforeAll(async () => {
  client = new pg.Client(await sampleCity())
  await client.connect()
})
afterAll(() => client.end())

/** The teachers of a lesson who could not be booked for it, being booked for another in the same minutes: two are planted for the inspector to find. */
const TAUGHT_ELSEWHERE = `SELECT count(*) FROM courses.lesson_teacher t WHERE t.lesson_id = l.id AND EXISTS (
  SELECT FROM courses.booking b WHERE b.kind = 'TEACHER' AND b.resource_id = t.teacher_id AND b.lesson_id <> l.id AND b.starts_at < l.ends_at AND b.ends_at > l.starts_at)`

/** The one number that a query answers. */
async function count(sql: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(sql)
  return Number(rows[0]?.count)
}

describe("the books beside the lessons", () => {
  it("give every committee a term, by a rule that was in force when it was elected, of which some are overdue", async () => {
    expect(
      await count(
        "SELECT count(*) FROM organisation.organisation o WHERE NOT EXISTS (SELECT FROM organisation.committee_term t WHERE t.organisation_id = o.id AND t.closed_on IS NULL)",
      ),
    ).toBe(0)
    expect(
      await count(`SELECT count(*) FROM organisation.committee_term t JOIN organisation.term_rule r ON r.id = t.rule_id JOIN organisation.organisation o ON o.id = t.organisation_id
        WHERE NOT (o.kind = ANY(r.kinds)) OR t.elected_on < o.founded_on OR t.ends_on <> (t.elected_on + make_interval(years => r.years))::date AND to_char(t.elected_on, 'MMDD') <> '0229'`),
    ).toBe(0)
    const overdue = await count(
      `SELECT count(*) FROM organisation.committee_term WHERE closed_on IS NULL AND coalesce(extended_to, ends_on) <= '${CITY_TODAY}'`,
    )
    expect(overdue).toBeGreaterThan(20)
    expect(overdue).toBeLessThan(250)
  })

  it("elect nobody who does not take part below, and count no more voters than members", async () => {
    expect(
      await count(`SELECT count(*) FROM organisation.election_seat s JOIN organisation.election_round r ON r.id = s.round_id JOIN organisation.organisation o ON o.id = r.organisation_id
        JOIN people.member m ON m.id = s.member_id WHERE NOT starts_with(m.branch_path, o.path)`),
    ).toBe(0)
    expect(await count("SELECT count(*) FROM organisation.election_round WHERE present > eligible OR eligible < 1")).toBe(0)
  })

  it("have a letter for everyone who moved within the last two years, received on the day of the move", async () => {
    expect(
      await count(`SELECT count(*) FROM people.membership s JOIN people.membership b ON b.member_id = s.member_id AND b.to_on = s.from_on
        WHERE s.to_on IS NULL AND s.from_on > '2025-01-01' AND NOT EXISTS (
          SELECT FROM people.transfer t WHERE t.member_id = s.member_id AND t.state = 'ACCEPTED' AND t.received_on = s.from_on AND t.from_id = b.organisation_id AND t.to_id = s.organisation_id)`),
    ).toBe(0)
    expect(await count("SELECT count(*) FROM people.transfer WHERE state = 'STARTED'")).toBeGreaterThan(5)
  })

  it("give every school one headmaster, every venue hours that hold its lessons, and lend a room to a neighbour", async () => {
    const schools = await count("SELECT count(*) FROM courses.party_school")
    expect(await count("SELECT count(DISTINCT school_id) FROM courses.school_officer WHERE position = 'HEADMASTER' AND until IS NULL")).toBe(schools)
    expect(await count("SELECT count(*) FROM courses.venue v WHERE NOT EXISTS (SELECT FROM courses.venue_opening o WHERE o.venue_id = v.id)")).toBe(0)
    expect(
      await count(`SELECT count(*) FROM courses.booking b WHERE b.kind = 'VENUE' AND NOT EXISTS (SELECT FROM courses.venue_opening o WHERE o.venue_id = b.resource_id
        AND o.weekday = extract(isodow FROM b.starts_at AT TIME ZONE 'Asia/Shanghai')
        AND make_interval(mins => o.from_minute) <= (b.starts_at AT TIME ZONE 'Asia/Shanghai')::time AND make_interval(mins => o.to_minute) >= (b.ends_at AT TIME ZONE 'Asia/Shanghai')::time)`),
    ).toBe(0)
    expect(
      await count("SELECT count(*) FROM courses.venue_sharing s JOIN courses.venue v ON v.id = s.venue_id WHERE s.organisation_id <> v.organisation_id"),
    ).toBeGreaterThan(30)
    expect(await count("SELECT count(*) FROM courses.course WHERE hours * 2 = trunc(hours * 2)")).toBe(8)
  })

  it("book for each lesson that stands its venue and its teachers, firmly unless it is a draft", async () => {
    expect(
      await count(`SELECT count(*) FROM courses.lesson l WHERE (SELECT count(*) FROM courses.booking b WHERE b.lesson_id = l.id AND b.is_firm = (l.status <> 'DRAFT'))
        <> CASE WHEN l.status = 'CANCELLED' THEN 0 ELSE (l.venue_id IS NOT NULL)::int + (SELECT count(*) FROM courses.lesson_teacher t WHERE t.lesson_id = l.id) - (${TAUGHT_ELSEWHERE}) END`),
    ).toBe(0)
    expect(await count(`SELECT sum((${TAUGHT_ELSEWHERE})) AS count FROM courses.lesson l`)).toBe(2)
  })

  it("list ten organisations for rectification, twenty demonstration communities in each of two batches, and figures as exact as their source", async () => {
    expect(await count("SELECT count(*) FROM organisation.rectification")).toBe(10)
    expect((await client.query("SELECT batch, count(*)::int FROM organisation.honour WHERE kind = 'DEMONSTRATION_SITE' GROUP BY 1 ORDER BY 1")).rows).toEqual([
      { batch: 1, count: 20 },
      { batch: 2, count: 20 },
    ])
    expect(await count("SELECT count(*) FROM organisation.reported_figure WHERE precision = 'UNKNOWN' AND value IS NULL")).toBe(1)
  })
})
