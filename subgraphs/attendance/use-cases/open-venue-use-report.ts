import { type PartCheck, isPath } from "../../shared/page.ts"
import { isId } from "../../shared/typeid.ts"
import { seesOrganisation } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { SpanThen } from "../data/books-then.row.ts"
import type { PlaceThen } from "../data/label.reader.ts"
import { listedReport } from "../domain/listed-report.ts"
import { type Report, type ReportColumn, type ReportGap, type ReportParameters, type ReportRow, rateOf } from "../domain/report.ts"
import { type VenueUse, clockHours, seatRate, utilisation } from "../domain/venue-use.ts"
import { readVenueUse } from "./read-venue-use.ts"
import { takeSpan } from "./take-span.ts"

/** What the register of venues says now is a label, like a name: it may be another tomorrow, and what was held stays what it was. */
const COLUMNS: readonly ReportColumn[] = [
  { key: "venue", title: "场地", type: "TEXT", isLabel: true, width: 24 },
  { key: "owner", title: "所属单位", type: "TEXT", isLabel: true, width: 24 },
  { key: "capacity", title: "容量（人）", type: "INTEGER", isLabel: true, width: 9 },
  { key: "openHours", title: "可用时数（现行开放时间）", type: "HOURS", isLabel: true, width: 12 },
  { key: "lessons", title: "课次", type: "INTEGER", width: 8 },
  { key: "hours", title: "使用时数", type: "HOURS", width: 9 },
  { key: "rate", title: "使用率（%）", type: "RATE", isLabel: true, width: 9 },
  { key: "sharers", title: "共用单位数", type: "INTEGER", width: 9 },
  { key: "shares", title: "共用单位及时数", type: "TEXT", isLabel: true, width: 40 },
  { key: "clashes", title: "冲突次数", type: "INTEGER", width: 9 },
  { key: "personTimes", title: "到场人次", type: "INTEGER", width: 9 },
  { key: "seatRate", title: "上座率（%）", type: "RATE", isLabel: true, width: 9 },
]

/** A part of a cursor: the path of whose it is, and which. */
export const VENUE_CURSOR: readonly PartCheck[] = [isPath, (part) => isId("venue", part)]

type Sources = Pick<AttendanceContext, "viewer" | "books" | "labels" | "dayOf" | "venueUses">

/**
 * Open R10 场地使用表: how long each venue of a subtree was taken up by lessons that were held, and by whose. For whoever has a role over the organisation.
 *
 * @throws {BadInput} when no days are given.
 */
export async function openVenueUseReport(sources: Sources, parameters: ReportParameters): Promise<Report | null> {
  const span = takeSpan(sources, parameters)
  const place = await sources.books.findPlace(parameters.organisationId, span.day)
  if (!place) return null
  const { venues } = await sources.venueUses.findTotals(span)
  return {
    kind: "VENUE_USE",
    title: `${span.from}至${span.to}场地使用表`,
    organisation: { id: place.id, name: place.name },
    parameters: { ...parameters, lessonId: null, memberId: null, classId: null, verdict: null, detail: null },
    ruleSets: [],
    columns: COLUMNS,
    gaps: () => venueGaps(sources, span),
    ...listedReport(venues + 1, () => rowsOf(sources, span)),
  } satisfies Report
}

async function rowsOf(sources: Sources, span: SpanThen): Promise<ReportRow[]> {
  const { uses, total } = await readVenueUse(sources, span)
  const sharers = new Set(uses.flatMap(({ shares }) => shares.map(({ organisationId }) => organisationId)))
  const places = await sources.labels.findPlaces([...new Set([...sharers, ...uses.map(({ ownerId }) => ownerId)])], span.day)
  const rows = uses.map((use): ReportRow => {
    const { venueId, ownerId, name, capacity, openMinutes, lessons, minutes, shares, clashes, seated, seatedLessons } = use
    const register = [name, places.get(ownerId)?.name ?? null, capacity, openMinutes === null ? null : clockHours(openMinutes)]
    const used = [lessons, clockHours(minutes), utilisation(use), shares.length, wordsOf(use, places, sources), clashes]
    return { kind: "ROW", key: venueId, cells: [...register, ...used, seatedLessons === 0 ? null : seated, seatRate(use)] }
  })
  const { venues, lessons, minutes, clashes, seated, openMinutes, seats } = total
  const open = openMinutes === null ? null : clockHours(openMinutes)
  const sums = [lessons, clockHours(minutes), utilisation(total), sharers.size, null, clashes, seated, rateOf(seated, seats)]
  return [...rows, { kind: "TOTAL", key: span.organisationId, cells: ["合计", `${venues}个场地`, null, open, ...sums] }]
}

/** Name who used a venue and how long, as far as the viewer sees these organisations. */
function wordsOf({ shares }: VenueUse, places: ReadonlyMap<string, PlaceThen>, { viewer }: Pick<Sources, "viewer">): string {
  const seen = shares.filter(({ organisationId }) => seesOrganisation(viewer, places.get(organisationId)?.path ?? "~"))
  const others = shares.filter((share) => !seen.includes(share)).reduce((sum, { minutes }) => sum + minutes, 0)
  const words = seen.map(({ organisationId, minutes }) => `${places.get(organisationId)?.name ?? ""} ${clockHours(minutes)}`)
  return [...words, ...(others > 0 ? [`其他单位 ${clockHours(others)}`] : [])].join("；")
}

/** What the figures do not know. */
async function venueGaps({ venueUses }: Pick<Sources, "venueUses">, span: SpanThen): Promise<ReportGap[]> {
  const { empty, spread, planned, open } = await venueUses.findTotals(span)
  return [
    ...(empty > 0 ? [{ subgraph: "courses" as const, message: `${empty}个启用场地期内没有用过，不在表中。` }] : []),
    ...(open > 0 ? [{ subgraph: "courses" as const, message: `${open}个场地没有登记开放时间，使用率未知。` }] : []),
    ...(spread > 0 ? [{ subgraph: "attendance" as const, message: `${spread}次课同时使用多个场地，到场人次分不到场地，不计上座率。` }] : []),
    ...(planned > 0 ? [{ subgraph: "attendance" as const, message: `${planned}次已发布的课应已举行而没有签到表，不计使用时数。` }] : []),
  ]
}
