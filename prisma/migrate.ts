import { createHash } from "node:crypto"
import { readFile, readdir } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import pg from "pg"
import { CannotStart } from "./cannot-start.ts"
import { JOB_OWNERS, prepareJobQueue } from "./job-queue.ts"

/** The owners of data, in the order in which their migrations apply. */
export const OWNERS = ["organisation", "people", "courses", "attendance"] as const
export type Owner = (typeof OWNERS)[number]

type Migration = { name: string; script: string; checksum: string }

const HERE = fileURLToPath(new URL(".", import.meta.url))

/** Any two migrators of one database take turns on this lock. */
const MIGRATION_LOCK = 0x5041525459

/**
 * Bring the four schemas of a database up to date and return how many migrations were applied.
 *
 * `ownerUrl` belongs to a role that may create schemas and roles. `appUrls` are the addresses under which the subgraphs
 * will connect: each names a role `<owner>_app`, whose password is set to the address's where it has one.
 *
 * An up-to-date database costs two small statements an owner; the schema engine is loaded only when something is pending.
 *
 * @throws {CannotStart} when the server is older than PostgreSQL 18, when a schema is not ours, when it is ahead of this
 * program, when an applied migration was edited, when one cannot be applied, or when an address names another role.
 */
export async function migrate(ownerUrl: string, appUrls: Record<Owner, string>): Promise<number> {
  for (const owner of OWNERS) assertOwnRole(owner, appUrls[owner])
  const client = new pg.Client(ownerUrl)
  // A connection that breaks fails the statement under way; the event by itself must not end the process.
  client.on("error", () => undefined)
  await client.connect().catch((cause: unknown) => {
    throw new CannotStart(`The database does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  })
  try {
    await assertVersion(client)
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK])
    let applied = 0
    for (const owner of OWNERS) applied += await migrateOwner(client, ownerUrl, owner)
    for (const owner of OWNERS) await setPassword(client, appUrls[owner])
    for (const owner of JOB_OWNERS) await prepareJobQueue(client, `${owner}_jobs`, appUrls[owner])
    return applied
  } finally {
    await client.end()
  }
}

async function assertVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    "SELECT current_setting('server_version_num') AS server_version_num, current_setting('server_version') AS server_version",
  )
  if (Number(rows[0]?.server_version_num) < 180_000) {
    throw new CannotStart(`The database server is PostgreSQL ${rows[0]?.server_version}; version 18 or newer is needed. Nothing was changed.`)
  }
}

async function migrateOwner(client: pg.Client, ownerUrl: string, owner: Owner): Promise<number> {
  const wanted = await readMigrations(owner)
  const pending = await findPending(client, owner, wanted)
  if (pending === 0) return 0
  const url = new URL(ownerUrl)
  url.searchParams.set("options", `-c search_path=${owner},public`)
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${owner}`)
  await forgetInterrupted(client, owner)
  const { openSchemaEngine } = await import("./schema-engine.ts")
  const { engine, failure, close } = await openSchemaEngine(url.href, owner)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: join(HERE, owner, "migrations"),
        lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
        shadowDbInitScript: "",
        migrationDirectories: wanted.map(({ name, script }) => ({
          path: name,
          migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: script } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames.length
  } catch (cause) {
    const reason = failure() ?? cause
    const message = (reason instanceof Error ? reason.message : String(reason)).trim().replace(/\s+/g, " ")
    throw new CannotStart(`The ${owner} migrations could not be applied: ${message}`, { cause })
  } finally {
    await close()
  }
}

/**
 * Forget the attempts at a migration that were cut off.
 *
 * The engine refuses to go on after one, but each script is one transaction: what was cut off left nothing behind.
 */
async function forgetInterrupted(client: pg.Client, owner: Owner): Promise<void> {
  const { rows } = await client.query<{ history: string | null }>("SELECT to_regclass($1 || '._prisma_migrations')::text AS history", [owner])
  if (rows[0]?.history) await client.query(`DELETE FROM ${owner}._prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL`)
}

async function readMigrations(owner: Owner): Promise<Migration[]> {
  const folder = join(HERE, owner, "migrations")
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const script = await readFile(join(folder, name, "migration.sql"), "utf8")
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") }
    }),
  )
}

/** Count what is pending, having made sure that what is applied is what this program knows. */
async function findPending(client: pg.Client, owner: Owner, wanted: Migration[]): Promise<number> {
  const { rows: found } = await client.query<{ tables: number; history: string | null }>(
    "SELECT (SELECT count(*)::int FROM pg_tables WHERE schemaname = $1) AS tables, to_regclass($1 || '._prisma_migrations')::text AS history",
    [owner],
  )
  if (!found[0]?.history) {
    if (found[0] && found[0].tables > 0) {
      throw new CannotStart(`The database already has a schema "${owner}" that was not made by this program. Nothing was changed: name another database.`)
    }
    return wanted.length
  }
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM ${owner}._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  for (const row of rows) {
    const known = wanted.find((migration) => migration.name === row.migration_name)
    if (!known) {
      throw new CannotStart(
        `The database is newer than this program: it has the ${owner} migration ${row.migration_name}. Nothing was changed: update the program.`,
      )
    }
    if (known.checksum !== row.checksum) {
      throw new CannotStart(
        `The ${owner} migration ${row.migration_name} was edited after it had been applied to this database. Nothing was changed: restore the file.`,
      )
    }
  }
  return wanted.length - rows.length
}

/** Refuse an address of another role: its password would be set, the owner's own among them. */
function assertOwnRole(owner: Owner, appUrl: string): void {
  if (roleOf(appUrl) === `${owner}_app`) return
  throw new CannotStart(`${owner.toUpperCase()}_DATABASE_URL must name the role ${owner}_app: postgres://${owner}_app:…`)
}

async function setPassword(client: pg.Client, appUrl: string): Promise<void> {
  const password = decodeURIComponent(new URL(appUrl).password)
  if (password) await client.query(`ALTER ROLE ${client.escapeIdentifier(roleOf(appUrl))} PASSWORD ${client.escapeLiteral(password)}`)
}

function roleOf(appUrl: string): string {
  return decodeURIComponent(new URL(appUrl).username)
}
