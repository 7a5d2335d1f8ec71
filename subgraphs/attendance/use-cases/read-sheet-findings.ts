import type { AttendanceContext } from "../context.ts"
import { type SheetFinding, findingsOf } from "../domain/sheet-finding.ts"

/** Read what an inspector would ask about a sheet that the viewer may read; nothing of one that is not there. */
export async function readSheetFindings({ loaders }: Pick<AttendanceContext, "loaders">, lessonId: string): Promise<SheetFinding[]> {
  const figures = await loaders.findingFiguresBySheet.load(lessonId)
  return figures ? findingsOf(figures) : []
}
