import { mkdtemp, rm } from "node:fs/promises"
import { loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { startEmbedded } from "../prisma/embedded.ts"
import { migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { appUrlsFrom } from "../prisma/setup.ts"
import { createCheckInCodes } from "../subgraphs/attendance/data/check-in-code.reader.ts"
import { stepOf } from "../subgraphs/attendance/domain/check-in-code.ts"
import { openAttendance } from "../subgraphs/attendance/subgraph.ts"
import { openLog } from "../subgraphs/shared/log.ts"
import { parseSealingKey } from "../subgraphs/shared/sealed.ts"
import { toTypeId } from "../subgraphs/shared/typeid.ts"

// People check in at the doors of 50 lessons, 500 at each: first as fast as the answers come, then so that all 25,000 arrive within one minute, then 500 at one
// lesson at once. Through the subgraph's own front door, in this process, with the database beside it. Prints milliseconds. Run with:
// SKIP_INSTALL=1 node scripts/run.mjs bench/check-in.ts [lessons] [people]

const LESSONS = Number(process.argv[2] ?? 50)
const PEOPLE = Number(process.argv[3] ?? 500)
const KEY = "0123456789abcdef".repeat(4)
const AT_ONCE = 40
const CONNECTIONS = 10
const DOCUMENT = `mutation ($input: CheckInInput!) { checkIn(input: $input) { __typename ... on CheckInRecorded { attendance { state } } ... on CheckInRefused { reason } } }`

const uuid = (kind: number, number: number) => `019aaf0${kind}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`
const folder = await mkdtemp(join(tmpdir(), "check-in-bench-"))
const embedded = await startEmbedded(folder, { max_connections: "50" })
const url = new URL(embedded.maintenanceUrl)
url.pathname = "/bench"
await createDatabaseIfMissing({ url: url.href, maintenanceUrl: embedded.maintenanceUrl })
const urls = appUrlsFrom(url.href, {})
await migrate(url.href, urls)
const client = new pg.Client(url.href)
await client.connect()
const now = new Date()
const codes = createCheckInCodes([parseSealingKey(KEY, "attendance")])
const subgraph = openAttendance({
  databaseUrl: urls.attendance,
  connections: CONNECTIONS,
  timeZone: "Asia/Shanghai",
  log: openLog("bench", "silent"),
  personalDataKeys: [KEY],
})

/** People of one branch, and a round of lessons that begin in ten minutes, with everybody on the list of one. */
async function addPeople(): Promise<void> {
  await client.query(`INSERT INTO organisation.organisation (id, path, name, short_name, kind, level, setting, founded_on)
    VALUES ('${uuid(1, 1)}', 'c.', '市', '市', 'COMMITTEE', 'CITY', 'COMMUNITY', '2000-01-01')`)
  await client.query(
    `INSERT INTO people.member (id, code, name, name_pinyin, name_initials, sex, ethnicity, birth_on, education, stage, applied_on, joined_on, full_on, participation, branch_id, branch_path)
     SELECT ('019aaf02-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'B' || n, '王' || n, 'wang', 'w', 'FEMALE', '01', '1970-01-01', '20', 'FULL', '2000-01-01', '2001-01-01', '2002-01-01',
       'DIRECT', $1, 'c.' FROM generate_series(0, $2::int - 1) n`,
    [uuid(1, 1), LESSONS * PEOPLE],
  )
  await client.query("INSERT INTO people.account (id, subject, name, member_id) SELECT id, 'm' || substr(code, 2), name, id FROM people.member")
}

async function addLessons(round: number, lessons: number): Promise<string[]> {
  const ids = Array.from({ length: lessons }, (_, at) => uuid(3, round * 1_000 + at))
  const [from, to] = [new Date(now.getTime() + 600_000), new Date(now.getTime() + 7_800_000)]
  await client.query(
    `INSERT INTO courses.lesson (id, title, category, mode, status, starts_at, ends_at, planned_hours, capacity, organiser_id, organiser_path)
     SELECT unnest($1::uuid[]), '党课', 'PARTY_LECTURE', 'FACE_TO_FACE', 'HELD', $2, $3, 2, NULL, $4, 'c.'`,
    [ids, from, to, uuid(1, 1)],
  )
  await client.query(
    `INSERT INTO attendance.sheet (lesson_id, organisation_id, organisation_path, state, held_on, starts_at, ends_at, periods, category, mode, planned_hours, expected, present, on_leave, absent, opened_at)
     SELECT unnest($1::uuid[]), $2, 'c.', 'OPEN', $3::timestamptz::date, $3, $4, jsonb_build_array(jsonb_build_object('startsAt', $3::timestamptz, 'endsAt', $4::timestamptz)), 'PARTY_LECTURE', 'FACE_TO_FACE', 2, 0, 0, 0, 0, now()`,
    [ids, uuid(1, 1), from, to],
  )
  await client.query(
    `INSERT INTO attendance.sheet_place (lesson_id, member_id, branch_id) SELECT l.id, m.id, $2 FROM unnest($1::uuid[]) WITH ORDINALITY l(id, number)
     JOIN people.member m ON substr(m.code, 2)::int / $3::int = l.number - 1`,
    [ids, uuid(1, 1), PEOPLE],
  )
  await client.query("ANALYZE")
  return ids.map((id) => toTypeId("lesson", id))
}

type Scan = { lesson: string; person: number }
const faults = new Map<string, number>()

async function scan({ lesson, person }: Scan): Promise<number> {
  const from = performance.now()
  const code = codes.codeAt({ lessonId: lesson, codeRound: 0 }, stepOf(new Date()))
  const { data, errors } = await subgraph.answer({ query: DOCUMENT, variables: { input: { lesson, code, device: `phone ${person}` } } }, `m${person}`)
  const answer = (data?.["checkIn"] ?? {}) as { reason?: string; attendance?: { state: string } }
  if (answer.attendance?.state !== "PRESENT") {
    const fault = answer.reason ?? errors?.[0]?.message.replace(/fault .*/, "fault") ?? "nothing"
    faults.set(fault, (faults.get(fault) ?? 0) + 1)
  }
  return performance.now() - from
}

async function measure(name: string, lessons: readonly string[], work: (scans: Scan[]) => Promise<number[]>): Promise<void> {
  faults.clear()
  const scans = Array.from({ length: PEOPLE }, (_, at) => lessons.map((lesson, number) => ({ lesson, person: number * PEOPLE + at }))).flat()
  const from = performance.now()
  const taken = (await work(scans)).sort((one, other) => one - other)
  const seconds = (performance.now() - from) / 1_000
  const { rows } = await client.query(
    "SELECT count(*)::int AS entries, count(DISTINCT (lesson_id, member_id))::int AS people FROM attendance.entry WHERE lesson_id = ANY($1::uuid[])",
    [lessons.map((_, at) => uuid(3, Number(name[0]) * 1_000 + at))],
  )
  const at = (share: number) => (taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0).toFixed(1)
  const figures = `p50 ${at(0.5)} p90 ${at(0.9)} p99 ${at(0.99)} p99.9 ${at(0.999)} most ${at(1)} ms`
  process.stdout.write(
    `${name}: ${scans.length} scans in ${seconds.toFixed(1)} s, ${(scans.length / seconds).toFixed(0)} a second; ${figures}; refused or failed ${JSON.stringify([...faults])}; ` +
      `entries ${rows[0].entries} of ${rows[0].people} people; load ${loadavg()[0]?.toFixed(1)}\n`,
  )
}

/** So many at a time, each as soon as the one before is answered. */
async function closedLoop(scans: Scan[]): Promise<number[]> {
  const taken: number[] = []
  const queue = [...scans]
  const one = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) taken.push(await scan(next))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return taken
}

/** All of them spread evenly over a minute, whether the ones before are answered or not. */
async function inOneMinute(scans: Scan[]): Promise<number[]> {
  const from = performance.now()
  const running: Promise<number>[] = []
  for (const [at, next] of scans.entries()) {
    const due = from + (at * 60_000) / scans.length
    if (due > performance.now() + 1) await pause(due - performance.now())
    running.push(scan(next))
  }
  return Promise.all(running)
}

try {
  await addPeople()
  await measure("1 as fast as they are answered, 40 at a time", await addLessons(1, LESSONS), closedLoop)
  await measure("2 within a minute", await addLessons(2, LESSONS), inOneMinute)
  await measure("3 all at once at one lesson", await addLessons(3, 1), (scans) => Promise.all(scans.map(scan)))
} finally {
  await subgraph.close()
  await client.end()
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}
