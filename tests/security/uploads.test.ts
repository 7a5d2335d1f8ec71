import { request } from "node:http"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sendFile } from "../kit/files.ts"
import { ROSTER_HEAD, importsIn } from "../kit/imports.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"
import { workbookOf, zipOf } from "../kit/zip.ts"

const MiB = 1024 * 1024
const BLOCK = Buffer.alloc(64 * 1024, 0x61)
const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { community, preview } = importsIn(stack, world)
const at = await community()

const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
const head = `<row r="1">${["姓名", "身份证号", "所在党支部", "入党时间"].map((title, column) => text(`${"ABCD"[column]}1`, title)).join("")}</row>`
const sheet = (rows: string, tail = "", dtd = "") => `<?xml version="1.0"?>${dtd}<worksheet><sheetData>${head}${rows}</sheetData>${tail}</worksheet>`
const person = (row: string, cells = text("A9", "张伟")) => `<row r="${row}">${cells}</row>`

/** Send a body without a Content-Length, for as long as it is taken; gives how much was. */
async function stream(first: string, part: Buffer, times: number): Promise<{ status: number; sent: number }> {
  const { hostname, port } = new URL(stack.url)
  const headers = { authorization: `Bearer ${await stack.token(at.subject)}`, "content-type": "multipart/form-data; boundary=x" }
  return new Promise((resolve) => {
    let [sent, left, isOver] = [0, times, false]
    const outgoing = request({ hostname, port, path: "/files", method: "POST", headers })
    const finish = (status: number) => {
      isOver = true
      outgoing.destroy()
      resolve({ status, sent })
    }
    outgoing.on("response", (response) => response.resume().on("end", () => finish(response.statusCode ?? 0)))
    outgoing.on("error", () => finish(0))
    outgoing.write(first)
    const go = (): void => {
      while (!isOver && left > 0) {
        left -= 1
        sent += part.length
        if (!outgoing.write(part)) return void outgoing.once("drain", go)
      }
      if (!isOver) outgoing.end()
    }
    go()
  })
}
const PART = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
const FIELD = '--x\r\ncontent-disposition: form-data; name="note"\r\n\r\n'

test.each([
  ["in the file", PART],
  ["in a field", FIELD],
  ["before the first part", "nothing "],
  ["in a part's headers", "--x\r\ncontent-disposition: form-data; name="],
  ["behind the last part", `${PART}a\r\n--x--\r\n`],
])("a gigabyte %s is cut off near the limit", { timeout: 30_000 }, async (_, first) => {
  const { status, sent } = await stream(first, BLOCK, 16_384)
  expect(status).toBe(413)
  expect(sent).toBeLessThan(64 * MiB)
})

test("ten thousand parts are refused", { timeout: 30_000 }, async () => {
  expect((await stream("", Buffer.from(`${FIELD}a\r\n`), 10_000)).status).toBe(400)
  expect((await stream("", Buffer.from(`${PART}a\r\n`), 10_000)).status).toBe(400)
})

test("ten people's files at once all come in", { timeout: 60_000 }, async () => {
  const senders = await Promise.all(Array.from({ length: 10 }, () => world.staff("COORDINATOR", world.community)))
  const content = Buffer.alloc(12 * MiB, 0x61)
  const taken = await Promise.all(senders.map((subject) => sendFile(stack, subject, content)))
  expect(taken.map(({ status }) => status)).toEqual(senders.map(() => 201))
})

const NUMBERED = "The rows of the sheet are not numbered in order"
const REFUSED: Record<string, [content: () => Buffer | string, message: string]> = {
  "rows without a number": [() => workbookOf(sheet(person("abc"))), NUMBERED],
  "a row between two": [() => workbookOf(sheet(person("1.5"))), NUMBERED],
  "a row below the last": [() => workbookOf(sheet(person("1048577"))), NUMBERED],
  "a row above the first": [() => workbookOf(sheet(person("-5"))), NUMBERED],
  "a row twice": [() => workbookOf(sheet(person("5") + person("5"))), NUMBERED],
  "a text longer than a cell, two thousand times": [
    () =>
      workbookOf(sheet(Array.from({ length: 2_000 }, (_, row) => person(String(row + 2), `<c r="A${row + 2}" t="s"><v>0</v></c>`)).join("")), {
        "xl/sharedStrings.xml": `<sst><si><t>${"张".repeat(300_000)}</t></si></sst>`,
      }),
    "more than 32767 characters",
  ],
  "more text than any roster": [
    () =>
      workbookOf(sheet(Array.from({ length: 3_000 }, (_, row) => person(String(row + 2), `<c r="A${row + 2}" t="s"><v>0</v></c>`)).join("")), {
        "xl/sharedStrings.xml": `<sst><si><t>${"张".repeat(32_000)}</t></si></sst>`,
      }),
    "more text than a table",
  ],
  "a path out of the archive": [() => zipOf({ "../../etc/passwd": "x", "xl/workbook.xml": "<a/>" }), "damaged"],
  "half an archive": [() => workbookOf(sheet(person("2"))).subarray(0, 500), "damaged"],
  "entities of a file": [() => workbookOf(sheet(person("2"), "", '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), "document type definition"],
  "16,384 columns": [() => workbookOf(sheet(person("2", '<c t="inlineStr"><is><t>a</t></is></c>'.repeat(16_384)))), "goes beyond 100 columns"],
  "600 parts": [() => workbookOf(sheet(""), Object.fromEntries(Array.from({ length: 600 }, (_, part) => [`xl/x${part}.xml`, "a"]))), "too many parts"],
  "a sheet named 300,000 times": [
    () => workbookOf("<worksheet/>", { "xl/workbook.xml": `<workbook xmlns:r="x"><sheets>${'<sheet r:id="rId1"/>'.repeat(300_000)}</sheets></workbook>` }),
    "The workbook is empty",
  ],
  "tags two million deep": [() => workbookOf(`<worksheet>${"<a>".repeat(2_000_000)}`), "damaged"],
  "UTF-16 without a mark": [() => Buffer.from(`${ROSTER_HEAD}1,张伟,,,,,,,,,,\r\n`, "utf16le"), "neither in UTF-8 nor in GB 18030"],
}
test.each(Object.keys(REFUSED))("%s: refused with what it is, while others are answered", { timeout: 60_000 }, async (name) => {
  const [content, message] = REFUSED[name] ?? [() => "", ""]
  let [answered, isOver] = [0, false]
  const others = (async () => {
    while (!isOver) {
      const { ok } = await fetch(new URL("/health", stack.url))
      if (ok && !isOver) answered += 1
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const answer = await preview(at, content())
  isOver = true
  await others
  expect(answer).toMatchObject({ __typename: "UnreadableFile", message: expect.stringContaining(message) })
  expect(answered).toBeGreaterThan(0)
})
