import { createHash } from "node:crypto"
import type { Database } from "./database.ts"
import { cleanFileName, type FetchedFile, type FileHead, type StoredFile } from "./files.ts"
import { type SealingKey, sealBytes, unsealBytes } from "./sealed.ts"
import { type Kind, isId, newId, toUuid } from "./typeid.ts"
import type { Viewer } from "./viewer.ts"

/** For how long a file is kept: a working day and the night after it. */
export const FILE_HOURS = 24

/** How many files one account keeps; the oldest go when new ones come. */
export const MOST_FILES = 20

/**
 * Which owner's files: the PostgreSQL schema that holds `stored_file` and its `file_use`, and the kind of their ids. `mediaTypeOf` says of a download
 * what it is; by its name alone when left out.
 */
export type FileShelf = { schema: string; kind: Kind; mediaTypeOf?(name: string, content: Buffer): string }

type Options = { database: Database; viewer: Viewer; keys: readonly SealingKey[]; now(): Date }

/** Keep files sealed for the account that they belong to, until they expire. Nobody else's can be reached through this. */
export function createStoredFiles<Use extends string>({ schema, kind, mediaTypeOf = tableTypeOf }: FileShelf, { database, viewer, keys, now }: Options) {
  const account = toUuid("account", viewer.accountId)
  return {
    /** Keep a file. Whatever has expired goes, and this account's oldest beyond its share. */
    async store(use: Use, { name }: Pick<FileHead, "name">, content: Buffer): Promise<StoredFile & { expiresAt: Date }> {
      const [key] = keys
      if (!key) throw new Error("no personal data key is set, so no file can be kept")
      const id = newId(kind)
      const expiresAt = new Date(now().getTime() + FILE_HOURS * 3_600_000)
      const sha256 = createHash("sha256").update(content).digest()
      const clean = cleanFileName(name)
      await database.pool.query(`DELETE FROM ${schema}.stored_file WHERE expires_at <= $1`, [now()])
      await database.pool.query(
        `DELETE FROM ${schema}.stored_file WHERE id IN (SELECT id FROM ${schema}.stored_file WHERE account_id = $1 ORDER BY created_at DESC, id DESC OFFSET $2)`,
        [account, MOST_FILES - 1],
      )
      await database.pool.query(
        `INSERT INTO ${schema}.stored_file (id, account_id, use, name, media_type, sha256, bytes, content_sealed, created_at, expires_at)
         VALUES ($1, $2, $3::${schema}.file_use, $4, $5, $6, $7, $8, $9, $10)`,
        [toUuid(kind, id), account, use, clean, mediaTypeOf(clean, content), sha256, content.length, sealBytes(content, key), now(), expiresAt],
      )
      return { id, name: clean, bytes: content.length, sha256: sha256.toString("hex"), expiresAt }
    },

    /** Find one of the account's own files with its content; null when it is another's, has expired or never was. */
    async find(id: string, use?: Use): Promise<(FetchedFile & { sha256: Buffer }) | null> {
      if (!isId(kind, id)) return null
      const { rows } = await database.pool.query<{ name: string; media_type: string; sha256: Buffer; content_sealed: Buffer }>(
        `SELECT name, media_type, sha256, content_sealed FROM ${schema}.stored_file
         WHERE id = $1 AND account_id = $2 AND expires_at > $3 AND ($4::text IS NULL OR use::text = $4)`,
        [toUuid(kind, id), account, now(), use ?? null],
      )
      const [row] = rows
      return row ? { name: row.name, mediaType: row.media_type, sha256: row.sha256, content: unsealBytes(row.content_sealed, keys) } : null
    },
  }
}

/** What is said of a download, by its name alone: what a sender claims is believed nowhere. */
function tableTypeOf(name: string): string {
  if (/\.xlsx$/i.test(name)) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  if (/\.(csv|txt|tsv)$/i.test(name)) return "text/csv"
  return "application/octet-stream"
}
