import { inflateSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { createTextSetter } from "../../subgraphs/attendance/data/pdf-text.writer.ts"
import { REPORT_MEDIA, writeReportFile } from "../../subgraphs/attendance/data/report-file.writer.ts"
import type { ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { hours, written } from "../kit/read-files.ts"
import { HOURS_COLUMNS, HOURS_ROWS, matrixColumns, matrixRows, reportFile } from "../kit/report-samples.ts"

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

  test("have a line of the table, or the last picture, on the page that is signed, however many rows there are", async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="1400"><rect width="960" height="1400" fill="#eee"/></svg>`
    for (const charts of [[], [{ title: "图", svg }]])
      for (let count = 38; count < 54; count += 2) {
        const rows = Array.from({ length: count }, () => HOURS_ROWS[0]!)
        const last =
          contentsOf(
            await written(
              "PDF",
              reportFile("HOURS_DETAIL", HOURS_COLUMNS.slice(0, 4), () => [rows], { charts }),
            ),
          ).at(-1) ?? ""
        expect(/\/I\d+ Do/.test(last) || (last.match(/ re\n/g)?.length ?? 0) > 4).toBe(true)
      }
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
    expect(setter.evenLines("应到（人次）", 10, 50)).toEqual(["应到", "（人次）"])
    expect(setter.evenLines("应到（人次）", 10, 70)).toEqual(["应到（人次）"])
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
