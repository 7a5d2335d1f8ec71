import { AccessLogResolver } from "./access-log.resolver.ts"
import { CancelExportMutation } from "./cancel-export.mutation.ts"
import { ExportQueries, ExportResolver } from "./export.resolver.ts"
import { StartExportMutation } from "./start-export.mutation.ts"

/** Reports as files, and the log of who pulled what. */
export const EXPORT_RESOLVERS = [ExportResolver, ExportQueries, StartExportMutation, CancelExportMutation, AccessLogResolver] as const
