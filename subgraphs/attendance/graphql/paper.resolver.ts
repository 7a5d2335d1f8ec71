import { AddPaperSheetResolver } from "./add-paper-sheet.mutation.ts"
import { ApplyPaperSheetResolver } from "./apply-paper-sheet.mutation.ts"
import { CommitSheetImportResolver } from "./commit-sheet-import.mutation.ts"
import { EvidenceResolver } from "./evidence.resolver.ts"
import { AttendanceSheetPaperResolver, PaperLineResolver, PaperSheetResolver } from "./paper-sheet.resolver.ts"
import { PreviewSheetImportResolver } from "./preview-sheet-import.mutation.ts"
import { AttendanceSheetReconciliationResolver, PaperDifferenceResolver, PaperReconciliationResolver } from "./reconciliation.resolver.ts"
import { SheetImportResolver, SheetImportRowResolver } from "./sheet-import.resolver.ts"
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
  SheetImportResolver,
  SheetImportRowResolver,
  PreviewSheetImportResolver,
  CommitSheetImportResolver,
] as const
