import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, notAllowed, refused } from "../../shared/result.ts"
import { reasonOf } from "../../shared/tables/row-problem.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { countsOf } from "../domain/sheet-import.ts"
import { problemsOfHeader } from "../domain/sign-in-header.ts"
import { planSignIns } from "../domain/sign-in-plan.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { matchWrittenNames } from "./match-written-names.ts"
import { takeSheet } from "./take-sheet.ts"

export type UnreadableFile = { kind: "UnreadableFile"; message: string }
export type AskedSheetImport = { lesson: string; file: string; clientMutationKey?: string | null }
type Refusal = NotAllowed | InvalidInput | InvalidState | UnreadableFile

const MOST_REASON = 2_000

/**
 * Read the file of a sign-in sheet (签到表) and say, row by row, who it means and what committing it would record; nothing of it stands in the ledger yet.
 * Gives the import's id.
 *
 * Refuses whoever does not record at the lesson's organiser, a file that is not the viewer's or has expired, and one that no sheet can be read from.
 *
 * @throws {BadInput} when an id is none.
 */
export async function previewSheetImport(
  context: Pick<AttendanceContext, "viewer" | "change" | "files" | "signInFiles" | "localOf" | "instantOf">,
  input: AskedSheetImport,
): Promise<Result<string, Refusal>> {
  const { change, files, signInFiles, localOf, instantOf } = context
  const fileId = requireId("input.file", input.file, "scan")
  requireId("input.lesson", input.lesson, "lesson")
  const taking = { lesson: input.lesson, may: mayRecord, act: "FILE", strength: "SHARE" } as const
  // Nothing is read for whoever may not record there; and reading a file takes seconds, for which no lock is held.
  const seen = await change({ mutation: "previewSheetImport", input: {} }, (writers) => takeSheet(context, writers, taking))
  if (!seen.ok) return seen
  const file = await files.find(fileId, "UPLOAD")
  if (!file) return notAllowed("There is no such file for you, or it has expired: send it again.")
  const read = await signInFiles.read(file.content)
  if (!read.ok) return refused({ kind: "UnreadableFile", message: read.message })

  const planned = await change({ mutation: "previewSheetImport", input: {} }, async (writers): Promise<Result<Planned, NotAllowed | InvalidState>> => {
    const taken = await takeSheet(context, writers, taking)
    if (!taken.ok) return taken
    const sheet = taken.value
    const names = read.rows.map(({ record }) => record)
    const found = await matchWrittenNames(writers.listed, sheet, names)
    const lesson = { ...sheet, instantOf: (minute: number) => instantOf(sheet.heldOn, minute) }
    return done({ sheet, rows: planSignIns(read.rows, found, lesson), books: await writers.lessons.findNamed(sheet.lessonId) })
  })
  if (!planned.ok) return planned
  const { sheet, rows, books } = planned.value
  const endOf = { from: localOf(new Date(sheet.startsAt)).minute, to: localOf(new Date(sheet.endsAt)).minute }
  const problems = problemsOfHeader(read.header, { ...books, heldOn: sheet.heldOn, fromMinute: endOf.from, toMinute: endOf.to }, rows)
  const reasons = reasonsByLine(rows)
  const errors = reasons.length > 0 ? await signInFiles.writeErrors(file.content, reasons) : null
  const errorFile = errors ? await files.store("ERRORS", { name: errorName(file.name) }, errors) : null

  return change({ mutation: "previewSheetImport", input }, async ({ sheetImports }) => {
    const sealed = { fileId, errorFileId: errorFile?.id ?? null, encoding: read.encoding, problems, rows }
    const about = { lessonId: sheet.lessonId, organisationPath: sheet.organisationPath, fileName: file.name, fileSha256: file.sha256 }
    return done(await sheetImports.add({ ...about, counts: countsOf(rows), sealed }))
  })
}

type Planned = { sheet: StoredSheet; rows: ReturnType<typeof planSignIns>; books: { code: string | null; title: string } }

/** Two people of one line are kept out together in the file of failing rows: what was right of them changes nothing when it comes again. */
function reasonsByLine(rows: Planned["rows"]): [line: number, reason: string][] {
  const byLine = new Map<number, string>()
  for (const { line, outcome, problems } of rows) {
    if (outcome === "ERROR") byLine.set(line, [byLine.get(line), reasonOf(problems)].filter(Boolean).join("；").slice(0, MOST_REASON))
  }
  return [...byLine]
}

/** 签到表.csv becomes 签到表-错误行.csv. */
function errorName(name: string): string {
  return name.replace(/(\.[A-Za-z]+)?$/u, (extension) => `-错误行${extension}`)
}
