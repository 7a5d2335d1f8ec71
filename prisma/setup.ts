import { createHmac, randomBytes } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { makeFolder } from "./make-folder.ts"
import { OWNERS, type Owner } from "./migrate.ts"

/**
 * Give the address under which each subgraph connects: `<OWNER>_DATABASE_URL` where set, else the owner's address with
 * the subgraph's own role and a password derived from the owner's.
 */
export function appUrlsFrom(ownerUrl: string, environment: NodeJS.ProcessEnv = process.env): Record<Owner, string> {
  const urls = OWNERS.map((owner) => [owner, environment[`${owner.toUpperCase()}_DATABASE_URL`] || derive(ownerUrl, owner)] as const)
  return Object.fromEntries(urls) as Record<Owner, string>
}

function derive(ownerUrl: string, owner: Owner): string {
  const url = new URL(ownerUrl)
  const password = createHmac("sha256", url.password || "no password")
    .update(`${owner}_app`)
    .digest("hex")
  url.username = `${owner}_app`
  url.password = password
  return url.href
}

/**
 * Give the key that seals ID numbers and mobiles (32 bytes as 64 hex digits): PERSONAL_DATA_KEY where set, else one kept
 * in the data folder, made on first use.
 */
export function personalDataKey(folder: string, environment: NodeJS.ProcessEnv = process.env): string {
  return environment["PERSONAL_DATA_KEY"] || keptSecret(folder, "personal-data-key")
}

/** Read a secret of 32 random bytes, in hex, that lives in a file of the data folder (mode 600), making it on first use. */
export function keptSecret(folder: string, name: string): string {
  const path = join(folder, name)
  try {
    return readFileSync(path, "utf8").trim()
  } catch {
    makeFolder(folder)
    writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600 })
    return readFileSync(path, "utf8").trim()
  }
}
