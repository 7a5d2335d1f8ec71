import type { AttendanceContext } from "../context.ts"
import { type SheetFinding, findingsOf } from "../domain/sheet-finding.ts"
import { reconcilePaper } from "./reconcile-paper.ts"

/** Read what an inspector would ask about a sheet that the viewer may read; nothing of one that is not there. */
export async function readSheetFindings({ loaders }: Pick<AttendanceContext, "loaders">, lessonId: string): Promise<SheetFinding[]> {
  const [figures, paper] = await Promise.all([loaders.findingFiguresBySheet.load(lessonId), reconcilePaper({ loaders }, lessonId)])
  if (!figures) return []
  const differing = paper?.differences.length ?? 0
  const differs: SheetFinding[] =
    differing === 0
      ? []
      : [{ rule: "PAPER_DIFFERS", message: `Paper and door differ in ${differing} ${differing === 1 ? "line" : "lines"}: see the reconciliation.` }]
  return [...findingsOf(figures), ...differs]
}
