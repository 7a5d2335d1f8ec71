import { type InvalidInput, type NotAllowed, type Result, done, notAllowed, refused } from "../../shared/result.ts"
import { reasonOf } from "../../shared/tables/row-problem.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { type LessonImportKind, countsOf } from "../domain/lesson-import.ts"
import { type PlanningContext, planLessonImport } from "./plan-lesson-import.ts"

export type UnreadableFile = { kind: "UnreadableFile"; message: string }
export type AskedImport = { file: string; organisation: string; kind: LessonImportKind; clientMutationKey?: string | null }

type Context = PlanningContext & Pick<CoursesContext, "viewer" | "loaders" | "change" | "files" | "lessonFiles" | "lessonImports">

/**
 * Read a lesson plan or a list of teachers or venues that was sent before, and say what committing it would do, row by row, with what
 * each lesson would clash; nothing of it is written yet. Gives the preview's id.
 *
 * Refuses whoever does not plan for the organisation, a file that is not the viewer's or has expired, and one that no table can be read from.
 */
export async function previewLessonImport(context: Context, input: AskedImport): Promise<Result<string, NotAllowed | InvalidInput | UnreadableFile>> {
  const { viewer, today, loaders, change, files, lessonFiles, lessonImports } = context
  const fileId = requireId("input.file", input.file, "upload")
  const place = await loaders.readablePlaceById.load(requireId("input.organisation", input.organisation, "organisation"))
  if (!place || !mayPlan(viewer, place.path)) return notAllowed()
  const file = await files.find(fileId, "UPLOAD")
  if (!file) return notAllowed("There is no such file for you, or it has expired: send it again.")

  const job = { kind: input.kind, content: file.content, today }
  const read = await lessonFiles.read(job)
  if (!read.ok) return refused({ kind: "UnreadableFile", message: read.message })
  const { understood } = read
  const { rows } = await planLessonImport(context, place, understood)
  const reasons = rows.flatMap(({ line, fate, problems }): [number, string][] => (fate === "ERROR" ? [[line, reasonOf(problems)]] : []))
  const errors = reasons.length > 0 ? await lessonFiles.writeErrors({ ...job, reasons }) : null
  const errorFile = errors ? await files.store("ERRORS", { name: errorName(file.name) }, errors) : null

  const about = { fileName: file.name, encoding: read.encoding, ignoredColumns: read.ignored.slice(0, 100), errorFileId: errorFile?.id ?? null }
  const summary = { ...countsOf(rows), ...about, state: lessonImports.fingerprintOf(rows) }
  return change({ mutation: "previewLessonImport", input }, async (writers) => {
    const kept = rows.map(({ line, fate, problems }) => ({ line, fate, problems }))
    return done(await writers.lessonImports.add({ kind: input.kind, organisation: place, fileHash: file.sha256, summary, understood, rows: kept }))
  })
}

/** 课程安排表.csv becomes 课程安排表-错误行.csv. */
function errorName(name: string): string {
  return name.replace(/(\.[A-Za-z]+)?$/u, (extension) => `-错误行${extension}`)
}
