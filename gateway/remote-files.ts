import type { Pool } from "undici"
import { ASSERTION_HEADER } from "../subgraphs/shared/assertion.ts"
import { FILE_NAME_HEADER, type FileDoor, type FileKeeper, type FileRefusal, LARGEST_FILE, type StoredFile } from "../subgraphs/shared/files.ts"
import { readAtMost } from "../subgraphs/shared/read-at-most.ts"

const TIMEOUT_MS = 15_000
const LARGEST_ANSWER = 8 * 1024

/** Hand files to a subgraph that runs elsewhere, with the gateway's assertion of whose they are. A subgraph that is down is a fault. */
export function remoteFiles(keeper: FileKeeper, pool: Pool, assertionFor: (subject: string) => Promise<string>): FileDoor {
  return {
    async store(subject, { name, mediaType }, content) {
      const { statusCode, body } = await pool.request({
        path: "/files",
        method: "PUT",
        headers: { "content-type": mediaType, [FILE_NAME_HEADER]: encodeURIComponent(name), [ASSERTION_HEADER]: await assertionFor(subject) },
        body: content,
        headersTimeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const answer = await readAtMost(body, LARGEST_ANSWER)
      if (statusCode !== 200 || answer === null) throw new Error(`the ${keeper} subgraph took no file: status ${statusCode}`)
      return JSON.parse(answer.toString("utf8")) as StoredFile | FileRefusal
    },

    async fetch(subject, id) {
      if (!/^\w{1,64}$/.test(id)) return null
      const { statusCode, headers, body } = await pool.request({
        path: `/files/${id}`,
        method: "GET",
        headers: { [ASSERTION_HEADER]: await assertionFor(subject) },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const content = await readAtMost(body, 2 * LARGEST_FILE)
      if (statusCode === 404) return null
      if (statusCode !== 200 || content === null) throw new Error(`the ${keeper} subgraph gave no file: status ${statusCode}`)
      const [name, mediaType] = [FILE_NAME_HEADER, "content-type"].map((header) => String(headers[header] ?? ""))
      return { name: decodeURIComponent(name ?? ""), mediaType: mediaType ?? "", content }
    },
  }
}
