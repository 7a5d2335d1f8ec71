import type { ExportDownload, ExportTicket } from "../../shared/export-door.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { AccessLogKeeper } from "../data/access-log.writer.ts"
import type { createExportDownloadReader } from "../data/export-download.reader.ts"
import type { ExportTickets } from "../data/export-ticket.writer.ts"
import type { ExportFormat } from "../domain/export.ts"
import { exportLimitOf } from "../domain/export.policy.ts"

export type ExportFetching = {
  tickets: ExportTickets
  downloads: ReturnType<typeof createExportDownloadReader>
  accessLog: Pick<AccessLogKeeper, "keep">
  /** Who an account is and what they were granted, as of now. */
  findViewer(accountId: string): Promise<Viewer | null>
  mediaTypeOf(format: ExportFormat): string
}

/**
 * Give a file out to the person who asked for it, at an address that was signed for them, while they still may have it; what goes out is in the log first.
 *
 * Null for another's, an address that was changed or is too old, a file that expired, and a right that was withdrawn: all the same.
 */
export async function fetchExport(
  { tickets, downloads, accessLog, findViewer, mediaTypeOf }: ExportFetching,
  { accountId }: Pick<Viewer, "accountId">,
  ticket: ExportTicket,
): Promise<ExportDownload | null> {
  if (!tickets.isGood(accountId, ticket)) return null
  const viewer = await findViewer(accountId)
  const found = viewer && (await downloads.find(viewer, ticket.id))
  if (!found || found.fileName !== ticket.name || found.bytes === null) return null
  const limit = exportLimitOf(viewer, found, found.organisationPath)
  if (limit === null || found.rows > limit) return null
  const { id, kind, format, purpose, organisationId, parameters, rows, watermark } = found
  const subjects = [parameters.memberId, parameters.lessonId, parameters.classId].filter((subject) => subject !== null)
  await accessLog.keep(viewer, "GET /exports", [{ operation: `download ${kind} ${format}`, purpose, organisationId, subjects, rows, exportId: id, watermark }])
  return { name: ticket.name, mediaType: mediaTypeOf(format), bytes: found.bytes, pieces: downloads.pieces(found) }
}
