import { BadInput } from "../../shared/errors.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AccessEntry } from "../domain/access-note.ts"
import { mayReadAccessLog } from "../domain/export.policy.ts"
import type { Report, ReportBatch, ReportColumn, ReportParameters, ReportRow } from "../domain/report.ts"
import type { AttendanceContext } from "../context.ts"

const BATCH = 1_000

const COLUMNS: readonly ReportColumn[] = [
  { key: "at", title: "时间", type: "MOMENT", width: 20 },
  { key: "by", title: "操作人", type: "TEXT", isLabel: true, width: 12 },
  { key: "role", title: "角色", type: "TEXT", width: 14 },
  { key: "purpose", title: "目的", type: "TEXT", width: 28 },
  { key: "operation", title: "操作", type: "TEXT", width: 28 },
  { key: "organisation", title: "对象范围", type: "TEXT", isLabel: true, width: 24 },
  { key: "subjects", title: "对象编号", type: "TEXT", width: 30 },
  { key: "rows", title: "返回行数", type: "INTEGER", width: 10 },
  { key: "sensitiveFields", title: "敏感字段", type: "TEXT", width: 20 },
  { key: "isExport", title: "是否导出", type: "TEXT", width: 10 },
  { key: "watermark", title: "水印号", type: "TEXT", width: 14 },
  { key: "client", title: "客户端", type: "TEXT", width: 24 },
]

/**
 * Open 查询与导出日志 (R12): who pulled which report or record of the organisation and everything below it, why, and how many rows.
 *
 * By `from` and `to`, or by year; what was done after `asOf` is not in it. People whom reads were about stand there by their numbers, never by name. Null for everyone but
 * auditors, secretaries and administrators of the place.
 *
 * @throws {BadInput} without days or a year.
 */
export async function openAccessLogReport(
  sources: Pick<AttendanceContext, "viewer" | "accesses" | "instantOf" | "readablePlaces">,
  parameters: ReportParameters,
): Promise<Report | null> {
  const { organisationId, year, from, to, asOf } = parameters
  const [place] = await sources.readablePlaces([organisationId])
  if (!place || !mayReadAccessLog(sources.viewer, place.path)) return null
  const [first, last] = from !== null && to !== null ? [from, to] : year !== null ? [`${year}-01-01`, `${year}-12-31`] : [null, null]
  if (first === null || last === null) throw new BadInput("from", "Arguments `from` and `to`, or `year`, are needed for the log of who pulled what.")
  const since = sources.instantOf(first, 0)
  const end = sources.instantOf(last, 1_440)
  const span = { ...subtreeOf(place.path), since, until: end < asOf ? end : asOf, accountId: null }
  return {
    kind: "ACCESS_LOG",
    title: "查询与导出日志",
    organisation: { id: organisationId, name: (await sources.accesses.findOrganisationName(organisationId)) ?? "" },
    parameters,
    ruleSets: [],
    columns: COLUMNS,
    gaps: async () => [],
    count: () => sources.accesses.count(span),
    batches: (after) => batchesOf((position) => sources.accesses.findFollowing(span, position, BATCH), after),
  }
}

type Position = { at: string; id: string }

async function* batchesOf(read: (after: Position | null) => Promise<AccessEntry[]>, after: string | undefined): AsyncGenerator<ReportBatch> {
  const [at, id] = after?.split(" ") ?? []
  let behind: Position | null = at !== undefined && id !== undefined ? { at, id } : null
  for (;;) {
    const entries = await read(behind)
    const last = entries.at(-1)
    if (!last) return
    behind = { at: last.at.toISOString(), id: last.id }
    yield { rows: entries.map(rowOf), position: `${behind.at} ${behind.id}` }
    if (entries.length < BATCH) return
  }
}

function rowOf(entry: AccessEntry): ReportRow {
  const isExport = entry.exportId === null ? "否" : "是"
  const fields = entry.sensitiveFields.join("、") || "无"
  return {
    kind: "ROW",
    key: [entry.id, entry.accountId, entry.organisationId].filter((id) => id !== null).join(" "),
    cells: [
      entry.at.toISOString(),
      entry.accountName,
      entry.role,
      entry.purpose,
      entry.operation,
      entry.organisationName,
      entry.subjects.join(" ") || null,
      entry.rows,
      fields,
      isExport,
      entry.watermark,
      entry.client,
    ],
  }
}
