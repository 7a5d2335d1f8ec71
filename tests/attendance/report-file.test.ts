import { inflateSync } from "node:zlib"
import exceljs from "exceljs"
import { describe, expect, test } from "vitest"
import { REPORT_MEDIA, writeReportFile } from "../../subgraphs/attendance/data/report-file.writer.ts"
import { createTextSetter } from "../../subgraphs/attendance/data/pdf-text.writer.ts"
import { writeReportXlsx } from "../../subgraphs/attendance/data/report-xlsx.writer.ts"
import type { ReportFormat, ReportFile } from "../../subgraphs/attendance/domain/report-file.ts"
import type { ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { HOURS_COLUMNS, HOURS_ROWS, LIFE_COLUMNS, LIFE_ROWS, matrixColumns, matrixRows, reportFile } from "../kit/report-samples.ts"

const hours = (more: Partial<ReportFile> = {}) => reportFile("HOURS_DETAIL", HOURS_COLUMNS, () => [HOURS_ROWS.slice(0, 3), [], HOURS_ROWS.slice(3)], more)

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

const written = (format: ReportFormat, file: ReportFile) => bytesOf(writeReportFile(format, file))

async function workbookOf(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0])
  return workbook
}

const linesOf = (sheet: exceljs.Worksheet) => {
  const lines: string[][] = []
  sheet.eachRow(
    (row) => void lines.push((row.values as unknown[]).slice(1).map((value) => (value instanceof Date ? value.toISOString() : String(value ?? "")))),
  )
  return lines
}

describe("a workbook", () => {
  test("has the title block, merged headings, figures as figures, sums, gaps, signatures and the digest", async () => {
    const workbook = await workbookOf(await written("XLSX", hours()))
    const sheet = workbook.worksheets[0]!
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["2025年度学时完成情况明细表"])
    expect(sheet.getCell("A1").value).toBe("2025年度学时完成情况明细表")
    expect(sheet.getCell("A1").font).toMatchObject({ name: "黑体", size: 16, bold: true })
    expect(sheet.getCell("A1").master.address).toBe("A1")
    expect(sheet.getCell("P1").master.address).toBe("A1")
    const first = linesOf(sheet).map(([cell]) => cell)
    expect(first).toEqual(
      expect.arrayContaining([
        "编制单位：向阳社区党总支",
        "截止时点：2025-12-31 23:59（2025-12-31T15:59:59.999Z）",
        "制表人：审计员A",
        "目的：2025年度学时核查",
        "数据缺口（2项）：",
      ]),
    )
    const head = first.indexOf("序号") + 1
    expect([sheet.getCell(head, 7).value, sheet.getCell(head, 11).master.address]).toEqual(["已修学时", sheet.getCell(head, 7).address])
    expect(sheet.getCell(head + 1, 1).master.address).toBe(sheet.getCell(head, 1).address)
    expect(sheet.getCell(head + 1, 9).value).toBe("线上原始")
    const person = sheet.getRow(head + 2)
    expect((person.values as unknown[]).slice(1)).toEqual([
      1,
      "P001",
      "王春梅",
      "向阳社区第一党支部",
      "书记",
      56,
      36,
      20.5,
      10,
      10,
      0,
      66.5,
      118.8,
      0,
      2,
      "达标",
    ])
    expect([person.getCell(12).numFmt, person.getCell(13).numFmt, person.getCell(2).numFmt]).toEqual(["#,##0.0#", '0.0"%"', "@"])
    const subtotal = sheet.getRow(head + 5)
    expect([subtotal.getCell(1).value, subtotal.getCell(1).font.bold, subtotal.getCell(12).value]).toEqual(["小计", true, 152.5])
    const aside = sheet.getRow(head + 11)
    expect([aside.getCell(1).value, aside.getCell(3).font.italic, aside.getCell(6).value, aside.getCell(7).value]).toEqual(["附", true, "—", 8])
    expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: head + 1 })
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${head}:${head + 1}`,
    })
    expect(sheet.headerFooter.oddFooter).toBe("&L水印号 WM-7F21&C第 &P 页，共 &N 页&R3f2a3f2a3f2a3f2a")
    expect(first.some((cell) => cell === `摘要（SHA-256）：${"3f2a".repeat(16)}`)).toBe(true)
    expect(
      linesOf(sheet)
        .find(([cell]) => cell === "制表人：")
        ?.filter((cell, at, all) => cell !== all[at - 1]),
    ).toEqual(["制表人：", "审核人：", "负责人：", "日期：      年   月   日"])
    expect([workbook.creator, workbook.title, workbook.created.toISOString()]).toEqual(["审计员A", "2025年度学时完成情况明细表", "2026-11-23T01:00:00.000Z"])
  })

  test("keeps texts that look like formulas texts, rare characters whole, and long codes exact", async () => {
    const sheet = (await workbookOf(await written("XLSX", hours()))).worksheets[0]!
    const cells = linesOf(sheet).flat()
    expect(cells).toEqual(expect.arrayContaining(['=HYPERLINK("x")', "𠮷田", "陈㛃", "阿依努尔·买买提", "999999199001010018"]))
    const formulas: string[] = []
    sheet.eachRow((row) => row.eachCell((cell) => void (cell.formula && formulas.push(cell.address))))
    expect(formulas).toEqual([])
    expect(HOURS_ROWS.flatMap(({ cells: given }) => given).includes('=HYPERLINK("x")')).toBe(true)
  })

  test("writes nothing that XML cannot hold, and what reads as an escape as it is", async () => {
    const rows: ReportRow[] = [{ kind: "ROW", key: "", cells: ["a\u0000b\ud800<&>", "_x000D_", null] }]
    const columns = ["TEXT", "TEXT", "INTEGER"].map((type, at) => ({ key: `k${at}`, title: `列${at}`, type: type as "TEXT" }))
    const sheet = (
      await workbookOf(
        await written(
          "XLSX",
          reportFile("TEACHER_LOAD", columns, () => [rows]),
        ),
      )
    ).worksheets[0]!
    const line = linesOf(sheet).find(([cell]) => cell?.startsWith("ab"))
    // Excel reads the escape back; exceljs leaves it.
    expect(line).toEqual(["ab<&>", "_x005F_x000D_", "—"])
  })

  test("writes days and instants as such, on the city's clock", async () => {
    const columns = [
      { key: "on", title: "日期", type: "DAY" as const },
      { key: "at", title: "时间", type: "MOMENT" as const },
    ]
    const rows: ReportRow[] = [{ kind: "ROW", key: "", cells: ["2025-03-14", "2025-03-17T01:12:00.000Z"] }]
    const sheet = (
      await workbookOf(
        await written(
          "XLSX",
          reportFile("CHANGE_LOG", columns, () => [rows]),
        ),
      )
    ).worksheets[0]!
    expect(linesOf(sheet)).toContainEqual(["2025-03-14T00:00:00.000Z", "2025-03-17T09:12:00.000Z"])
  })

  test("of a class keeps names in sight, and explains its marks", async () => {
    const sheet = (
      await workbookOf(
        await written(
          "XLSX",
          reportFile("CLASS_MATRIX", matrixColumns(20), () => [matrixRows(20)]),
        ),
      )
    ).worksheets[0]!
    expect(sheet.views[0]).toMatchObject({ state: "frozen", xSplit: 3 })
    expect(sheet.pageSetup.printTitlesColumn).toBe("A:C")
    expect(linesOf(sheet).map(([cell]) => cell)).toContain("图例：√ 出勤　迟 迟到　退 早退　假 请假　缺 缺席")
    const life = (
      await workbookOf(
        await written(
          "XLSX",
          reportFile("ORGANISATION_LIFE", LIFE_COLUMNS, () => [LIFE_ROWS]),
        ),
      )
    ).worksheets[0]!
    expect(linesOf(life)).toContainEqual(["向阳社区第二党支部", "2025Q2", "1/1", "3/2", "-", "1/0", "3/3", "71.4", "6/6", "支委会缺1、党课缺1"])
  })

  test("goes on in another worksheet where one is full", async () => {
    const workbook = await workbookOf(await bytesOf(writeReportXlsx(hours(), 4)))
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      "2025年度学时完成情况明细表",
      "2025年度学时完成情况明细表(2)",
      "2025年度学时完成情况明细表(3)",
    ])
    const people = workbook.worksheets.map((sheet) => linesOf(sheet).filter((line) => /^P0/.test(line[1] ?? "")).length)
    expect(people.reduce((sum, count) => sum + count, 0)).toBe(6)
    expect(workbook.worksheets.map((sheet) => linesOf(sheet).some(([cell]) => cell?.startsWith("摘要")))).toEqual([false, false, true])
  })

  test("of nothing is a workbook with headings, and without gaps says so", async () => {
    const sheet = (
      await workbookOf(
        await written(
          "XLSX",
          reportFile("HOURS_DETAIL", HOURS_COLUMNS, () => [], { gaps: [], watermark: null }),
        ),
      )
    ).worksheets[0]!
    expect(linesOf(sheet).map(([cell]) => cell)).toEqual(expect.arrayContaining(["序号", "数据缺口：无"]))
  })
})

describe("any file", () => {
  test.each(["XLSX", "CSV", "PDF"] as const)("of %s is the same bytes for the same input", async (format) => {
    expect((await written(format, hours())).equals(await written(format, hours()))).toBe(true)
    expect(REPORT_MEDIA[format].ending).toBe(format.toLowerCase())
  })

  test.each(["XLSX", "CSV", "PDF"] as const)("of %s fails when its rows fail", async (format) => {
    const failing = hours({
      async *rows() {
        yield HOURS_ROWS
        throw new Error("the books are gone")
      },
    })
    await expect(written(format, failing)).rejects.toThrow("the books are gone")
  })

  test.each(["XLSX", "CSV"] as const)("of %s is written as fast as it is taken, and whoever stops early ends the reading", async (format) => {
    const batch = Array.from({ length: 1_000 }, (_, at): ReportRow => ({
      kind: "ROW",
      key: "",
      cells: HOURS_ROWS[at % 3]!.cells.map((cell) => (typeof cell === "number" ? cell + at / 7 : cell)),
    }))
    const reading = { batches: 0, isOver: false }
    const large = hours({
      async *rows() {
        try {
          for (; reading.batches < 100; reading.batches += 1) yield batch
        } finally {
          reading.isOver = true
        }
      },
    })
    const pieces = writeReportFile(format, large)
    await pieces.next()
    await pieces.next()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(reading.batches).toBeLessThan(20)
    await pieces.return(undefined)
    expect(reading.isOver).toBe(true)
  })

  test("of 100,000 rows holds a few of them at a time", async () => {
    const held = { rows: 0, most: 0, bytes: 0 }
    const large = hours({
      async *rows() {
        for (let at = 0; at < 100; at += 1) {
          held.rows += 1_000
          yield Array.from({ length: 1_000 }, () => HOURS_ROWS[at % 3]!)
        }
      },
    })
    let lines = 0
    for await (const piece of writeReportFile("CSV", large)) {
      held.bytes += piece.length
      lines += piece.filter((byte) => byte === 10).length
      held.most = Math.max(held.most, held.rows - lines)
    }
    expect(lines).toBeGreaterThan(100_000)
    expect(held.most).toBeLessThanOrEqual(1_000)
    let size = 0
    for await (const piece of writeReportFile("XLSX", large)) size += piece.length
    expect(size).toBeGreaterThan(100_000)
  }, 60_000)
})

test("separated values have a mark, CR LF, no formulas, whole codes, and what was asked for at the end", async () => {
  const text = (await written("CSV", hours())).toString("utf8")
  expect(text.startsWith("\ufeff序号,人员编号,姓名,所在党支部,身份,应修学时,已修学时 集中培训,")).toBe(true)
  const lines = text.split("\r\n")
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/)
  expect(lines).toContain("1,P001,王春梅,向阳社区第一党支部,书记,56.0,36.0,20.5,10.0,10.0,0.0,66.5,118.8,0.0,2,达标")
  expect(lines).toContain(`5,P010,"'=HYPERLINK(""x"")",向阳社区第二党支部,正式党员,32.0,0.0,6.25,0.0,0.0,0.0,6.25,,25.75,0,未达标`)
  expect(lines).toContain("6,'999999199001010018,𠮷田,向阳社区第二党支部,正式党员,32.0,0.0,6.0,0.0,0.0,0.0,6.0,18.8,26.0,0,未达标")
  expect(lines).toContain("小计,,,向阳社区第一党支部,3人,144.0,,,,,,152.5,66.7,8.0,,2/3达标")
  expect(lines.slice(11, 15)).toEqual([
    "# 报表,2025年度学时完成情况明细表",
    "# 编制单位,向阳社区党总支",
    "# 期间,2025年度",
    "# 截止时点,2025-12-31 23:59（2025-12-31T15:59:59.999Z）",
  ])
  expect(lines).toContain(`# 摘要（SHA-256）：${"3f2a".repeat(16)}`)
})

describe("pages for printing", () => {
  test("are A4, numbered, with the typeface in them, headings on each, and wide tables on pages beside one another", async () => {
    const pdf = await written(
      "PDF",
      reportFile("CLASS_MATRIX", matrixColumns(40), () => [matrixRows(40, 60)]),
    )
    const text = pdf.toString("latin1")
    expect(text.slice(0, 8)).toBe("%PDF-1.7")
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(8)
    expect(text).toContain("/MediaBox [0 0 841.89 595.28]")
    expect(new Set(text.match(/\/BaseFont \/[\w+-]+/g))).toHaveLength(2)
    expect(text).toContain("/FontFile3")
    expect(pdf.length).toBeLessThan(400_000)
    expect(contentsOf(pdf)).toHaveLength(8)
  })

  test("are upright where the table fits", async () => {
    const columns = HOURS_COLUMNS.slice(0, 5)
    const rows = HOURS_ROWS.map(({ kind, key, cells }) => ({ kind, key, cells: cells.slice(0, 5) }))
    expect(
      (
        await written(
          "PDF",
          reportFile("HOURS_DETAIL", columns, () => [rows]),
        )
      ).toString("latin1"),
    ).toContain("/MediaBox [0 0 595.28 841.89]")
  })

  test("are for printing: more than 5,000 rows are for a workbook", async () => {
    const rows = Array.from({ length: 5_001 }, () => HOURS_ROWS[0]!)
    await expect(
      written(
        "PDF",
        reportFile("HOURS_DETAIL", HOURS_COLUMNS, () => [rows]),
      ),
    ).rejects.toThrow("at most 5000 rows")
  })

  test("break texts as Chinese is broken, and say which characters they cannot draw", () => {
    const setter = createTextSetter({
      has: (codePoint) => codePoint < 0x20000,
      widthOf: (text, size) => (/[\x20-\x7e]/.test(text) ? size / 2 : size) * [...text].length,
    })
    expect(setter.drawable("𠮷田 张伟")).toBe("〓田 张伟")
    expect(setter.lacking()).toEqual(["〓田 张伟：U+20BB7"])
    expect(setter.lines("向阳社区第一党支部", 10, 50)).toEqual(["向阳社区第", "一党支部"])
    expect(setter.lines("P001 demonstration", 10, 70)).toEqual(["P001 ", "demonstration"])
    expect(setter.evenLines("03-14下午", 10, 36)).toEqual(["03-14", "下午"])
    expect(setter.lines("999999199001010018", 10, 50)).toEqual(["9999991990", "01010018"])
  })
})

/** The pages' drawing instructions, unpacked. */
function contentsOf(pdf: Buffer): string[] {
  const contents: string[] = []
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
    if (pdf.subarray(at - 3, at).toString() === "end") continue
    try {
      const text = inflateSync(pdf.subarray(at + 7)).toString("latin1")
      if (/\bBT\b/.test(text) && /\bTj|TJ\b/.test(text)) contents.push(text)
    } catch {
      continue
    }
  }
  return contents
}
