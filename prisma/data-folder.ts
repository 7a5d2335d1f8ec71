import { randomBytes } from "node:crypto"
import { chmod, chown, mkdir, readFile, readdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { CannotStart, codeOf } from "./cannot-start.ts"
import { makeFolder } from "./make-folder.ts"
import { runDetached } from "./run-detached.ts"

/** The major version of the server that ships with the npm package, hence of every data folder made here. */
export const POSTGRES_MAJOR = "18"

/** Whom PostgreSQL runs as; empty for an ordinary user, who runs it as themselves. */
export type ServerUser = { uid?: number; gid?: number }

/** Where the files of the embedded PostgreSQL lie in a data folder. */
export function clusterOf(folder: string): string {
  return join(folder, "postgres")
}

/**
 * Make sure that the data folder can be written, and that what lies in it is ours or nothing.
 *
 * @throws {CannotStart} when it is unwritable, holds foreign files or was made by another major version; nothing is changed then.
 */
export async function prepareFolder(folder: string, user: ServerUser): Promise<void> {
  const data = clusterOf(folder)
  try {
    makeFolder(folder)
    await writeFile(join(folder, ".writable"), "")
    await rm(join(folder, ".writable"))
    if (user.uid !== undefined) await chmod(folder, 0o711)
  } catch (cause) {
    if (cause instanceof CannotStart) throw cause
    throw new CannotStart(`The database folder ${folder} cannot be written (${codeOf(cause)}). Make it writable, or name another with DATA_FOLDER.`, { cause })
  }
  if (user.uid !== undefined) await assertReachable(folder)
  const version = (await readFile(join(data, "PG_VERSION"), "utf8").catch(() => "")).trim()
  if (version && version !== POSTGRES_MAJOR) {
    throw new CannotStart(
      `The database in ${data} was made by PostgreSQL ${version}, and this is PostgreSQL ${POSTGRES_MAJOR}. Nothing was changed: move the folder away, or name another with DATA_FOLDER.`,
    )
  }
  if (!version && (await filesIn(data)).length > 0) {
    throw new CannotStart(
      `The folder ${data} holds files that are not a PostgreSQL database. Nothing was changed: move them away, or name another folder with DATA_FOLDER.`,
    )
  }
  if (version) await handOver(data, user)
}

/**
 * Make the files of a new PostgreSQL, unless they are there.
 *
 * They are made under another name and moved into place when complete, so that a start that was cut off leaves nothing
 * which the next one would take for a database.
 *
 * @throws {CannotStart} when they cannot be made.
 */
export async function makeCluster(initdb: string, folder: string, password: string, user: ServerUser): Promise<void> {
  const data = clusterOf(folder)
  if ((await filesIn(data)).length > 0) return
  const made = unfinishedCluster(folder)
  const passwordFile = join(tmpdir(), `party-school-password-${randomBytes(4).toString("hex")}`)
  try {
    await rm(made, { recursive: true, force: true })
    await mkdir(made)
    await handOver(made, user)
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (user.uid !== undefined && user.gid !== undefined) await chown(passwordFile, user.uid, user.gid)
    const locale = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    const access = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`]
    await runDetached(initdb, ["-D", made, ...access, ...locale, "--data-checksums"], { ...user, cwd: made })
    await rmdir(data).catch((error: unknown) => (codeOf(error) === "ENOENT" ? undefined : Promise.reject(error)))
    await rename(made, data)
  } catch (cause) {
    throw new CannotStart(`The embedded PostgreSQL could not make its database in ${data}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** The name under which a new PostgreSQL's files are made. */
export function unfinishedCluster(folder: string): string {
  return `${clusterOf(folder)}.new`
}

/** PostgreSQL wants its files closed to everybody else, and owned by whom it runs as. */
async function handOver(data: string, { uid, gid }: ServerUser): Promise<void> {
  await chmod(data, 0o700)
  if (uid !== undefined && gid !== undefined) await chown(data, uid, gid)
}

/** Started by root, PostgreSQL runs as another user, who must be able to enter every folder on the way. */
async function assertReachable(folder: string): Promise<void> {
  for (let parent = folder; parent !== dirname(parent); parent = dirname(parent)) {
    const { mode } = await stat(parent)
    if ((mode & 0o001) === 0) {
      throw new CannotStart(
        `Started by root, PostgreSQL runs as another user, and ${parent} is closed to other users. Start as an ordinary user, or move the project elsewhere.`,
      )
    }
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (codeOf(error) === "ENOENT") return []
    throw new CannotStart(`The folder ${folder} cannot be read (${codeOf(error)}). Make it readable, or name another with DATA_FOLDER.`, { cause: error })
  }
}
