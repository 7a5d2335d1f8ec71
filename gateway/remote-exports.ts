import type { Pool } from "undici"
import { ASSERTION_HEADER } from "../subgraphs/shared/assertion.ts"
import { EXPORTS_PATH, EXPORT_TICKET_HEADER, type ExportDoor } from "../subgraphs/shared/export-door.ts"
import { FILE_NAME_HEADER } from "../subgraphs/shared/files.ts"

const TIMEOUT_MS = 15_000
/** How long nothing may come while somebody waits for more. */
const SILENCE_MS = 60_000

/** Fetch exports from a subgraph that runs elsewhere, no faster than they are taken away. A subgraph that is down is a fault. */
export function remoteExports(pool: Pool, assertionFor: (subject: string) => Promise<string>): ExportDoor {
  return {
    async fetch(subject, ticket) {
      const { statusCode, headers, body } = await pool.request({
        path: EXPORTS_PATH,
        method: "GET",
        headers: { [EXPORT_TICKET_HEADER]: Buffer.from(JSON.stringify(ticket)).toString("base64url"), [ASSERTION_HEADER]: await assertionFor(subject) },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: SILENCE_MS,
      })
      if (statusCode !== 200) {
        await body.dump()
        if (statusCode === 404) return null
        throw new Error(`the attendance subgraph gave no export: status ${statusCode}`)
      }
      const name = decodeURIComponent(String(headers[FILE_NAME_HEADER] ?? ""))
      return { name, mediaType: String(headers["content-type"] ?? ""), bytes: Number(headers["content-length"]), pieces: body }
    },
  }
}
