import exceljs from "exceljs"
import { describe, expect, test } from "vitest"
import { type UnderstoodFile, createRosterFiles } from "../../subgraphs/people/data/roster-file.reader.ts"
import { workbookOf, zipOf } from "../kit/zip.ts"

const files = createRosterFiles()
const read = (content: Buffer | string) => files.read({ kind: "MEMBER_ROSTER", content: Buffer.from(content as string), today: "2026-11-23" })
const refusal = async (content: Buffer | string) => {
  const answer = await read(content)
  return answer.ok ? `${answer.rows.length} rows` : answer.message
}
const records = async (content: Buffer) => {
  const answer = await read(content)
  if (!answer.ok || answer.kind !== "MEMBER_ROSTER") throw new Error(JSON.stringify(answer))
  return answer.rows
}
const HEAD = ["姓名", "身份证号", "所在党支部", "入党时间"]
const cell = (reference: string, inner: string, more = "") => `<c r="${reference}"${more}>${inner}</c>`
const text = (reference: string, value: string) => cell(reference, `<is><t>${value}</t></is>`, ' t="inlineStr"')
const head = (row: number) => `<row r="${row}">${HEAD.map((title, at) => text(`${"ABCD"[at]}${row}`, title)).join("")}</row>`
const sheet = (rows: string, tail = "") => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData>${tail}</worksheet>`

describe("workbooks", () => {
  test("a title, merged branches, rich texts, days of all kinds and readings are read as people see them", async () => {
    const workbook = new exceljs.Workbook()
    workbook.addWorksheet("空")
    const page = workbook.addWorksheet("花名册")
    page.addRow(["向阳社区党员花名册"])
    page.mergeCells("A1:D1")
    page.addRow(HEAD)
    page.addRow(["张 伟", "999999196803120045", "第一党支部", new Date("2011-04-11T00:00:00Z")])
    page.addRow([{ richText: [{ text: "李" }, { font: { bold: true }, text: "明" }] }, null, null, 43464])
    page.addRow(["王五", null, "第二党支部", "2017.6"])
    page.addRow(["合计", "3人"])
    page.mergeCells("C3:C4")
    const rows = await records(Buffer.from(await workbook.xlsx.writeBuffer()))
    expect(rows.map(({ line, record }) => [line, record.name, record.nationalId, record.branch, record.joinedOn])).toEqual([
      [3, "张伟", "999999196803120045", "第一党支部", "2011-04-11"],
      [4, "李明", null, "第一党支部", "2018-12-30"],
      [5, "王五", null, "第二党支部", "2017-06-01"],
    ])
  })

  test("days are counted from 1904 where the workbook says so, and the day that never was is refused", async () => {
    const parts = {
      "xl/workbook.xml": '<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      "xl/styles.xml":
        '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>',
    }
    const rows = `${head(1)}<row r="2">${text("A2", "张伟")}${cell("D2", "<v>39182</v>", ' s="1"')}</row>`
    expect((await records(workbookOf(sheet(rows), parts)))[0]?.record.joinedOn).toBe("2011-04-11")
    const { "xl/styles.xml": styles } = parts
    const never = `${head(1)}<row r="2">${text("A2", "张伟")}${cell("D2", "<v>60</v>", ' s="1"')}</row>`
    expect((await records(workbookOf(sheet(never), { "xl/styles.xml": styles })))[0]?.problems).toMatchObject([{ column: "入党时间", code: "NO_SUCH_DAY" }])
  })

  test("tags with a prefix are the same tags", async () => {
    const prefixed = sheet(`${head(1)}<row r="2">${text("A2", "张伟")}</row>`).replace(/<(\/?)(worksheet|sheetData|row|c|is|t)\b/g, "<$1x:$2")
    expect((await records(workbookOf(prefixed))).map(({ record }) => record.name)).toEqual(["张伟"])
  })

  test("a formula, an error and a number that lost its digits keep their rows out, with what to do", async () => {
    const rows = `${head(1)}
      <row r="2">${cell("A2", "<f>B2</f><v>张伟</v>", ' t="str"')}${cell("B2", "<v>9.9999919680312E+17</v>")}</row>
      <row r="3">${text("A3", "李明")}${cell("B3", "<v>999999196803120045</v>")}${cell("C3", "<v>#REF!</v>", ' t="e"')}</row>`
    const [first, second] = await records(workbookOf(sheet(rows)))
    expect(first?.problems.map(({ column, code, message }) => [column, code, message.slice(0, 52)])).toEqual([
      ["姓名", "FORMULA", "There is a formula in column A: paste values in its "],
      ["身份证号", "LOST_DIGITS", "The spreadsheet took the number for a quantity and l"],
    ])
    expect(second?.problems.map(({ column, code }) => [column, code])).toEqual([
      ["所在党支部", "CELL_ERROR"],
      ["身份证号", "LOST_DIGITS"],
    ])
  })

  const person = `${head(1)}<row r="2">${text("A2", "张伟")}</row>`
  test.each([
    ["macros", workbookOf(sheet(person), { "xl/vbaProject.bin": "x" }), "The workbook holds macros. Save it as .xlsx, without them."],
    ["links to other workbooks", workbookOf(sheet(person), { "xl/externalLinks/externalLink1.xml": "<x/>" }), "The workbook refers to other workbooks."],
    [
      "entities",
      workbookOf(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${sheet(`<row><c t="str"><v>&a;</v></c></row>`)}`),
      "The workbook holds a document type definition",
    ],
    ["another archive", zipOf({ "a.txt": "x" }), "The file is an archive and no workbook."],
    ["damage", workbookOf(sheet(person)).subarray(0, 300), "The workbook is damaged."],
    ["broken XML", workbookOf("<worksheet><sheetData>"), "The workbook is damaged."],
    ["nothing", workbookOf(sheet("")), "The workbook is empty."],
    ["columns without end", workbookOf(sheet(`<row r="1">${text("XFD1", "x")}</row>`)), "Row 1 goes beyond 100 columns."],
    ["a password", Buffer.from("d0cf11e0a1b11ae1", "hex"), "The file is an old workbook (.xls) or one with a password."],
    ["no headings", workbookOf(sheet(`<row r="1">${text("A1", "一")}</row>`)), "No headings are found in the first rows (read as XLSX"],
  ])("a workbook with %s is refused in words", async (_, content, message) => expect(await refusal(content)).toContain(message))

  test("a small archive that holds gigabytes is refused before they come out", { timeout: 20_000 }, async () => {
    const zeros = Buffer.alloc(32 * 1024 * 1024, 32)
    const bomb = workbookOf(Buffer.concat([Buffer.from("<worksheet><sheetData>"), zeros, zeros]))
    expect(bomb.length).toBeLessThan(300_000)
    const before = process.memoryUsage().rss
    expect(await refusal(bomb)).toContain("unfolds to far more than a table holds")
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  })

  test("a million empty rows and a merged sheet are no more than the rows that hold something", { timeout: 20_000 }, async () => {
    const empty = Array.from({ length: 300_000 }, (_, at) => `<row r="${at + 3}"><c r="A${at + 3}" s="1"/></row>`).join("")
    expect(await records(workbookOf(sheet(person + empty, '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>')))).toHaveLength(1)
  })
})

describe("texts", () => {
  const good = "姓名,性别,所在党支部,备注\r\n"
  test.each([
    ["nothing", "", "The file is empty."],
    ["blank lines", "\r\n\r\n", "The file is empty."],
    ["headings alone", good, "Below the headings there is no row."],
    ["a lone quotation mark", `${good}张"伟,男,一,\r\n`, "Line 2: a quotation mark"],
    ["an open quotation mark", `${good}张伟,男,"一,\r\n李明,男,一,\r\n`, "a quotation mark"],
    ["binary data", Buffer.from("00010203", "hex"), "The file holds binary data"],
    ["a PDF", "%PDF-1.7", "The file is a PDF"],
    ["broken characters", Buffer.concat([Buffer.from(good), Buffer.of(0xff, 0xff, 0x0a)]), "neither in UTF-8 nor in GB 18030"],
    ["another table", "a,b,c\r\n1,2,3\r\n", "No headings are found"],
  ])("a text with %s is refused in words", async (_, content, message) => expect(await refusal(content)).toContain(message))

  test("lines end in every way, cells hold lines and quotes, and a row that slipped is kept out by its line", async () => {
    const rows = await records(
      Buffer.from('姓名\t性别\t所在党支部\t备注\n张伟\t男\t一\t"a\n""b"""\n李明\t男\t一\n姓名\t性别\t所在党支部\t备注\n王五\t男\t一\t'),
    )
    expect(rows.map(({ line, record, problems }) => [line, record.name, record.remark, problems.map(({ code }) => code)])).toEqual([
      [2, "张伟", 'a\n"b"', []],
      [4, "李明", null, ["RAGGED"]],
      [6, "王五", null, []],
    ])
    expect((await records(Buffer.from("姓名,性别,备注\r张伟,男,x\r"))).map(({ record }) => record.remark)).toEqual(["x"])
  })

  test("columns that are not read are named", async () => {
    const answer = (await read("序号,姓名,性别,民族,入党介绍人\r\n1,张伟,男,汉,某某\r\n")) as UnderstoodFile
    expect(answer.ignored).toEqual(["入党介绍人"])
  })
})
