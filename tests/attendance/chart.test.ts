import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile } from "../kit/files.ts"
import { openStack } from "../kit/stack.ts"
import { drawChart } from "../../subgraphs/attendance/data/chart.writer.ts"
import { writeReportFile } from "../../subgraphs/attendance/data/report-file.writer.ts"
import { organisationChart } from "../../subgraphs/attendance/domain/chart.ts"
import { HOURS_COLUMNS, HOURS_ROWS, reportFile } from "../kit/report-samples.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const rules = await hours.rules()
const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH" })
const [one, two] = [await world.organisation(community, { name: "第一<支部>&" }), await world.organisation(community, { name: "第二支部" })]
const auditor = await world.staff("AUDITOR", community)

type Series = { title: string; unit: string; points: { label: string; value: number | null; note: string | null }[] }
type Chart = { title: string; description: string; svg: string; url: string; series: Series[] } | null
const ask = async (subject: string, kind: string, at = community, more: object = {}) =>
  (
    await (
      await stack.as(subject)
    ).request<{ chart: Chart }>(
      `query ($id: ID!, $kind: ChartKind!, $asOf: DateTime) { chart(organisation: $id, year: 2025, kind: $kind, asOf: $asOf) { title description svg url series { title unit points { label value note } } } }`,
      { id: at.id, kind, ...more },
    )
  ).chart

const reached = await world.member(one)
const missing = await world.member(two)
await world.hours(reached, one, 2025, rules.uuid, { required: 8, credited: 8 })
await world.hours(missing, two, 2025, rules.uuid, { required: 8, credited: 4 })
for (const [person, heldAt, counted] of [
  [reached, "2025-03-14T09:00:00+08:00", 400],
  [reached, "2025-06-13T09:00:00+08:00", 400],
  [missing, "2025-06-13T09:00:00+08:00", 400],
] as const) {
  const lesson = await hours.heldLesson(community, heldAt)
  const entry = await hours.fact(person, lesson)
  await insertHours(person.uuid, entry, counted)
}

async function insertHours(member: string, entry: string, counted: number): Promise<void> {
  await world.client.query(
    `INSERT INTO attendance.hour_entry (entry_id, member_id, year, bucket, decision, minutes, creditable, raw, rounded, apart, within_lesson, capped, counted)
     VALUES ($1, $2, 2025, 'COLLECTIVE', 'MINUTES', 240, 240, $3, $3, $3, $3, $3, $3)`,
    [entry, member, counted],
  )
}

describe("charts", () => {
  test("show who reaches the year's hours by the end of each month, against the pace", async () => {
    const chart = await ask(auditor, "COMPLIANCE_OVER_YEAR")
    const [share, earned, needed] = chart!.series.map(({ points }) => points.map(({ value }) => value))
    expect(share).toEqual([0, 0, 0, 0, 0, 50, 50, 50, 50, 50, 50, 50])
    expect(earned).toEqual([0, 0, 2, 2, 2, 6, 6, 6, 6, 6, 6, 6])
    expect([needed?.[0], needed?.[5], needed?.[11]]).toEqual([0.7, 4, 8])
    expect((await ask(auditor, "COMPLIANCE_OVER_YEAR", one))?.series[0]?.points[11]).toEqual({ label: "12月", value: 100, note: "1/1人" })
  })

  test("show organisations beside one another, as the report says", async () => {
    const chart = await ask(auditor, "COMPLIANCE_BY_ORGANISATION")
    expect(new Map(chart!.series[0]!.points.map(({ label, value, note }) => [label, [value, note]]))).toEqual(
      new Map([
        ["第一<支部>&", [100, "1/1人"]],
        ["第二支部", [0, "0/1人"]],
      ]),
    )
    expect(chart!.svg).toContain("第一&lt;支部&gt;&amp;")
    expect(chart!.svg).not.toMatch(/<script|<style|href=|<image|url\((?!#)|第一<支部>/)
    expect(chart!.svg).toMatch(/^<svg role="img" [^>]*><title>[^<]+<\/title><desc>合计2人，达标1人（50%）。<\/desc>/)
  })

  test("show lessons by week and day of the week, on the city's clock", async () => {
    const chart = await ask(auditor, "LESSONS_BY_WEEK")
    expect(chart!.description).toContain("全年3节课")
    expect(chart!.series[4]!.points.filter(({ value }) => value !== 0)).toEqual([
      { label: "第11周", value: 1, note: null },
      { label: "第24周", value: 2, note: null },
    ])
    expect(chart!.series.flatMap(({ points }) => points).reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(3)
  })

  test("are for whoever may read the organisation's reports, and absent for everybody else", async () => {
    const elsewhere = await world.staff("AUDITOR", await world.organisation(world.street))
    for (const kind of ["COMPLIANCE_OVER_YEAR", "COMPLIANCE_BY_ORGANISATION", "LESSONS_BY_WEEK"]) {
      expect(await ask(elsewhere, kind)).toBeNull()
      expect(await ask(auditor, kind, world.city)).toBeNull()
      expect(await ask(auditor, kind, { ...community, id: (await world.organisation(world.city)).id })).toBeNull()
    }
    await expect(ask(auditor, "LESSONS_BY_WEEK", community, { asOf: "2027-01-01T00:00:00Z" })).rejects.toThrow("`asOf` is a moment that has not come")
  })

  test("are fetched at their address with the token, by whoever sees them", async () => {
    const chart = await ask(auditor, "COMPLIANCE_OVER_YEAR")
    const response = await fetchFile(stack, auditor, chart!.url)
    expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([200, "image/svg+xml", "no-store"])
    expect(response.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'unsafe-inline'")
    expect(await response.text()).toBe(chart!.svg)
    const elsewhere = await world.staff("AUDITOR", await world.organisation(world.street))
    for (const [subject, path] of [
      [elsewhere, chart!.url],
      [auditor, chart!.url.replace("OVER_YEAR", "OVER_YEARS")],
      [auditor, chart!.url.replace("year=2025", "year=20251")],
      [auditor, chart!.url.replace("organisation_", "member_")],
      [auditor, "/charts/COMPLIANCE_OVER_YEAR.svg"],
    ] as const)
      expect((await fetchFile(stack, subject, path)).status).toBe(404)
    expect((await fetch(new URL(chart!.url, stack.url))).status).toBe(401)
    expect((await fetch(new URL(chart!.url, stack.url), { method: "POST", headers: { authorization: `Bearer ${await stack.token(auditor)}` } })).status).toBe(
      405,
    )
  })

  test("stand in workbooks and on pages", async () => {
    const svg = await drawChart(organisationChart("街道", 2025, [{ name: "支部", people: 4, compliant: 3 }]))
    expect(await drawChart(organisationChart("街道", 2025, [{ name: "支部", people: 4, compliant: 3 }]))).toBe(svg)
    const file = reportFile("COMPLIANCE", HOURS_COLUMNS, () => [HOURS_ROWS], { charts: [{ title: "达标率", svg }] })
    const pieces: Uint8Array[] = []
    for await (const piece of writeReportFile("XLSX", file)) pieces.push(piece)
    const { default: exceljs } = await import("exceljs")
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(Buffer.concat(pieces) as unknown as Parameters<typeof workbook.xlsx.load>[0])
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(["COMPLIANCE", "图表"])
    expect(workbook.worksheets[1]!.getImages()).toHaveLength(1)
    const pages: Uint8Array[] = []
    for await (const piece of writeReportFile("PDF", file)) pages.push(piece)
    expect(Buffer.concat(pages).toString("latin1")).toContain("/Subtype /Image")
  })
})
