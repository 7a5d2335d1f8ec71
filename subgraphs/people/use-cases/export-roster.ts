import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { fileUrl } from "../../shared/files.ts"
import { mayExport } from "../domain/people.policy.ts"
import { EXPORT_HEADINGS, EXPORT_WIDTHS, LARGEST_EXPORT, cellsOf } from "../domain/roster-export.ts"
import { hasControlCharacters } from "../../shared/tables/cell.ts"

export type AskedExport = {
  organisation: string
  format: "XLSX" | "CSV"
  asOf?: string | null
  includeDescendants: boolean
  purpose: string
  clientMutationKey?: string | null
}
export type ExportedRoster = { url: string; rows: number; expiresAt: string }

const LONGEST_PURPOSE = 200

/**
 * Write an organisation's roster (党员花名册) into a file that only the viewer can fetch, and not after a day. Citizen's numbers
 * and mobiles are masked. On a day it holds who belonged then, in the tree and under the names of that day.
 *
 * Refuses whoever may not take lists away, a purpose that is not given, days to come, and more people than a spreadsheet is for.
 */
export async function exportRoster(
  {
    viewer,
    today,
    loaders,
    change,
    files,
    rosterFiles,
    rosterExports,
    accessNotes,
  }: Pick<PeopleContext, "viewer" | "today" | "loaders" | "change" | "files" | "rosterFiles" | "rosterExports" | "accessNotes">,
  input: AskedExport,
): Promise<Result<ExportedRoster, NotAllowed | InvalidInput>> {
  const id = requireId("input.organisation", input.organisation, "organisation")
  const asOf = input.asOf ?? null
  const now = await loaders.readablePlaceById.load(id)
  const place = asOf === null ? now : await loaders.placeOnDay(asOf).load(id)
  if (!place || ![now?.path, place.path].some((path) => path && mayExport(viewer, path))) return notAllowed()
  const purpose = input.purpose.trim()
  const problems = [
    ...(purpose === "" || [...purpose].length > LONGEST_PURPOSE || hasControlCharacters(purpose)
      ? [{ path: "purpose", message: `Say in 1 to ${LONGEST_PURPOSE} characters what the list is for.` }]
      : []),
    ...(asOf !== null && asOf > today ? [{ path: "asOf", message: "The day lies in the future." }] : []),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  const rows: string[][] = []
  const pages = place.path === null ? [] : rosterExports.read(place.path, input.includeDescendants, asOf, today)
  for await (const page of pages) {
    rows.push(...page.map(cellsOf))
    if (rows.length > LARGEST_EXPORT) {
      return invalidInput({ path: "organisation", message: `More than ${LARGEST_EXPORT} people: export the organisations below it one by one.` })
    }
  }
  const day = asOf ?? today
  const title = `${await rosterExports.findName(id, day)}党员花名册`
  const sheet = {
    title,
    note: `截至 ${day}　共 ${rows.length} 人　用途：${purpose}　导出人：${viewer.name}`,
    headings: EXPORT_HEADINGS,
    widths: EXPORT_WIDTHS,
    rows,
  }
  const content = await rosterFiles.write({ format: input.format, sheet })
  return change({ mutation: "exportRoster", input }, async () => {
    const path = now?.path ?? place.path ?? ""
    await accessNotes.keep({ operation: `exportRoster ${input.format}`, purpose, organisationId: id, path, rows: rows.length })
    const file = await files.store("EXPORT", { name: `${title}-${day}.${input.format.toLowerCase()}` }, content)
    return done({ url: fileUrl(file.id), rows: rows.length, expiresAt: file.expiresAt.toISOString() })
  })
}
