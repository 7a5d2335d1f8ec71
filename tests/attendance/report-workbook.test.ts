import { describe, expect, test } from "vitest"
import { writeReportXlsx } from "../../subgraphs/attendance/data/report-xlsx.writer.ts"
import type { ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { bytesOf, hours, linesOf, workbookOf, written } from "../kit/read-files.ts"
import { HOURS_COLUMNS, HOURS_ROWS, LIFE_COLUMNS, LIFE_ROWS, matrixColumns, matrixRows, reportFile } from "../kit/report-samples.ts"

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

  test("that is wider than a page has its title, facts and signatures on the first one, and not over what each page repeats", async () => {
    const file = reportFile("CLASS_MATRIX", matrixColumns(60), () => [matrixRows(60)])
    const sheet = (await workbookOf(await written("XLSX", file))).worksheets[0]!
    expect(sheet.pageSetup.fitToWidth).toBe(2)
    const widths = Array.from({ length: sheet.columnCount }, (_, at) => sheet.getColumn(at + 1).width ?? 0)
    const widthUpTo = (column: number) => widths.slice(0, column).reduce((sum, width) => sum + width, 0)
    const ends = linesOf(sheet).flatMap((_line, at) => {
      const row = sheet.getRow(at + 1)
      const first = row.getCell(4)
      if (!first.isMerged || first.master.address !== first.address || typeof first.value !== "string" || row.getCell(1).value === "序号") return []
      expect([1, 2, 3].map((column) => row.getCell(column).isMerged || row.getCell(column).value !== null)).toEqual([false, false, false])
      return [Math.max(...widths.map((_, column) => (row.getCell(column + 1).isMerged ? column + 1 : 0)))]
    })
    expect(ends.length).toBeGreaterThan(5)
    for (const end of ends) expect(widthUpTo(end)).toBeLessThan(widthUpTo(widths.length) / 2)
  })

  test("goes on in another worksheet where one is full", async () => {
    const workbook = await workbookOf(await bytesOf(writeReportXlsx(hours(), 4)))
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      "2025年度学时完成情况明细表",
      "2025年度学时完成情况明细表(2)",
      "2025年度学时完成情况明细表(3)",
    ])
    const people = workbook.worksheets.map((sheet) => linesOf(sheet).filter((line) => line[1]?.startsWith("P0")).length)
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
