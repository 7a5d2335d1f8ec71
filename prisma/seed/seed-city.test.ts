import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { keyedHash, parseSealingKey, unseal } from "../../subgraphs/shared/sealed.ts"
import { readNationalId } from "../../subgraphs/people/domain/national-id.ts"
import { CITY_KEY, CITY_TODAY, emptyDatabase, sampleCity } from "../../tests/kit/database.ts"
import { isEmpty, seedCity } from "./seed-city.ts"

/** What is wrong on purpose is so twice. */
const PLANTED = 2

let client: pg.Client
let url: string

beforeAll(async () => {
  url = await sampleCity()
  client = new pg.Client(url)
  await client.connect()
  // Dates as the text that they are: the driver would make moments of them, in the zone of the test run.
  client.setTypeParser(1082, (text: string) => text)
})
afterAll(() => client.end())

async function rows<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await client.query<T>(sql, values)).rows
}

/** The one number that a query answers. */
async function count(sql: string): Promise<number> {
  const [row] = await rows<{ count: string }>(sql)
  return Number(row?.count)
}

describe("the published figures", () => {
  it("of organisations: 21 committees, 123 general branches, 38 branches, over streets of four districts", async () => {
    const kinds = await rows("SELECT kind, count(*)::int FROM organisation.organisation WHERE level = 'COMMUNITY' GROUP BY kind ORDER BY kind")
    expect(kinds).toEqual([
      { kind: "COMMITTEE", count: 21 },
      { kind: "GENERAL_BRANCH", count: 123 },
      { kind: "BRANCH", count: 38 },
    ])
    const levels = await rows(
      "SELECT level, count(*)::int FROM organisation.organisation WHERE level IN ('CITY', 'DISTRICT', 'STREET') GROUP BY level ORDER BY level",
    )
    expect(levels).toEqual([
      { level: "CITY", count: 1 },
      { level: "DISTRICT", count: 4 },
      { level: "STREET", count: 42 },
    ])
  })

  it.each([
    ["30,572 members", 30_572, "people.member WHERE stage IN ('FULL', 'PROBATIONARY') AND participation = 'DIRECT'"],
    ["162 community schools", 162, "courses.party_school WHERE level = 'COMMUNITY'"],
    ["20 demonstration schools", 20, "courses.party_school WHERE is_demonstration"],
    ["10 of them in the first batch", 10, "courses.party_school WHERE demonstration_batch = 1"],
    ["10 of them in the second batch", 10, "courses.party_school WHERE demonstration_batch = 2"],
    ["586 Party affairs workers", 586, "people.party_affairs_worker WHERE left_on IS NULL"],
    ["20 city classes", 20, "courses.training_class WHERE level = 'CITY'"],
    ["458 places", 458, "courses.class_place"],
    ["none of them in another class", 0, "courses.class_place p JOIN courses.training_class c ON c.id = p.class_id WHERE c.level <> 'CITY'"],
    [
      "no city class outside three years",
      0,
      `courses.training_class WHERE level = 'CITY' AND NOT (starts_on > date '${CITY_TODAY}' - 1096 AND ends_on < '${CITY_TODAY}')`,
    ],
  ])("%s", async (_, expected, from) => {
    expect(await count(`SELECT count(*) FROM ${from}`)).toBe(expected)
  })

  it("the tally agrees", async () => {
    expect(await count("SELECT sum(people) AS count FROM people.tally WHERE stage IN ('FULL', 'PROBATIONARY') AND participation = 'DIRECT'")).toBe(30_572)
  })
})

describe("organisations", () => {
  it("lie on the paths of their parents and have the sizes that the rules advise, but for the deviations", async () => {
    expect(
      await count(
        "SELECT count(*) FROM organisation.organisation o JOIN organisation.organisation p ON p.id = o.parent_id WHERE o.path !~ ('^' || replace(p.path, '.', '\\.') || '[a-z0-9]+\\.$')",
      ),
    ).toBe(0)
    const sizes = await rows<{ size: number; full: number }>(
      `SELECT sum(people)::int AS size, sum(people) FILTER (WHERE stage = 'FULL')::int AS full FROM people.tally
       WHERE participation = 'DIRECT' AND stage IN ('FULL', 'PROBATIONARY') GROUP BY organisation_id`,
    )
    expect(sizes.filter(({ size }) => size > 50)).toEqual([expect.objectContaining({ size: 53 })])
    expect(sizes.filter(({ full }) => full < 3)).toEqual([{ size: 4, full: 2 }])
  })

  it("have the names of real streets and of communities that are unique in the city", async () => {
    expect(await rows("SELECT name, short_name FROM organisation.organisation WHERE path IN ('c.', 'c.d5.', 'c.d5.s01.') ORDER BY path")).toEqual([
      { name: "中共柳州市委员会", short_name: "柳州市" },
      { name: "中共柳州市柳北区委员会", short_name: "柳北区" },
      { name: "中共柳州市柳北区解放街道工作委员会", short_name: "解放街道" },
    ])
    expect(await count("SELECT count(*) - count(DISTINCT short_name) AS count FROM organisation.organisation")).toBe(0)
  })

  it("are led by full members of their own subtree", async () => {
    expect(
      await count(`SELECT count(*) FROM organisation.office f JOIN organisation.organisation o ON o.id = f.organisation_id JOIN people.member m ON m.id = f.member_id
                        WHERE m.stage <> 'FULL' OR NOT starts_with(m.branch_path, o.path)`),
    ).toBe(0)
    expect(
      await count(`SELECT count(*) FROM organisation.organisation o
                        WHERE (SELECT count(*) FROM organisation.office f WHERE f.organisation_id = o.id AND f.post = 'SECRETARY' AND f.until IS NULL) <> 1`),
    ).toBe(0)
    expect(
      await count(`SELECT count(*) FROM organisation.organisation o JOIN people.tally t ON t.organisation_id = o.id AND t.stage = 'FULL' AND t.participation = 'DIRECT' AND t.people >= 7
                        WHERE (SELECT count(*) FROM organisation.office f WHERE f.organisation_id = o.id AND f.until IS NULL) NOT BETWEEN 3 AND 5`),
    ).toBe(0)
  })

  it("have their secretary as director in most communities, not in all", async () => {
    const combined = await count(
      `SELECT count(*) FROM organisation.community_director d JOIN organisation.office f USING (organisation_id, member_id) WHERE f.post = 'SECRETARY' AND f.until IS NULL`,
    )
    expect(combined).toBeGreaterThan(182 * 0.7)
    expect(combined).toBeLessThan(182)
  })
})

describe("people", () => {
  it("have ids of version 7", async () => {
    for (const table of ["people.member", "organisation.organisation", "courses.lesson", "attendance.entry", "people.account", "courses.venue"]) {
      expect(await count(`SELECT count(*) FROM ${table} WHERE uuid_extract_version(id) IS DISTINCT FROM 7`)).toBe(0)
    }
  })

  it("have citizens' numbers of nobody, right in every part, and mobiles that nobody answers", async () => {
    const key = parseSealingKey(CITY_KEY)
    const members = await rows<{ sealed: Buffer; hash: Buffer; mobile: Buffer; birth_on: string; sex: string }>(
      "SELECT national_id_sealed AS sealed, national_id_hash AS hash, mobile_sealed AS mobile, birth_on, sex FROM people.member ORDER BY md5(id::text) LIMIT 500",
    )
    for (const { sealed, hash, mobile, birth_on, sex } of members) {
      const number = unseal(sealed, [key])
      expect(readNationalId(number)).toEqual({ ok: true, value: { number, division: "999999", birthOn: birth_on, sex } })
      expect(keyedHash(number, key)).toEqual(hash)
      expect(unseal(mobile, [key])).toMatch(/^1990\d{7}$/)
    }
  })

  it("went the way into the Party in its order", async () => {
    expect(
      await count(`SELECT count(*) FROM people.member WHERE birth_on NOT BETWEEN '1935-01-01' AND '2008-01-01' OR joined_on < birth_on + interval '18 years'
                        OR full_on < joined_on + interval '1 year' OR target_on >= joined_on OR activist_on >= target_on OR applied_on >= activist_on
                        OR greatest(applied_on, activist_on, target_on, joined_on, full_on) >= '${CITY_TODAY}'`),
    ).toBe(0)
    const applications = await count("SELECT count(*) FROM people.member WHERE applied_on BETWEEN '2025-11-23' AND '2026-11-22'")
    expect(applications).toBeGreaterThan(350)
    expect(applications).toBeLessThan(650)
  })

  it("have rare characters, middle dots and namesakes in one branch", async () => {
    expect(await count("SELECT count(*) FROM people.member WHERE name ~ '[㛃䶮𠮷𬭎]'")).toBeGreaterThan(10)
    expect(await rows("SELECT count(*) > 5 AS some FROM people.member WHERE name ~ '^[^·]+·[^·]+$' AND ethnicity = '05' AND name_pinyin ~ '^[a-z]+$'")).toEqual(
      [{ some: true }],
    )
    expect(await count("SELECT count(*) FROM people.member WHERE name_pinyin !~ '^[a-z]+$'")).toBe(0)
    expect(await count("SELECT count(*) FROM (SELECT FROM people.member GROUP BY branch_id, name HAVING count(*) > 1) AS namesakes")).toBeGreaterThan(20)
  })
})

describe("lessons", () => {
  it.each([
    ["venue", 0, "SELECT venue_id AS who, starts_at, ends_at FROM courses.lesson WHERE venue_id IS NOT NULL"],
    ["teacher", PLANTED, "SELECT teacher_id AS who, starts_at, ends_at FROM courses.lesson JOIN courses.lesson_teacher ON lesson_id = id"],
    ["person", PLANTED, "SELECT member_id AS who, l.starts_at, ends_at FROM courses.enrolment e JOIN courses.lesson l ON l.id = e.lesson_id"],
  ])("never need a %s twice at one time, but %i times for inspectors to find", async (_, times, bookings) => {
    expect(
      await count(
        `SELECT count(*) FROM (SELECT ends_at > lead(starts_at) OVER (PARTITION BY who ORDER BY starts_at) AS clashes FROM (${bookings})) WHERE clashes`,
      ),
    ).toBe(times)
  })

  it("were held in the past, are published soon and drafted later, and keep the holidays", async () => {
    const wrong = `(status = 'HELD' AND starts_at >= '${CITY_TODAY}') OR (status IN ('PUBLISHED', 'DRAFT') AND starts_at < '${CITY_TODAY}') OR (status = 'CANCELLED') <> (cancelled_reason IS NOT NULL)`
    expect(await count(`SELECT count(*) FROM courses.lesson WHERE ${wrong}`)).toBe(0)
    expect(
      await count("SELECT count(*) FROM courses.lesson WHERE to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'MMDD') IN ('0101', '0501', '1001', '1007')"),
    ).toBe(0)
    expect(await rows("SELECT DISTINCT status FROM courses.lesson ORDER BY status")).toHaveLength(4)
    expect(await count("SELECT count(*) FROM courses.enrolment WHERE state = 'WAITLISTED'")).toBeGreaterThan(10)
  })

  it("begin between eight and eight on the city's clock", async () => {
    expect(await count("SELECT count(*) FROM courses.lesson WHERE (starts_at AT TIME ZONE 'Asia/Shanghai')::time NOT BETWEEN '08:00' AND '20:00'")).toBe(0)
  })
})

describe("attendance", () => {
  it("has sheets whose counts are those of the entries in force, and open ones with people unmarked", async () => {
    expect(
      await count(`WITH marks AS (
          SELECT lesson_id, count(*) FILTER (WHERE state IN ('PRESENT', 'LATE', 'LEFT_EARLY', 'ONLINE')) AS present, count(*) FILTER (WHERE state = 'ON_LEAVE') AS on_leave,
                 count(*) FILTER (WHERE state = 'ABSENT') AS absent
          FROM attendance.entry e WHERE NOT is_make_up AND NOT EXISTS (SELECT FROM attendance.entry r WHERE r.replaces_id = e.id) GROUP BY lesson_id),
        lists AS (SELECT lesson_id, count(*) AS expected FROM courses.enrolment WHERE state = 'EXPECTED' GROUP BY lesson_id)
        SELECT count(*) FROM courses.lesson l LEFT JOIN attendance.sheet s ON s.lesson_id = l.id LEFT JOIN marks m ON m.lesson_id = l.id LEFT JOIN lists e ON e.lesson_id = l.id
        WHERE (l.status = 'HELD' OR s.lesson_id IS NOT NULL)
          AND (s.expected, s.present, s.on_leave, s.absent) IS DISTINCT FROM (coalesce(e.expected, 0), coalesce(m.present, 0), coalesce(m.on_leave, 0), coalesce(m.absent, 0))`),
    ).toBe(0)
    expect(await count("SELECT count(*) FROM attendance.sheet WHERE state = 'OPEN' AND expected > present + on_leave + absent")).toBeGreaterThan(5)
    expect(await count("SELECT count(*) FROM attendance.entry WHERE replaces_id IS NOT NULL AND reason IS NOT NULL")).toBeGreaterThan(100)
    expect(await count(`SELECT count(*) FROM attendance.entry WHERE recorded_at < occurred_at OR recorded_at >= '${CITY_TODAY}'`)).toBe(0)
  })

  it("leaves last year's compliance between 75 and 85 of a hundred, and branches far apart", async () => {
    const compliant = "(credited >= required AND intensive_sessions >= required_intensive_sessions)::int"
    const [city] = await rows<{ share: number }>(`SELECT avg(${compliant})::float8 AS share FROM attendance.annual_hours WHERE year = 2025 AND is_required`)
    expect(city?.share).toBeGreaterThan(0.75)
    expect(city?.share).toBeLessThan(0.85)
    const branches = await rows<{ share: number }>(
      `SELECT avg(${compliant})::float8 AS share FROM attendance.annual_hours WHERE year = 2025 AND is_required GROUP BY organisation_id ORDER BY 1`,
    )
    expect(branches.at(Math.floor(branches.length * 0.05))?.share).toBeLessThan(0.6)
    expect(branches.at(-1)?.share).toBe(1)
  })
})

describe("the database afterwards", () => {
  it("has exactly the indexes, constraints and triggers of an empty one", async () => {
    const definitions = `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index JOIN pg_class c ON c.oid = indrelid WHERE relnamespace = ANY (ARRAY['organisation', 'people', 'courses', 'attendance']::regnamespace[])
      UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated FROM pg_constraint WHERE connamespace = ANY (ARRAY['organisation', 'people', 'courses', 'attendance']::regnamespace[])
      UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`
    const empty = new pg.Client(await emptyDatabase())
    await empty.connect()
    const wanted = (await empty.query(definitions)).rows
    await empty.end()
    expect(wanted.length).toBeGreaterThan(80)
    expect(await rows(definitions)).toEqual(wanted)
  })

  it("is full, and refuses a second city", async () => {
    expect(await isEmpty(url)).toBe(false)
    await expect(seedCity(url, { members: 300, personalDataKey: CITY_KEY })).rejects.toThrow("The database already holds organisations.")
  })
})
