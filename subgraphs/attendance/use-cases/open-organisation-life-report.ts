import { BadInput } from "../../shared/errors.ts"
import { type LifeRow, type LifeSums, NO_LIFE, type Quarter, plusLife, quartersOf } from "../domain/organisation-life.ts"
import { type Report, type ReportBatch, type ReportColumn, type ReportParameters, type ReportRow, rateOf } from "../domain/report.ts"
import { readOrganisationLife } from "./read-organisation-life.ts"
import { type GroundOfReport, takeReportGround, type InspectionSources } from "./take-report-ground.ts"

const BATCH = 200
const LIFE_COLUMNS: readonly ReportColumn[] = [
  { key: "branch", title: "党支部", type: "TEXT", isLabel: true, width: 30 },
  { key: "quarter", title: "季度", type: "TEXT", width: 14 },
  { key: "assemblies", title: "支部党员大会 应/实", type: "TEXT", width: 18 },
  { key: "committees", title: "支委会 应/实", type: "TEXT", width: 14 },
  { key: "groups", title: "党小组会 应/实", type: "TEXT", width: 14 },
  { key: "lectures", title: "党课 应/实（本地口径）", type: "TEXT", width: 20 },
  { key: "themeDays", title: "主题党日 应/实", type: "TEXT", width: 14 },
  { key: "attendanceRate", title: "平均到会率（%，按人次）", type: "RATE", width: 20 },
  { key: "filed", title: "记录3日内归档", type: "TEXT", width: 16 },
  { key: "missing", title: "缺项", type: "TEXT", width: 40 },
]

type Asked = { ground: GroundOfReport; quarters: readonly Quarter[]; asOf: Date }
/** Sums under way by the paths of the organisations over the branches, the widest first. */
type Position = { after: string | null; sums: [path: string, sums: LifeSums][]; isOver: boolean }

/**
 * Open 三会一课落实情况季度表 (R08): a line a branch and quarter, and totals of every organisation above them within the subtree.
 *
 * Asked by `year`, or by days that begin and end with a quarter of one year.
 *
 * @throws {BadInput} when neither is given, or the days are no quarters of one year.
 */
export async function openOrganisationLifeReport(sources: InspectionSources, parameters: ReportParameters): Promise<Report | null> {
  const quarters = quartersAsked(parameters)
  const [first, last] = [quarters[0] as Quarter, quarters.at(-1) as Quarter]
  const ground = await takeReportGround(sources, parameters, [first.year])
  if (!ground) return null
  const asked = { ground, quarters, asOf: parameters.asOf }
  const { path } = ground
  return {
    kind: "ORGANISATION_LIFE",
    title: `${first.year}年${quarters.length === 4 ? "度" : quarters.map(({ quarter }) => `第${quarter}`).join("、") + "季度"}三会一课落实情况季度表`,
    organisation: { id: ground.id, name: ground.name },
    parameters,
    ruleSets: ground.ruleSets,
    columns: LIFE_COLUMNS,
    gaps: () => findGaps(sources, asked),
    count: async () => quarters.length * (await sources.organisationLife.countBranches({ path, from: first.from, to: last.to })),
    batches: (after) => readBatches(sources, asked, after === undefined ? { after: null, sums: [], isOver: false } : (JSON.parse(after) as Position)),
  }
}

function quartersAsked({ year, from, to }: ReportParameters): Quarter[] {
  if (from === null || to === null) {
    if (year === null) throw new BadInput("year", "Argument `year` is needed, or `from` and `to` that begin and end with a quarter.")
    return quartersOf(year)
  }
  const all = quartersOf(Number(from.slice(0, 4)))
  const [first, last] = [all.findIndex((one) => one.from === from), all.findIndex((one) => one.to === to)]
  if (first < 0 || last < first) throw new BadInput("from", "Arguments `from` and `to` must be the first and the last day of quarters of one year.")
  return all.slice(first, last + 1)
}

async function* readBatches(sources: InspectionSources, asked: Asked, start: Position): AsyncIterable<ReportBatch> {
  for (let position = start; !position.isOver;) {
    const found = await readOrganisationLife(sources, asked, position.after, BATCH)
    const rows: ReportRow[] = []
    const open = new Map(position.sums)
    for (const row of found) {
      rows.push(...(await totalsOf(sources, asked, open, row.path)))
      for (const path of pathsAbove(row.path, asked.ground.path)) open.set(path, plusLife(open.get(path) ?? NO_LIFE, row.sums))
      rows.push(rowOf(row))
    }
    const after = found.at(-1)?.path ?? null
    if (after === null) rows.push(...(await totalsOf(sources, asked, open, "")))
    position = { after, sums: [...open], isOver: after === null }
    yield { rows, position: JSON.stringify(position) }
  }
}

/** Close the sums of organisations that the next branch is not below, the smallest first. */
async function totalsOf({ reportGrounds }: InspectionSources, { quarters }: Asked, open: Map<string, LifeSums>, next: string): Promise<ReportRow[]> {
  const closing = [...open].filter(([path]) => !next.startsWith(path)).sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
  if (closing.length === 0) return []
  const places = await reportGrounds.findByPaths(closing.map(([path]) => path))
  const [first, last] = [quarters[0] as Quarter, quarters.at(-1) as Quarter]
  const span = `${first.year}Q${first.quarter}${first === last ? "" : `-Q${last.quarter}`}`
  return closing.map(([path, sums]) => {
    open.delete(path)
    const place = places.get(path)
    return { kind: "TOTAL", key: place?.id ?? "", cells: [`${place?.name ?? ""}（合计）`, span, ...cellsOf(sums), null] }
  })
}

/** The organisations over a branch, from the one that is asked about down. A branch that is asked about by itself has no total. */
function pathsAbove(path: string, root: string): string[] {
  const parts = path.slice(root.length).split(".").filter(Boolean)
  return parts.map(
    (_, at) =>
      root +
      parts
        .slice(0, at)
        .map((part) => `${part}.`)
        .join(""),
  )
}

function rowOf({ organisationId, name, quarter, sums, missing }: LifeRow): ReportRow {
  const span = `${quarter.year}Q${quarter.quarter}`
  return { kind: "ROW", key: `${organisationId} ${span}`, cells: [name, span, ...cellsOf(sums), missing.join("、") || null] }
}

function cellsOf({ due, held, attended, attendable, filedInTime, records }: LifeSums): (string | number | null)[] {
  const pair = (owed: number | null, had: number | null) => (owed === null && had === null ? null : `${owed ?? "-"}/${had ?? 0}`)
  return [
    pair(due.assemblies, held.assemblies),
    pair(due.committees, held.committees),
    pair(due.groups, held.groups),
    pair(due.lectures, held.lectures),
    pair(due.themeDays, held.themeDays),
    rateOf(attended, attendable),
    `${filedInTime}/${records}`,
  ]
}

async function findGaps(sources: InspectionSources, asked: Asked) {
  let unknown = 0
  for (let after: string | null = null; ;) {
    const rows: LifeRow[] = await readOrganisationLife(sources, asked, after, BATCH)
    unknown += rows.filter(({ sums }) => sums.due.groups === null).length
    const last = rows.at(-1)
    if (!last) break
    after = last.path
  }
  return unknown === 0 ? [] : [{ subgraph: "attendance" as const, message: `${unknown}个支部季度未见党小组会记录：有无党小组不明，不计应开。` }]
}
