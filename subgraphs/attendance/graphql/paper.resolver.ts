import { AddPaperSheetResolver } from "./add-paper-sheet.mutation.ts"
import { ApplyPaperSheetResolver } from "./apply-paper-sheet.mutation.ts"
import { EvidenceResolver } from "./evidence.resolver.ts"
import { AttendanceSheetPaperResolver, PaperLineResolver, PaperSheetResolver } from "./paper-sheet.resolver.ts"
import { AttendanceSheetReconciliationResolver, PaperDifferenceResolver, PaperReconciliationResolver } from "./reconciliation.resolver.ts"
import { UpdatePaperLineResolver } from "./update-paper-line.mutation.ts"

/** Everything about evidence, paper sheets and files of sheets. */
export const PAPER_RESOLVERS = [
  EvidenceResolver,
  PaperSheetResolver,
  PaperLineResolver,
  AttendanceSheetPaperResolver,
  AddPaperSheetResolver,
  UpdatePaperLineResolver,
  ApplyPaperSheetResolver,
  AttendanceSheetReconciliationResolver,
  PaperReconciliationResolver,
  PaperDifferenceResolver,
] as const
