import { createHmac, randomBytes } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { CannotStart, codeOf } from "./cannot-start.ts"
import { makeFolder } from "./make-folder.ts"
import { OWNERS, type Owner } from "./migrate.ts"

/** What the key that seals personal data looks like: 32 bytes in hex. */
const SEALING_KEY = /^[0-9a-f]{64}$/i

/**
 * Give the address under which each subgraph connects: the one named for it, else the owner's address with the subgraph's
 * own role and a password derived from the owner's.
 */
export function appUrlsFrom(ownerUrl: string, named: Partial<Record<Owner, string>> = namedAppUrls()): Record<Owner, string> {
  return Object.fromEntries(OWNERS.map((owner) => [owner, named[owner] ?? derive(ownerUrl, owner)])) as Record<Owner, string>
}

/**
 * Read the addresses that the environment names, as `<OWNER>_DATABASE_URL`.
 *
 * @throws {CannotStart} naming the first variable that holds no address of a PostgreSQL database.
 */
export function namedAppUrls(environment: NodeJS.ProcessEnv = process.env): Partial<Record<Owner, string>> {
  const named: Partial<Record<Owner, string>> = {}
  for (const owner of OWNERS) {
    const url = namedUrl(`${owner.toUpperCase()}_DATABASE_URL`, environment)
    if (url !== null) named[owner] = url
  }
  return named
}

/**
 * Read the address of a database from the environment; null when it names none.
 *
 * @throws {CannotStart} when it is none of a PostgreSQL database.
 */
export function namedUrl(variable: string, environment: NodeJS.ProcessEnv = process.env): string | null {
  const url = environment[variable]
  if (!url) return null
  if (!isDatabaseUrl(url)) throw new CannotStart(`${variable} must be the address of a PostgreSQL database, postgres://…`)
  return url
}

function isDatabaseUrl(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text)
    decodeURIComponent(username + password)
    return protocol === "postgres:" || protocol === "postgresql:"
  } catch {
    return false
  }
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
 *
 * @throws {CannotStart} when it is no such key, or cannot be read.
 */
export function personalDataKey(folder: string, named: string | null = process.env["PERSONAL_DATA_KEY"] || null): string {
  const key = named ?? keptSecret(folder, "personal-data-key", 32)
  if (SEALING_KEY.test(key)) return key
  throw new CannotStart(`${named === null ? `The file personal-data-key in ${folder}` : "PERSONAL_DATA_KEY"} must hold 64 hexadecimal digits.`)
}

/** Read a secret of random bytes, in hex, that lives in a file of the data folder (mode 600), making it on first use. */
export function keptSecret(folder: string, name: string, bytes: number): string {
  return readKept(folder, name) ?? keep(folder, name, randomBytes(bytes).toString("hex"))
}

/**
 * Read a file that is kept in the data folder; null when it is not there.
 *
 * Nothing but its absence may lead to making another: what the lost one had sealed or signed would be lost with it.
 *
 * @throws {CannotStart} when it is there and cannot be read, or is empty.
 */
export function readKept(folder: string, name: string): string | null {
  const path = join(folder, name)
  try {
    const text = readFileSync(path, "utf8").trim()
    if (text) return text
  } catch (cause) {
    const code = codeOf(cause)
    if (code === "ENOENT") return null
    throw new CannotStart(`The file ${path} cannot be read (${code}). Nothing was changed: make it readable, or name another folder with DATA_FOLDER.`, {
      cause,
    })
  }
  throw new CannotStart(`The file ${path} is empty. Nothing was changed: bring its content back, or remove the file to have another made.`)
}

/** Keep a text in the data folder (mode 600), unless another process did so first; gives what is kept. */
export function keep(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  makeFolder(folder)
  try {
    writeFileSync(path, text, { mode: 0o600, flag: "wx" })
    return text
  } catch (cause) {
    const code = codeOf(cause)
    const kept = code === "EEXIST" ? readKept(folder, name) : null
    if (kept !== null) return kept
    throw new CannotStart(`The file ${path} cannot be written (${code}). Make its folder writable, or name another with DATA_FOLDER.`, { cause })
  }
}
