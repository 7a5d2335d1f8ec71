import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder } from "../../shared/keyed.ts"
import type { Listed } from "../domain/name-match.ts"
import type { PaperSheet } from "../domain/paper-sheet.ts"
import type { Scanned, SheetLine } from "../domain/reconciliation.ts"
import type { ListedRepository } from "./listed.repository.ts"
import type { PaperRepository } from "./paper.repository.ts"

/** Paper sheets, their lines and what the door says beside them. */
export function createPaperLoaders({ papers, listed }: { papers: PaperRepository; listed: ListedRepository }) {
  return {
    paperById: new DataLoader<string, PaperSheet | null>(async (ids) => inKeyOrder(ids, await papers.findByIds(ids), ({ id }) => id)),
    papersByLesson: new DataLoader<string, PaperSheet[]>(async (ids) => groupedInKeyOrder(ids, await papers.findByLessons(ids), ({ lessonId }) => lessonId)),
    linesByPaper: new DataLoader<string, SheetLine[]>(async (ids) => groupedInKeyOrder(ids, await papers.findLines(ids), ({ paperId }) => paperId)),
    scansByLesson: new DataLoader<string, Scanned[]>(async (ids) => groupedInKeyOrder(ids, await papers.findScans(ids), ({ lessonId }) => lessonId)),
    /** Everybody on the list of a lesson that the viewer has been found to read. */
    listedByLesson: new DataLoader<string, Listed[]>(async (ids) => groupedInKeyOrder(ids, await listed.findListed(ids), ({ lessonId }) => lessonId)),
  }
}
