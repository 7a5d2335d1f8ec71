import { request } from "node:http"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sendFile } from "../kit/files.ts"
import { ROSTER_HEAD, importsIn } from "../kit/imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"
import { workbookOf, zipOf } from "../kit/zip.ts"

const MiB = 1024 * 1024
const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { community, preview } = importsIn(stack, world)
const at = await community()

const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
const HEAD = ["姓名", "身份证号", "所在党支部", "入党时间"]
const head = (row: number) => `<row r="${row}">${HEAD.map((title, i) => text(`${"ABCD"[i]}${row}`, title)).join("")}</row>`
const sheet = (rows: string, tail = "", dtd = "") => `<?xml version="1.0"?>${dtd}<worksheet><sheetData>${rows}</sheetData>${tail}</worksheet>`
const person = (row: string, cells = text("A9", "张伟")) => `<row r="${row}">${cells}</row>`

async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const lag = monitorEventLoopDelay({ resolution: 5 })
  lag.enable()
  const begin = performance.now()
  let top = 0
  const timer = setInterval(() => {
    top = Math.max(top, process.memoryUsage.rss())
  }, 20)
  try {
    const result = await work().catch((e: unknown) => `THROWN ${String(e).slice(0, 300)}` as T)
    console.log(
      what,
      Math.round(performance.now() - begin),
      "ms; lag max",
      Math.round(lag.max / 1e6),
      "ms; rss",
      Math.round(top / MiB),
      JSON.stringify(result)?.slice(0, 260),
    )
    return result
  } finally {
    clearInterval(timer)
    lag.disable()
  }
}

function stream(headers: Record<string, string>, parts: () => Generator<Buffer>): Promise<{ status: number; sent: number }> {
  return new Promise((resolve) => {
    let sent = 0
    const { hostname, port } = new URL(stack.url)
    const out = request({ hostname, port, path: "/files", method: "POST", headers })
    let over = false
    out.on("response", (r) => {
      over = true
      r.resume().on("end", () => resolve({ status: r.statusCode ?? 0, sent }))
      out.destroy()
    })
    out.on("error", (e) => {
      if (!over) resolve({ status: -1, sent })
      void e
    })
    const g = parts()
    const go = (): void => {
      while (!over) {
        const n = g.next()
        if (n.done) break
        sent += n.value.length
        if (!out.write(n.value)) return void out.once("drain", go)
      }
      if (!over) out.end()
    }
    go()
  })
}
const headers = async (subject = at.subject, type = "multipart/form-data; boundary=x") => ({
  authorization: `Bearer ${await stack.token(subject)}`,
  "content-type": type,
})
const OPEN = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n'
const many = (first: string, part: Buffer, times: number) =>
  function* () {
    yield Buffer.from(first)
    for (let i = 0; i < times; i++) yield part
  }

test("streams", { timeout: 120_000 }, async () => {
  const h = await headers()
  const block = Buffer.alloc(64 * 1024, 0x61)
  await measured("1GB file", () => stream(h, many(OPEN, block, 16384)))
  await measured("1GB field", () => stream(h, many('--x\r\ncontent-disposition: form-data; name="f"\r\n\r\n', block, 16384)))
  await measured("1GB preamble", () => stream(h, many("junk", block, 16384)))
  await measured("1GB header", () => stream(h, many("--x\r\ncontent-disposition: form-data; name=", block, 16384)))
  await measured("1GB epilogue", () => stream(h, many(`${OPEN}a\r\n--x--\r\n`, block, 16384)))
  await measured("10000 fields", () => stream(h, many("", Buffer.from('--x\r\ncontent-disposition: form-data; name="f"\r\n\r\na\r\n'), 10000)))
  await measured("10000 files", () => stream(h, many("", Buffer.from(`${OPEN}a\r\n`), 10000)))
  await measured("nested", async () =>
    stream(
      await headers(at.subject),
      many(
        '--x\r\ncontent-type: multipart/mixed; boundary=y\r\ncontent-disposition: form-data; name="file"\r\n\r\n--y\r\ncontent-disposition: attachment; filename="a"\r\n\r\nx\r\n--y--\r\n--x--\r\n',
        Buffer.alloc(0),
        0,
      ),
    ),
  )
  for (const type of [
    "multipart/form-data; boundary=",
    `multipart/form-data; boundary=${"a".repeat(5000)}`,
    'multipart/form-data; boundary="',
    "multipart/form-data; boundary=x; boundary=y",
    "multipart/form-data;boundary=%00",
    "multipart/form-data; charset=utf-16; boundary=x",
  ])
    await measured(type.slice(0, 50), async () => stream(await headers(at.subject, type), many(`${OPEN}a\r\n--x--\r\n`, block, 0)))
  const member = await world.member(at.first)
  await measured("member sends 16MB x10", async () => {
    const hm = await headers(member.subject)
    return Promise.all(Array.from({ length: 10 }, () => stream(hm, many(OPEN, Buffer.alloc(MiB), 15))))
  })
  await measured("ten at once 15MB", async () =>
    (await Promise.all(Array.from({ length: 10 }, () => sendFile(stack, at.subject, Buffer.alloc(15 * MiB, 0x61))))).map((x) => x.status),
  )
  await measured("40 at once 15MB", async () =>
    (await Promise.all(Array.from({ length: 40 }, () => stream(h, many(OPEN, Buffer.alloc(MiB), 15))))).map((x) => x.status),
  )
})

const FILES: Record<string, () => Buffer> = {
  "row r=abc": () => workbookOf(sheet(head(1) + person("abc"))),
  "row r=1.5": () => workbookOf(sheet(head(1) + person("1.5"))),
  "row r=1e30": () => workbookOf(sheet(head(1) + person("99999999999999"))),
  "row r=-5": () => workbookOf(sheet(head(1) + person("-5"))),
  "row r twice": () => workbookOf(sheet(head(1) + person("5") + person("5"))),
  "row r Infinity": () => workbookOf(sheet(head(1) + person("Infinity"))),
  "zip slip": () => zipOf({ "../../etc/passwd": "x", "xl/workbook.xml": "<a/>" }),
  "no rels": () => zipOf({ "xl/workbook.xml": "<a/>" }),
  truncated: () => workbookOf(sheet(head(1) + person("2"))).subarray(0, 500),
  "PK only": () => Buffer.from("PK\u0003\u0004"),
  "billion laughs": () => workbookOf(sheet(head(1) + person("2"), "", '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>')),
  xxe: () => workbookOf(sheet(head(1) + person("2", text("A2", "&x;")), "", '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
  "16384 columns": () => workbookOf(sheet(head(1) + person("2", Array.from({ length: 16384 }, () => `<c t="inlineStr"><is><t>a</t></is></c>`).join("")))),
  "xfd column": () => workbookOf(sheet(head(1) + person("2", text("XFD2", "a")))),
  "column ZZZZZZZZZZ": () => workbookOf(sheet(head(1) + person("2", text("ZZZZZZZZZZZZ2", "a")))),
  "lower-case ref": () => workbookOf(sheet(head(1) + person("2", text("a2", "张伟")))),
  "whole merge": () => workbookOf(sheet(head(1) + person("2"), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
  "huge merges": () =>
    workbookOf(
      sheet(
        head(1) + Array.from({ length: 20000 }, (_, i) => person(String(i + 2), text(`A${i + 2}`, i ? "" : "张伟"))).join(""),
        `<mergeCells>${'<mergeCell ref="A2:A1048576"/>'.repeat(20000)}</mergeCells>`,
      ),
    ),
  macro: () => workbookOf(sheet(head(1)), { "xl/vbaProject.bin": "x" }),
  external: () => workbookOf(sheet(head(1)), { "xl/externalLinks/externalLink1.xml": "x" }),
  formula: () => workbookOf(sheet(head(1) + person("2", '<c r="A2"><f>WEBSERVICE("http://x")</f><v>1</v></c>'))),
  OLE: () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(4096)]),
  PDF: () => Buffer.from("%PDF-1.7\n"),
  "501 entries": () => workbookOf(sheet(head(1)), Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`xl/x${i}.xml`, "a"]))),
  zeros: () => workbookOf(Buffer.alloc(150 * MiB)),
  spaces: () => workbookOf(Buffer.concat([Buffer.from("<worksheet>"), Buffer.alloc(150 * MiB, 0x20)])),
  "many shared strings": () => workbookOf(sheet(head(1) + person("2")), { "xl/sharedStrings.xml": `<sst>${"<si><t>a</t></si>".repeat(5_000_000)}</sst>` }),
  "long shared string x 2000 rows": () =>
    workbookOf(sheet(head(1) + Array.from({ length: 2000 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>0</v></c></row>`).join("")), {
      "xl/sharedStrings.xml": `<sst><si><t>${"张".repeat(300_000)}</t></si></sst>`,
    }),
  "long shared string in a heading": () =>
    workbookOf(sheet(head(1).replace("</row>", `<c r="E1" t="s"><v>0</v></c></row>`) + person("2", text("A2", "1"))), {
      "xl/sharedStrings.xml": `<sst><si><t>${"张".repeat(3_000_000)}</t></si></sst>`,
    }),
  "deep XML": () => workbookOf(`<worksheet>${"<a>".repeat(2_000_000)}`),
  "many attributes": () => workbookOf(`<worksheet ${Array.from({ length: 300_000 }, (_, i) => `a${i}="1"`).join(" ")}/>`),
  "million sheets": () =>
    workbookOf(sheet(""), {
      "xl/workbook.xml": `<workbook xmlns:r="x"><sheets>${'<sheet name="a" sheetId="1" r:id="rId1"/>'.repeat(300_000)}</sheets></workbook>`,
    }),
  "merge reversed": () => workbookOf(sheet(head(1) + person("2"), '<mergeCells><mergeCell ref="B9:A2"/><mergeCell ref=""/><mergeCell/></mergeCells>')),
  "xlsx 200000 bad rows": () =>
    workbookOf(
      sheet(
        head(1) +
          Array.from(
            { length: 199_000 },
            (_, i) => `<row r="${i + 2}">${text(`A${i + 2}`, "12?")}${text(`B${i + 2}`, "9")}${text(`C${i + 2}`, "x")}${text(`D${i + 2}`, "y")}</row>`,
          ).join(""),
      ),
    ),
  "csv one line": () => Buffer.from(ROSTER_HEAD + "张".repeat(5 * MiB)),
  "csv one quoted": () => Buffer.from(`${ROSTER_HEAD}"${"张".repeat(5 * MiB)}`),
  "csv head of 16MB": () => Buffer.from("姓名,性别,".repeat(1_100_000)),
  "csv 200001 rows": () => Buffer.from(ROSTER_HEAD + "1,张伟\r\n".repeat(200_001)),
  "csv 190000 rows": () => Buffer.from(ROSTER_HEAD + "1,张伟,,,,,,,,,,\r\n".repeat(190_000)),
  "csv 5M blank lines": () => Buffer.from(ROSTER_HEAD + "\n".repeat(5_000_000)),
  "csv commas": () => Buffer.from(ROSTER_HEAD + ",".repeat(900_000)),
  "csv NUL": () => Buffer.from(`${ROSTER_HEAD}1,张\0伟,,,,,,,,,,\r\n`),
  "csv utf16 no bom": () => Buffer.from(`${ROSTER_HEAD}1,张伟,,,,,,,,,,\r\n`, "utf16le"),
  "csv control": () => Buffer.from(`${ROSTER_HEAD}1,张\u0007伟\u202e,,,,,,,,,,\u0085\r\n`),
  "csv headings control": () => Buffer.from(`\u0007列,姓名,性别,民族,学历\r\n1,1,1,1,1\r\n`),
  "csv noncharacters": () => Buffer.from(`${ROSTER_HEAD}1,张\ufffe\u{1fffe},,,,,,,,,,\r\n`),
  empty: () => Buffer.alloc(0),
}
test.each(Object.keys(FILES))("preview %s", { timeout: 120_000 }, async (name) => {
  const content = FILES[name]!()
  let pings = 0,
    slowest = 0,
    over = false
  const pinging = (async () => {
    while (!over) {
      const b = performance.now()
      await fetch(new URL("/health", stack.url))
      slowest = Math.max(slowest, performance.now() - b)
      pings++
      await new Promise((r) => setTimeout(r, 30))
    }
  })()
  const answer = await measured(`${name} (${Math.round(content.length / 1024)} kB)`, () => preview(at, content))
  over = true
  await pinging
  console.log("   slowest ping", Math.round(slowest), "of", pings)
  expect(JSON.stringify(answer)).not.toContain("THROWN")
})
