import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { findAccount } from "../../prisma/seed/development-accounts.ts"
import type { Report, ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { sampleCity } from "../kit/database.ts"
import { printedReports } from "../kit/printed-reports.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"

const url = await sampleCity()
const stack = await openStack(url)
const print = printedReports(url)
const client = new pg.Client(url)
beforeAll(() => client.connect())
afterAll(() => client.end())

async function placeNamed(name: string): Promise<Place> {
  const { rows } = await client.query(
    "SELECT id AS uuid, path, name FROM organisation_api.known_organisation WHERE name LIKE $1 ORDER BY length(path) LIMIT 1",
    [`%${name}%`],
  )
  return { ...rows[0], id: toTypeId("organisation", rows[0].uuid) }
}

async function read(at: Place, id: string, year: number, kind: "COMPLIANCE" | "HOURS_DETAIL", detail: string | null) {
  const printed = await print(at, kind, { year, detail }, { ...at, id })
  if (!printed) throw new Error("no report")
  return printed
}

/** What a line says, without what it is called. */
const figuresIn = ({ cells }: ReportRow) => cells.slice(2)
const cellOf = (report: Report, row: ReportRow, key: string) => row.cells[report.columns.findIndex((column) => column.key === key)]

describe("R02 down to every branch", () => {
  test.each([2025, 2026])("of %i says of each organisation of a district what asking for it alone says", { timeout: 120_000 }, async (year) => {
    const district = await placeNamed("柳北区委员会")
    const { rows } = await read(district, district.id, year, "COMPLIANCE", "BRANCHES")
    const totals = new Map(rows.filter(({ kind }) => kind === "TOTAL").map((row) => [row.key, row]))
    const own = new Map(rows.filter(({ kind }) => kind === "ROW").map((row) => [row.key, row]))
    expect(totals.size).toBeGreaterThan(30)
    expect(own.size).toBeGreaterThan(200)
    expect(rows).toHaveLength(totals.size + own.size)
    expect(rows.at(-1)?.key).toBe(district.id)
    for (const [id, total] of totals) {
      const below = (await read(district, id, year, "COMPLIANCE", null)).rows
      expect(figuresIn(below.at(-1)!)).toEqual(figuresIn(total))
      for (const row of below.slice(0, -1)) expect(figuresIn((row.key !== id && totals.get(row.key)) || own.get(row.key)!)).toEqual(figuresIn(row))
    }
  })

  test("says of each branch and of all above it how many complied of how many, as the sheet of persons does", async () => {
    const district = await placeNamed("柳北区委员会")
    const { report, rows } = await read(district, district.id, 2025, "COMPLIANCE", "BRANCHES")
    const sheet = await read(district, district.id, 2025, "HOURS_DETAIL", null)
    const sums = sheet.rows.filter(({ kind }) => kind === "SUBTOTAL" || kind === "TOTAL")
    expect(sums.length).toBeGreaterThan(200)
    for (const sum of sums) {
      const row = rows.find(({ kind, key }) => key === sum.key && kind === (sum.kind === "TOTAL" ? "TOTAL" : "ROW"))!
      expect(`${cellOf(report, row, "compliant")}/${cellOf(report, row, "denominator")}达标`).toBe(cellOf(sheet.report, sum, "verdict"))
    }
  })

  test("is another report than one level of it, is read in as many statements, and comes as a file", async () => {
    const auditor = await stack.as((await findAccount(url, "auditor", "柳州市")).subject)
    const city = await placeNamed("柳州市委员会")
    const street = await placeNamed("解放街道工作委员会")
    const answered = `{ header { title digest } rows { name isOwn isTotal denominator atRisk } total { denominator atRisk } }`
    const query = `query ($at: ID!, $detail: ComplianceDetail!) { complianceReport(organisation: $at, year: 2026, detail: $detail) ${answered} }`
    type Answer = {
      complianceReport: {
        header: { title: string; digest: string }
        rows: { isOwn: boolean; isTotal: boolean; denominator: number; atRisk: number }[]
        total: { denominator: number; atRisk: number }
      }
    }
    const ask = async (at: Place, detail: string) => (await auditor.request<Answer>(query, { at: at.id, detail })).complianceReport
    const [level, branches] = [await ask(street, "BELOW"), await ask(street, "BRANCHES")]
    expect(branches.header.title).toBe("2026年度学时达标汇总表（到党支部）")
    expect(branches.header.digest).not.toBe(level.header.digest)
    expect(branches.total).toEqual(level.total)
    const statementsOf = async (detail: string) => (await stack.costOf(() => ask(street, detail))).statements
    expect(await statementsOf("BRANCHES")).toBe(await statementsOf("BELOW"))
    for (const count of ["denominator", "atRisk"] as const)
      expect(branches.rows.filter(({ isTotal }) => !isTotal).reduce((sum, row) => sum + row[count], 0)).toBe(level.total[count])
    expect(branches.rows.every(({ isOwn, isTotal }) => isOwn !== isTotal)).toBe(true)

    await expect(ask(city, "BRANCHES")).rejects.toThrow(/It has \d{4} rows, and a query answers at most 1000/)
    const start = `mutation ($input: StartExportInput!) { startExport(input: $input) { __typename ... on ExportStarted { export { id } } ... on InvalidInput { fields { path message } } } }`
    const input = { report: "COMPLIANCE", format: "XLSX", organisation: city.id, year: 2025, detail: "BRANCHES", purpose: "年度核查" }
    expect(await auditor.request(start, { input })).toMatchObject({ startExport: { __typename: "ExportStarted" } })
    const { rows } = await client.query("SELECT parameters->>'detail' AS detail, total FROM attendance.export")
    expect(rows).toEqual([{ detail: "BRANCHES", total: expect.any(Number) }])
    expect(rows[0].total).toBeGreaterThan(1_000)
  })
})
