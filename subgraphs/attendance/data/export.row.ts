import { toTypeId } from "../../shared/typeid.ts"
import type { Export, ExportFormat, ExportKind, ExportParameters, ExportState } from "../domain/export.ts"

/** Columns of an export, of `attendance.export` as `x`. */
export const EXPORT_COLUMNS = `x.id, x.account_id, x.account_name, x.kind, x.format::text, x.organisation_id, x.organisation_path, x.parameters, x.purpose, x.state::text, x.rows_done,
  x.total, encode(x.digest, 'hex') AS digest, x.watermark, x.requested_at, x.started_at, x.finished_at, x.expires_at, x.file_name, x.bytes, encode(x.sha256, 'hex') AS sha256, x.failure`

export type ExportRow = {
  id: string
  account_id: string
  account_name: string
  kind: ExportKind
  format: ExportFormat
  organisation_id: string
  organisation_path: string
  parameters: Omit<ExportParameters, "asOf"> & { asOf: string }
  purpose: string
  state: ExportState
  rows_done: number
  total: number
  digest: string | null
  watermark: string
  requested_at: Date
  started_at: Date | null
  finished_at: Date | null
  expires_at: Date | null
  file_name: string | null
  bytes: number | null
  sha256: string | null
  failure: string | null
}

/** Turn a row into what the business knows of an export. */
export function toExport(row: ExportRow): Export {
  return {
    id: toTypeId("export", row.id),
    accountId: toTypeId("account", row.account_id),
    accountName: row.account_name,
    kind: row.kind,
    format: row.format,
    organisationId: toTypeId("organisation", row.organisation_id),
    organisationPath: row.organisation_path,
    parameters: { ...row.parameters, asOf: new Date(row.parameters.asOf) },
    purpose: row.purpose,
    state: row.state,
    rows: row.rows_done,
    total: row.total,
    digest: row.digest,
    watermark: row.watermark,
    requestedAt: row.requested_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
    fileName: row.file_name,
    bytes: row.bytes,
    sha256: row.sha256,
    failure: row.failure,
  }
}
