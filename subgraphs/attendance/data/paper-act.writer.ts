import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { askWithin } from "../../shared/ask.ts"
import type { SealingKey } from "../../shared/sealed.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createListedRepository } from "./listed.repository.ts"
import { createPaperWriter } from "./paper.writer.ts"
import { createSheetImportWriter } from "./sheet-import.writer.ts"

type Keys = { keys: readonly SealingKey[]; peopleKeys: readonly SealingKey[] }

/** What acts about paper sheets and their files read and write within their transaction. */
export function createPaperActWriters(transaction: Prisma.TransactionClient, viewer: Viewer, { keys, peopleKeys }: Keys, now: () => Date) {
  return {
    papers: createPaperWriter(transaction, viewer, now),
    sheetImports: createSheetImportWriter(transaction, viewer, keys, now),
    listed: createListedRepository(askWithin(transaction), viewer, peopleKeys),
  }
}
