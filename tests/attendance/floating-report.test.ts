import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { unique } from "../kit/insert.ts"
import { reportsIn } from "../kit/reports-read.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const readReport = reportsIn(url)
const rules = await hoursIn(world).rules()
const report = async (subject: string, at: Place, more: object = {}) => readReport(subject, "FLOATING", { organisation: at.id, year: 2025, ...more })
const at = (day: string) => new Date(`${day}T10:00:00+08:00`)

/** A stay as the books have had it since its first day. */
async function stay(person: Person, columns: Record<string, unknown> = {}): Promise<string> {
  const { since = "2025-02-10" } = columns
  const row = {
    direction: "OUT",
    mode: "CARD",
    destination: "示例省外市某区",
    host_name: "某街道党工委",
    card_number: `LD-${unique()}`,
    last_contact_on: "2025-06-01",
  }
  return world.insert("people.floating_record", { member_id: person.uuid, since, recorded_at: at(String(since)), ...row, ...columns })
}
const contacted = (id: string, on: string) =>
  world.client.query("UPDATE people.floating_record SET last_contact_on = $2, recorded_at = $3 WHERE id = $1", [id, on, at(on)])
const account = (person: Person, branch: Place, credited: number, makeUp: number, year = 2025) =>
  world.hours(person, branch, year, rules.uuid, { credited, make_up: makeUp, computed_at: at("2025-01-02") })

/** A branch with three who are away and one who came. */
async function ground() {
  const street = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
  const branch = await world.organisation(street, { name: "第一党支部" })
  const member = (name: string, participation = "DIRECT") => world.member(branch, { name, participation })
  const [zhang, li, zhao, guest] = [await member("张伟"), await member("李娜"), await member("赵强"), await member("阿依努尔", "FLOATING_IN")]
  await account(zhang, branch, 24, 8)
  await account(guest, branch, 6.5, 0)
  const stays = {
    zhang: await stay(zhang, { card_number: `LD-2025-${unique()}` }),
    li: await stay(li, { since: "2024-01-05", mode: "KITE", card_number: null, host_name: null, last_contact_on: null }),
    back: await stay(zhao, { since: "2023-01-05", until: "2025-03-01" }),
    guest: await stay(guest, { since: "2025-05-20", direction: "IN", destination: "桂林市", host_name: null, last_contact_on: "2025-06-20" }),
  }
  return { street, branch, zhang, li, zhao, guest, stays, auditor: await world.staff("AUDITOR", street) }
}
const JUNE = { asOf: new Date("2025-06-30T18:00:00+08:00") }

test("the report has a line a stay that goes on, the longest without contact first, and persons each way", async () => {
  const { street, branch, zhang, li, guest, stays, auditor } = await ground()
  const read = await report(auditor, street, JUNE)
  const cells = read?.rows.map((row) => row.cells.slice(1))
  expect(cells?.slice(0, 3)).toEqual([
    ["李娜", "第一党支部", "2024-01-05", "示例省外市某区", null, null, null, null, null, null, null, "风筝式管理", "流出", null, null],
    [
      "张伟",
      "第一党支部",
      "2025-02-10",
      "示例省外市某区",
      expect.stringMatching(/^LD-2025/) as string,
      "返回后交回查验",
      "2025-06-01",
      29,
      "某街道党工委",
      24,
      8,
      "持证管理",
      "流出",
      "2025-08-10",
      null,
    ],
    [
      "阿依努尔",
      "第一党支部",
      "2025-05-20",
      "桂林市",
      expect.any(String) as string,
      "返回后交回查验",
      "2025-06-20",
      10,
      null,
      6.5,
      0,
      "持证管理",
      "流入",
      "2025-11-20",
      null,
    ],
  ])
  expect(read?.rows.slice(3).map(({ kind, cells: total }) => [kind, total[0], total.at(-1)])).toEqual([
    ["TOTAL", "流出合计", 2],
    ["TOTAL", "流入合计", 1],
    ["TOTAL", "合计", 3],
  ])
  const ids = await world.client.query<{ id: string }>("SELECT id FROM people.floating_record WHERE id = ANY($1::uuid[])", [Object.values(stays)])
  expect(ids.rowCount).toBe(4)
  expect(read?.keys.slice(0, 3).map((key) => key.split(" ")[0])).toEqual([li.id, zhang.id, guest.id])
  expect(read?.keys[0]?.split(" ")[2]).toBe(branch.id)
  expect(read).toMatchObject({
    count: 3,
    report: { title: "2025年度流动党员参学情况" },
    gaps: [{ message: expect.stringContaining("1 人没有联系记录") as string }, { message: expect.stringContaining("1 人没有2025年学时账户") as string }],
  })
})

test("as the books stood: contacts, returns and stays that were written down later are not in it, and names may be put right", async () => {
  const { street, branch, zhang, stays, auditor } = await ground()
  const before = await report(auditor, street, JUNE)
  await contacted(stays.zhang, "2025-08-15")
  await world.client.query("UPDATE people.floating_record SET until = '2025-06-25', recorded_at = $2 WHERE id = $1", [stays.guest, at("2025-09-01")])
  await stay(await world.member(branch), { since: "2025-03-01", recorded_at: at("2025-10-01") })
  await world.client.query("UPDATE people.member SET name = '张炜' WHERE id = $1", [zhang.uuid])
  const again = await report(await world.staff("ADMIN", world.city), street, JUNE)
  expect(again?.digest).toBe(before?.digest)
  expect(again?.rows[1]?.cells.slice(1, 9)).toEqual([
    "张炜",
    "第一党支部",
    "2025-02-10",
    "示例省外市某区",
    expect.any(String),
    "返回后交回查验",
    "2025-06-01",
    29,
  ])
  // On the last day of the year the card had run out; whoever had returned is away no longer.
  const later = await report(auditor, street, { asOf: new Date("2026-01-10T09:00:00+08:00") })
  expect(later?.rows.filter(({ kind }) => kind === "ROW").map(({ cells }) => [cells[1], cells[6], cells[7], cells[8]])).toEqual([
    ["李娜", null, null, null],
    ["王春梅", "已到期，应转接组织关系或说明原因", "2025-06-01", 223],
    ["张炜", "已到期，应转接组织关系或说明原因", "2025-08-15", 148],
  ])
  const past = await world.client.query("SELECT replaced_at FROM people.floating_past WHERE record_id = $1", [stays.zhang])
  expect(past.rows).toEqual([{ replaced_at: at("2025-08-15") }])
  await expect(world.client.query("DELETE FROM people.floating_past")).rejects.toThrow("never changed or removed")
})

test("a change that does not say when it was written was written now, and one that changes nothing leaves no past", async () => {
  const { stays } = await ground()
  await world.client.query("UPDATE people.floating_record SET next_contact_due_on = '2027-01-01' WHERE id = $1", [stays.zhang])
  const pastOf = async () =>
    (await world.client.query("SELECT replaced_at > now() - interval '1 minute' AS is_now FROM people.floating_past WHERE record_id = $1", [stays.zhang])).rows
  expect(await pastOf()).toEqual([])
  await world.client.query("UPDATE people.floating_record SET last_contact_on = '2025-07-01' WHERE id = $1", [stays.zhang])
  expect(await pastOf()).toEqual([{ is_now: true }])
})

const QUERY = `query ($organisation: ID!, $year: Int, $asOf: DateTime, $first: Int, $after: String) {
  floatingReport(organisation: $organisation, year: $year, asOf: $asOf, first: $first, after: $after) {
    header { title year asOf digest } gaps { subgraph } totals { out in withCard neverContacted } totalCount pageInfo { hasNextPage endCursor }
    nodes { member { id name } branch { id name } direction mode since destination hostName cardNumber cardEndsOn cardReminder lastContactOn daysSinceContact credited makeUp } } }`
type Page = {
  header: { digest: string }
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string }
  nodes: { member: { id: string; name: string } | null; credited: number }[]
}
const pageOf = async (subject: string, where: Place, more: object = {}) =>
  (await (await stack.as(subject)).request<{ floatingReport: Page | null }>(QUERY, { organisation: where.id, year: 2025, ...more })).floatingReport

test("a screen pages through the same rows, with the totals of the whole", async () => {
  const { street, branch, zhang, li, guest, auditor } = await ground()
  const asOf = JUNE.asOf.toISOString()
  const first = await pageOf(auditor, street, { asOf, first: 2 })
  const second = await pageOf(auditor, street, { asOf, first: 2, after: first?.pageInfo.endCursor })
  expect(first).toMatchObject({
    header: { title: "2025年度流动党员参学情况", year: 2025, asOf: "2025-06-30T18:00:00+08:00", digest: (await report(auditor, street, JUNE))?.digest },
    gaps: [{ subgraph: "people" }, { subgraph: "attendance" }],
    totals: { out: 2, in: 1, withCard: 2, neverContacted: 1 },
    totalCount: 3,
    pageInfo: { hasNextPage: true },
    nodes: [
      { member: { id: li.id }, cardEndsOn: null, cardReminder: null, daysSinceContact: null, credited: null, makeUp: null },
      {
        member: { id: zhang.id, name: "张伟" },
        branch: { id: branch.id, name: "第一党支部" },
        direction: "OUT",
        mode: "CARD",
        cardEndsOn: "2025-08-10",
        cardReminder: "返回后交回查验",
        daysSinceContact: 29,
        credited: 24,
        makeUp: 8,
      },
    ],
  })
  expect(second).toMatchObject({ pageInfo: { hasNextPage: false }, nodes: [{ member: { id: guest.id }, direction: "IN" }] })
  expect(await pageOf(auditor, street, { year: null })).toMatchObject({ header: { year: 2026 }, totalCount: 3 })
  await expect(pageOf(auditor, street, { year: 2027 })).rejects.toThrow("is from 2000 to 2026")
})

test("is for those who read the organisation; of whom they may not read there is no name", async () => {
  const { street, branch, zhang, auditor } = await ground()
  for (const role of ["RECORDER", "COORDINATOR", "SECRETARY", "ADMIN"] as const)
    expect((await pageOf(await world.staff(role, branch), branch))?.totalCount).toBe(3)
  for (const subject of [zhang.subject, await world.staff("ADMIN", branch), await world.staff("AUDITOR", world.community)])
    expect([await pageOf(subject, street), await report(subject, street)]).toEqual([null, null])
  const elsewhere = await world.organisation(world.community)
  await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [zhang.uuid, elsewhere.uuid, elsewhere.path])
  const read = await report(auditor, street, JUNE)
  expect(read?.rows[1]?.cells.slice(0, 4)).toEqual([null, null, "第一党支部", "2025-02-10"])
  expect((await pageOf(auditor, street, { asOf: JUNE.asOf.toISOString() }))?.nodes[1]?.member?.name ?? null).toBeNull()
  expect(read?.digest).toBe((await report(await world.staff("AUDITOR", world.city), street, JUNE))?.digest)
})

test("costs as many statements for fifty stays as for two", async () => {
  const subject = await world.staff("AUDITOR", world.city)
  const costOf = async (count: number) => {
    const branch = await world.organisation(world.community)
    for (let left = count; left > 0; left -= 1) await stay(await world.member(branch))
    await pageOf(subject, branch)
    return stack.costOf(() => pageOf(subject, branch, { first: 100 }))
  }
  expect(await costOf(50)).toEqual(await costOf(2))
})
