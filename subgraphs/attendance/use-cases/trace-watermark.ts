import type { AttendanceContext } from "../context.ts"
import { type Export, readWatermark } from "../domain/export.ts"
import { mayTraceWatermark } from "../domain/export.policy.ts"

/**
 * Find the export whose watermark (水印号) is on a file: who took it, when and why. The number may be typed as it was read from paper.
 *
 * Null for a number that is on none, and where the viewer is neither auditor nor administrator of the organisation: both the same. Looking is noted in the log.
 */
export async function traceWatermark(
  { viewer, exports, accessLog }: Pick<AttendanceContext, "viewer" | "exports" | "accessLog">,
  number: string,
): Promise<Export | null> {
  const watermark = readWatermark(number)
  const found = watermark === null ? null : await exports.findByWatermark(watermark)
  if (!found || !mayTraceWatermark(viewer, found.organisationPath)) return null
  accessLog.note({ operation: "query watermark", organisationId: found.organisationId, rows: 1, parameters: { watermark } })
  return found
}
