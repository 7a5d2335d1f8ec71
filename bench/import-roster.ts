import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import exceljs from "exceljs"
import { openSources } from "../gateway/sources.ts"
import { startEmbedded } from "../prisma/embedded.ts"
import { migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { appUrlsFrom } from "../prisma/setup.ts"
import { checkCharacterOf } from "../subgraphs/people/domain/national-id.ts"
import { openLog } from "../subgraphs/shared/log.ts"
import { toTypeId } from "../subgraphs/shared/typeid.ts"
import pg from "pg"

// Imports a roster of 30,572 members twice, as CSV and as XLSX, into two empty cities with 680 branches each, and prints how long
// reading and committing took and how much memory the whole process came to use. Run with:
// SKIP_INSTALL=1 node scripts/run.mjs bench/import-roster.ts [csv] [xlsx]

const MEMBERS = 30_572
const BRANCHES = 680
const HEAD =
  "人员编号,姓名,性别,公民身份号码,民族,出生日期,学历,人员类别,所在党支部,加入党组织日期,转为正式党员日期,党内职务,党籍状态,参加方式,是否流动党员,外出流向,流动党员活动证号,联系电话,备注".split(
    ",",
  )

const folder = await mkdtemp(join(tmpdir(), "import-bench-"))
const embedded = await startEmbedded(folder, { max_connections: "50" })
const url = new URL(embedded.maintenanceUrl)
url.pathname = "/bench"
await createDatabaseIfMissing({ url: url.href, maintenanceUrl: embedded.maintenanceUrl })
await migrate(url.href, appUrlsFrom(url.href, {}))
const client = new pg.Client(url.href)
await client.connect()
const log = openLog("bench", "error")
const sources = openSources(
  { remote: {}, subgraphSecret: null, timeZone: "Asia/Shanghai", personalDataKeys: ["0123456789abcdef".repeat(4)] },
  appUrlsFrom(url.href, {}),
  log,
)
let peak = 0
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
let lastTick = performance.now()
let longestBlock = 0
const tick = setInterval(() => {
  longestBlock = Math.max(longestBlock, performance.now() - lastTick - 10)
  lastTick = performance.now()
}, 10)

try {
  const wanted = process.argv.slice(2)
  if (wanted.length === 0 || wanted.includes("csv"))
    await importInto("a", Buffer.from(`\ufeff${[HEAD, ...rosterOf("a")].map((cells) => cells.join(",")).join("\r\n")}\r\n`), "roster.csv")
  if (wanted.length === 0 || wanted.includes("xlsx")) await importInto("b", await workbookOf(rosterOf("b")), "roster.xlsx")
} finally {
  clearInterval(watch)
  clearInterval(tick)
  await client.end()
  await Promise.all(Object.values(sources).map((source) => source.close()))
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

async function importInto(city: string, content: Buffer, name: string): Promise<void> {
  const id = await growCity(city)
  peak = longestBlock = 0
  const before = process.memoryUsage().rss
  const begin = performance.now()
  const stored = await sources.people.files?.store(`staff:${city}`, { name, mediaType: "" }, content)
  if (!stored || "refused" in stored) throw new Error("the file was not taken")
  const preview = await ask(
    city,
    `mutation { previewImport(input: { file: "${stored.id}", organisation: "${id}" }) { __typename ... on UnreadableFile { message } ... on ImportPreview { id rowsRead toCreate errors } } }`,
  )
  const read = performance.now()
  const committed = await ask(
    city,
    `mutation { commitImport(input: { preview: "${preview["id"]}" }) { __typename ... on PreviewStale { message } ... on ImportCommitted { created } } }`,
  )
  const end = performance.now()
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1)
  const mib = (bytes: number) => Math.round(bytes / 1024 / 1024)
  process.stdout.write(
    `${name}: ${mib(content.length * 10) / 10} MiB, ${JSON.stringify(preview)} ${JSON.stringify(committed)}\n  preview ${seconds(begin, read)} s, commit ${seconds(read, end)} s, ` +
      `RSS before ${mib(before)} MiB, peak ${mib(peak)} MiB, event loop blocked for at most ${Math.round(longestBlock)} ms\n`,
  )
}

async function workbookOf(rows: string[][]): Promise<Buffer> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet("花名册")
  for (const cells of [HEAD, ...rows]) sheet.addRow(cells)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

async function ask(city: string, query: string): Promise<Record<string, unknown>> {
  const answer = await sources.people.process({ request: { query }, context: { subject: `staff:${city}` } } as never)
  const data = answer.data as Record<string, Record<string, unknown>> | undefined
  if (answer.errors || !data) throw new Error(JSON.stringify(answer.errors))
  return Object.values(data)[0] ?? {}
}

async function growCity(city: string): Promise<string> {
  const add = `INSERT INTO organisation.organisation (id, parent_id, path, name, short_name, kind, level, setting, founded_on)
    VALUES (gen_random_uuid(), $1, $2, $3, $3, $4::organisation.kind, $5::organisation.level, 'COMMUNITY', '1990-01-01') RETURNING id`
  const { rows } = await client.query<{ id: string }>(add, [null, `${city}.`, `城市${city}`, "COMMITTEE", "CITY"])
  const root = rows[0]?.id ?? ""
  for (let branch = 0; branch < BRANCHES; branch += 1) await client.query(add, [root, `${city}.b${branch}.`, `${city}${branch}党支部`, "BRANCH", "BRANCH"])
  const account = await client.query<{ id: string }>("INSERT INTO people.account (id, subject, name) VALUES (gen_random_uuid(), $1, $1) RETURNING id", [
    `staff:${city}`,
  ])
  await client.query(
    "INSERT INTO people.access_grant (id, account_id, role, organisation_id, organisation_path, granted_at) VALUES (gen_random_uuid(), $1, 'COORDINATOR', $2, $3, '2020-01-01')",
    [account.rows[0]?.id, root, `${city}.`],
  )
  return toTypeId("organisation", root)
}

function rosterOf(city: string): string[][] {
  const letters = [..."王李张刘陈杨黄赵吴周春秋国建文明志伟秀英丽华强军平"]
  const pick = (from: number, count: number) => letters[from + ((randomBytes(1)[0] ?? 0) % count)] ?? "王"
  return Array.from({ length: MEMBERS }, (_, at) => {
    const birth = `19${30 + (at % 70)}`
    const digits = `${city === "a" ? "999999" : "999998"}${birth}${String(1 + (at % 12)).padStart(2, "0")}${String(1 + (Math.floor(at / 70) % 28)).padStart(2, "0")}${String(Math.floor(at / 31) % 1000).padStart(3, "0")}`
    const born = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`
    const name = pick(0, 10) + pick(10, 15) + pick(10, 15)
    const number = digits + checkCharacterOf(digits)
    const place = `${city}${at % BRANCHES}党支部`
    const mobile = `1990${String(at).padStart(7, "0")}`
    const sex = Number(digits[16]) % 2 === 1 ? "男" : "女"
    return [
      `${city}${at}`,
      name,
      sex,
      number,
      "汉族",
      born,
      "大学本科",
      "正式党员",
      place,
      "2001-07-01",
      "2002-07-01",
      "",
      "正常",
      "直管",
      "否",
      "",
      "",
      mobile,
      "虚构数据",
    ]
  })
}
