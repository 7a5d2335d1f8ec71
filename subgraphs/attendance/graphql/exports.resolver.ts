import { AccessLogResolver } from "./access-log.resolver.ts"
import { CancelExportMutation } from "./cancel-export.mutation.ts"
import { ExportQueries, ExportResolver } from "./export.resolver.ts"
import { StartAuditPackageMutation } from "./start-audit-package.mutation.ts"
import { StartDataExportMutation } from "./start-data-export.mutation.ts"
import { StartExportMutation } from "./start-export.mutation.ts"

/** Reports and books as files, and the log of who pulled what. */
export const EXPORT_RESOLVERS = [
  ExportResolver,
  ExportQueries,
  StartExportMutation,
  StartAuditPackageMutation,
  StartDataExportMutation,
  CancelExportMutation,
  AccessLogResolver,
] as const
