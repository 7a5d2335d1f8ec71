import type { AttendanceContext } from "../context.ts"
import { type Reconciliation, reconcile } from "../domain/reconciliation.ts"

/**
 * Compare a lesson's paper sheets with the scans at its door; null where there is no paper. The same number of statements whatever the number of lessons,
 * sheets and people.
 */
export async function reconcilePaper({ loaders }: Pick<AttendanceContext, "loaders">, lessonId: string): Promise<Reconciliation | null> {
  const [papers, scans] = await Promise.all([loaders.papersByLesson.load(lessonId), loaders.scansByLesson.load(lessonId)])
  const [paper] = papers
  if (!paper) return null
  const lines = await Promise.all(papers.map(({ id }) => loaders.linesByPaper.load(id)))
  return reconcile(lines.flat(), scans, paper)
}
