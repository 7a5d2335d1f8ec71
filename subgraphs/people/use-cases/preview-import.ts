import { type InvalidInput, type NotAllowed, type Result, done, notAllowed, refused } from "../../shared/result.ts"
import { type RowProblem, reasonOf } from "../../shared/tables/row-problem.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { KeptRow } from "../data/import-preview.writer.ts"
import type { UnderstoodFile } from "../data/roster-file.reader.ts"
import type { RosterBody } from "../data/roster-import.writer.ts"
import type { LetterBody } from "../data/transfer-import.writer.ts"
import { createBranchFinder } from "../domain/branch-finder.ts"
import type { ImportKind } from "../domain/import.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { planRoster } from "../domain/roster-plan.ts"
import { planTransfers } from "../domain/transfer-plan.ts"

export type UnreadableFile = { kind: "UnreadableFile"; message: string }
export type AskedPreview = { file: string; organisation: string; kind: ImportKind; clientMutationKey?: string | null }

type Context = Pick<PeopleContext, "viewer" | "today" | "loaders" | "change" | "files" | "rosterFiles" | "rosterMatches">
type Planned = Omit<KeptRow<RosterBody | LetterBody>, "problems"> & { problems: RowProblem[] }
type Place = { id: string; path: string }

/**
 * Read a file that was sent before and say what committing it would do, row by row; nothing of it is written yet. Gives the
 * preview's id.
 *
 * Refuses whoever does not keep the organisation's books, a file that is not the viewer's or has expired, and one that no table
 * can be read from. The file is read in a process of its own.
 */
export async function previewImport(context: Context, input: AskedPreview): Promise<Result<string, NotAllowed | InvalidInput | UnreadableFile>> {
  const { viewer, today, loaders, change, files, rosterFiles } = context
  const fileId = requireId("input.file", input.file, "file")
  const place = await loaders.readablePlaceById.load(requireId("input.organisation", input.organisation, "organisation"))
  if (!place || !mayKeepRecords(viewer, place.path)) return notAllowed()
  const file = await files.find(fileId, "UPLOAD")
  if (!file) return notAllowed("There is no such file for you, or it has expired: send it again.")

  const job = { kind: input.kind, content: file.content, today }
  const read = await rosterFiles.read(job)
  if (!read.ok) return refused({ kind: "UnreadableFile", message: read.message })
  const rows = await planned(context, read, place)
  const failing = rows.filter(({ fate }) => fate === "ERROR")
  const reasons = failing.map(({ line, problems }): [number, string] => [line, reasonOf(problems)])
  const errors = failing.length > 0 ? await rosterFiles.writeErrors({ ...job, reasons }) : null
  if (failing.length > 0 && !errors) {
    return refused({ kind: "UnreadableFile", message: `${failing.length} of ${rows.length} rows fail, too many to give them back. Send the file in parts.` })
  }
  const errorFile = errors ? await files.store("ERRORS", { name: errorName(file.name) }, errors) : null
  const warnings = rows.filter(({ fate, problems }) => fate !== "ERROR" && problems.length > 0).length

  return change({ mutation: "previewImport", input }, async ({ importPreviews }) => {
    const preview = { kind: input.kind, fileName: file.name, encoding: read.encoding, warnings, ignoredColumns: read.ignored.slice(0, 100) }
    return done(await importPreviews.add({ ...preview, organisation: place, fileHash: file.sha256, errorFileId: errorFile?.id ?? null }, rows))
  })
}

async function planned({ rosterMatches, today }: Context, read: UnderstoodFile, place: Place): Promise<Planned[]> {
  const branches = await rosterMatches.findBranches(place.path)
  const findBranch = createBranchFinder(branches)
  const people = await rosterMatches.findPeople(
    place.path,
    read.rows.map(({ record }) => record),
    branches,
  )
  if (read.kind === "TRANSFER_REGISTER") {
    const numbers = read.rows.map(({ record }) => record.letterNumber)
    const letters = await rosterMatches.findLetters(place.path, numbers)
    return planTransfers(read.rows, { findBranch, people, letters, today, names: read.names }).map(({ letter, ...row }) => ({ ...row, body: { letter } }))
  }
  const ownBranch = branches.find(({ path }) => path === place.path) ?? null
  const cards = await rosterMatches.findCards(read.rows.flatMap(({ record }) => record.cardNumber ?? []))
  return planRoster(read.rows, { findBranch, ownBranch, people, cards, names: read.names }).map(({ branch, values, floating, ...row }) => ({
    ...row,
    body: { branch, values, floating },
  }))
}

/** 花名册.csv becomes 花名册-错误行.csv. */
function errorName(name: string): string {
  return name.replace(/(\.[A-Za-z]+)?$/u, (extension) => `-错误行${extension}`)
}
