import { randomUUID } from "node:crypto"
import type pg from "pg"
import { expect, onTestFinished, test } from "vitest"
import { rotateKey } from "../../prisma/rotate-key.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { keyedHash, mobileHashes, parseSealingKey, seal, sealBytes, unseal, unsealBytes } from "../../subgraphs/shared/sealed.ts"
import { openPeople } from "../../subgraphs/people/subgraph.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { runToEnd } from "../kit/program.ts"
import { newWorld } from "../kit/world.ts"
import { giveNumbers } from "../kit/world-numbers.ts"

const NEW_KEY = "fedcba9876543210".repeat(4)
const [previous, current] = [parseSealingKey(CITY_KEY), parseSealingKey(NEW_KEY)]
const [previousOfCourses, currentOfCourses] = [parseSealingKey(CITY_KEY, "courses"), parseSealingKey(NEW_KEY, "courses")]

/** What attendance keeps sealed: table and column. */
const OF_ATTENDANCE = { evidence: "content_sealed", stored_file: "content_sealed", sheet_import: "rows_sealed" }
const [previousOfAttendance, currentOfAttendance] = [parseSealingKey(CITY_KEY, "attendance"), parseSealingKey(NEW_KEY, "attendance")]

/** A subgraph that holds both keys finds and shows what either sealed. */
const FIND = `{
  whole: members(search: "19900000007") { nodes { contact(purpose: CONTACT_MEMBER) { mobile } } }
  tail: members(search: "0007") { totalCount }
  none: members(search: "0099") { totalCount }
}`

/** Everything that is sealed, to the byte, with the versions of the records. */
async function everything(client: pg.Client) {
  const of = async (sql: string) => (await client.query<Record<string, Buffer | string | number | null>>(sql)).rows
  return {
    members: await of("SELECT id, version, national_id_sealed, national_id_hash, mobile_sealed, mobile_hash, mobile_tail_hash FROM people.member ORDER BY id"),
    files: await of("SELECT id, content_sealed FROM people.stored_file ORDER BY id"),
    plans: await of("SELECT id, content_sealed FROM courses.stored_file ORDER BY id"),
    rows: await of("SELECT preview_id, line, body_sealed FROM people.import_row ORDER BY line"),
    webhooks: await of("SELECT id, secret_sealed FROM courses.webhook_subscription ORDER BY id"),
    attendance: await of(
      Object.entries(OF_ATTENDANCE)
        .map(([table, column]) => `SELECT '${table}' AS source, id, ${column} AS sealed FROM attendance.${table}`)
        .join(" UNION ALL "),
    ),
    parts: await of("SELECT part, member_id FROM people.name_part ORDER BY member_id, part"),
    tally: await of("SELECT * FROM people.tally ORDER BY organisation_id"),
  }
}

/** A branch of people with numbers, a stored file and an import of many rows, all sealed with the previous key. */
async function sealedWorld() {
  const url = await emptyDatabase()
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const people = []
  for (let at = 0; at < 30; at += 1) {
    const person = await world.member(branch, { name: `党员${at}` })
    await giveNumbers(world.client, person, { mobile: `1990000${String(at).padStart(4, "0")}`, nationalId: `99999919680312${String(at).padStart(4, "0")}` })
    people.push(person)
  }
  const none = await world.member(branch, { name: "无号" })
  const account = randomUUID()
  const file = {
    account_id: account,
    use: "UPLOAD",
    name: "名单.csv",
    media_type: "text/csv",
    sha256: Buffer.alloc(32),
    bytes: 3,
    expires_at: new Date("2027-01-01"),
  }
  for (let at = 0; at < 11; at += 1) await world.insert("people.stored_file", { ...file, content_sealed: sealBytes(Buffer.of(0, 255, at), previous) })
  await world.insert("courses.stored_file", { ...file, created_at: new Date("2026-11-22"), content_sealed: sealBytes(Buffer.of(7), previousOfCourses) })
  const counts = { rows_read: 1100, to_create: 1100, to_update: 0, unchanged: 0, warnings: 0, errors: 0 }
  const place = { account_id: account, organisation_id: branch.uuid, organisation_path: branch.path }
  const preview = await world.insert("people.import_preview", {
    ...place,
    ...counts,
    kind: "MEMBER_ROSTER",
    file_name: "名单.csv",
    file_hash: Buffer.alloc(32),
    encoding: "UTF-8",
  })
  for (let line = 1; line <= 1100; line += 1) {
    const row = { preview_id: preview, line, fate: "CREATE", problems: "[]", body_sealed: sealBytes(Buffer.from(`{"line":${line}}`), previous) }
    await world.insert("people.import_row", row, false)
  }
  const webhook = {
    organisation_id: branch.uuid,
    organisation_path: branch.path,
    url: "https://hooks.example.cn/",
    events: [],
    account_id: account,
    created_at: new Date(),
  }
  for (let at = 0; at < 3; at += 1)
    await world.insert("courses.webhook_subscription", { ...webhook, secret_sealed: seal(`whsec_${at}`, parseSealingKey(CITY_KEY, "courses")) })
  const name = { name: "签到表.png", media_type: "image/png", sha256: Buffer.alloc(32), bytes: 1 }
  const content_sealed = sealBytes(Buffer.of(8), previousOfAttendance)
  await world.insert("attendance.evidence", {
    ...name,
    organisation_path: branch.path,
    content_sealed,
    stored_at: new Date("2026-11-22"),
    stored_by_id: account,
  })
  await world.insert("attendance.stored_file", { ...file, created_at: new Date("2026-11-22"), content_sealed: sealBytes(Buffer.of(9), previousOfAttendance) })
  await world.insert("attendance.sheet_import", {
    account_id: account,
    kind: "SIGN_IN_SHEET",
    organisation_path: branch.path,
    file_name: "签到表.csv",
    file_sha256: Buffer.alloc(32),
    rows_sealed: sealBytes(Buffer.of(10), previousOfAttendance),
    counts: "{}",
    created_at: new Date("2026-11-22"),
    expires_at: new Date("2027-01-01"),
  })
  return { url, client: world.client, people, none, secretary: await world.staff("SECRETARY", branch) }
}

test("the command seals everything anew, and a second run changes nothing", async () => {
  const { url, client, none, secretary } = await sealedWorld()
  const before = await everything(client)
  const people = openPeople({
    databaseUrl: appUrlsFrom(url, {}).people,
    connections: 2,
    timeZone: "Asia/Shanghai",
    log: openLog("tests", "silent"),
    personalDataKeys: [NEW_KEY, CITY_KEY],
  })
  onTestFinished(() => people.close())
  const found = async () => (await people.answer({ query: FIND }, secretary)).data
  const all = { whole: { nodes: [{ contact: { mobile: "19900000007" } }] }, tail: { totalCount: 1 }, none: { totalCount: 0 } }
  expect(await found()).toEqual(all)

  const rotate = () => runToEnd("prisma/rotate-key-command.ts", [], { DATABASE_URL: url, PERSONAL_DATA_KEY: NEW_KEY, PERSONAL_DATA_KEY_PREVIOUS: CITY_KEY })

  const first = await rotate()
  expect(first).toMatchObject({ code: 0, stderr: "" })
  expect(first.stdout.trim().split("\n")).toEqual([
    "people.member: 30 rows sealed anew",
    "people.import_row: 1,100 rows sealed anew",
    "people.stored_file: 11 rows sealed anew",
    "courses.stored_file: 1 rows sealed anew",
    "courses.webhook_subscription: 3 rows sealed anew",
    ...Object.keys(OF_ATTENDANCE).map((table) => `attendance.${table}: 1 rows sealed anew`),
    "Sealed anew: 1,148 rows. PERSONAL_DATA_KEY opens everything.",
  ])
  expect(await found()).toEqual(all)
  const after = await everything(client)
  expect(after.members.filter((row) => row["mobile_sealed"] === null)).toEqual(before.members.filter(({ id }) => id === none.uuid))
  for (const [at, row] of after.members.entries()) {
    const old = before.members[at] as typeof row
    expect([row["id"], row["version"]]).toEqual([old["id"], old["version"]])
    if (row["mobile_sealed"] === null) continue
    const [number, mobile] = [unseal(row["national_id_sealed"] as Buffer, [current]), unseal(row["mobile_sealed"] as Buffer, [current])]
    expect([number, mobile]).toEqual([unseal(old["national_id_sealed"] as Buffer, [previous]), unseal(old["mobile_sealed"] as Buffer, [previous])])
    const { whole, tail } = mobileHashes(mobile, current)
    expect([row["national_id_hash"], row["mobile_hash"], row["mobile_tail_hash"]]).toEqual([keyedHash(number, current), whole, tail])
  }
  const opened = (rows: typeof after.rows, column: string) => rows.map((row) => unsealBytes(row[column] as Buffer, [current]).toString("hex"))
  expect(opened(after.rows, "body_sealed")).toEqual(after.rows.map(({ line }) => Buffer.from(`{"line":${String(line)}}`).toString("hex")))
  expect(opened(after.files, "content_sealed").sort()).toEqual(Array.from({ length: 11 }, (_, at) => `00ff${at.toString(16).padStart(2, "0")}`))
  expect(after.plans.map((row) => unsealBytes(row["content_sealed"] as Buffer, [currentOfCourses]))).toEqual([Buffer.of(7)])
  const opensForCourses = after.webhooks.map((row) => unseal(row["secret_sealed"] as Buffer, [parseSealingKey(NEW_KEY, "courses")]))
  expect(opensForCourses.sort()).toEqual(["whsec_0", "whsec_1", "whsec_2"])
  expect(after.attendance.map((row) => [row["source"], ...unsealBytes(row["sealed"] as Buffer, [currentOfAttendance])])).toEqual([
    ["evidence", 8],
    ["stored_file", 9],
    ["sheet_import", 10],
  ])
  expect([after.parts, after.tally]).toEqual([before.parts, before.tally])

  const second = await rotate()
  expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining("Sealed anew: 0 rows.") })
  expect(await everything(client)).toEqual(after)
})

test("an interrupted change goes on where it stopped, and what no key opens is left and said", async () => {
  const { url, client, people } = await sealedWorld()
  const [done, lost, half] = people
  if (!done || !lost || !half) throw new Error("no people")
  await giveNumbers(client, done, { mobile: "19900009999" }, current)
  await giveNumbers(client, lost, { mobile: "19900008888" }, parseSealingKey("ab".repeat(32)))
  await client.query("UPDATE people.member SET mobile_sealed = (SELECT mobile_sealed FROM people.member WHERE id = $2) WHERE id = $1", [half.uuid, lost.uuid])
  const before = await everything(client)
  const keptBy = (all: typeof before, uuid: string) => all.members.find(({ id }) => id === uuid)

  expect(await rotateKey(url, { current, previous })).toEqual({ resealed: 27 + 1100 + 11 + 1 + 3 + 3, unopened: 2 })
  const after = await everything(client)
  expect(keptBy(after, done.uuid)).toEqual(keptBy(before, done.uuid))
  expect(keptBy(after, lost.uuid)).toEqual(keptBy(before, lost.uuid))
  expect(keptBy(after, half.uuid)?.["mobile_sealed"]).toEqual(keptBy(before, half.uuid)?.["mobile_sealed"])
  expect(unseal(keptBy(after, half.uuid)?.["national_id_sealed"] as Buffer, [current])).toMatch(/^999999/)

  const again = await runToEnd("prisma/rotate-key-command.ts", [], { DATABASE_URL: url, PERSONAL_DATA_KEY: NEW_KEY, PERSONAL_DATA_KEY_PREVIOUS: CITY_KEY })
  expect(again).toMatchObject({ code: 1, stderr: "2 rows hold something that neither key opens; they were left as they are.\n" })
  expect(await everything(client)).toEqual(after)
})

test("both keys are needed, and two of them", async () => {
  const rotate = (environment: Record<string, string>) => runToEnd("prisma/rotate-key-command.ts", [], { DATABASE_URL: "postgres://nowhere/x", ...environment })
  expect(await rotate({ PERSONAL_DATA_KEY: NEW_KEY })).toEqual({
    code: 1,
    stdout: "",
    stderr: "PERSONAL_DATA_KEY_PREVIOUS must hold 64 hexadecimal digits: the new key and the previous one are both needed.\n",
  })
  expect(await rotate({ PERSONAL_DATA_KEY: NEW_KEY, PERSONAL_DATA_KEY_PREVIOUS: NEW_KEY })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("the same key"),
  })
})
