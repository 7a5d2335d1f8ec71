import pg from "pg"
import {
  CannotUnseal,
  type SealingKey,
  isSealedBy,
  keyedHash,
  mobileHashes,
  parseSealingKey,
  seal,
  sealBytes,
  unsealBytes,
} from "../subgraphs/shared/sealed.ts"

/** What became of the sealed rows: how many were sealed anew, and how many no key opens. */
export type Rotation = { resealed: number; unopened: number }

type Keys = { current: SealingKey; previous: SealingKey }
type Row = Record<string, unknown>
/** What is written back to the columns of a row; what is not named, or null, stays. */
type Resealed = Record<string, Buffer | null>

/** One table's sealed columns: its primary key with the types, what is read, what is written, how many rows at once. */
type Sealed = {
  table: string
  /** Under which key derived from the city's it is sealed; people's things are under the key itself. */
  purpose?: "courses" | "attendance"
  key: Record<string, string>
  columns: readonly string[]
  written: readonly string[]
  atOnce: number
  /** `open` gives null for what the current key sealed, for what neither key opens, and where there is nothing. */
  reseal(open: (column: string) => Buffer | null, current: SealingKey): Resealed
}

const SEALED: readonly Sealed[] = [
  {
    table: "people.member",
    key: { id: "uuid" },
    columns: ["national_id_sealed", "mobile_sealed"],
    written: ["national_id_sealed", "national_id_hash", "mobile_sealed", "mobile_hash", "mobile_tail_hash"],
    atOnce: 500,
    reseal: resealMember,
  },
  bodies("people.import_row", { preview_id: "uuid", line: "int" }, "body_sealed", 500),
  bodies("people.stored_file", { id: "uuid" }, "content_sealed", 5),
  { ...bodies("courses.stored_file", { id: "uuid" }, "content_sealed", 5), purpose: "courses" },
  { ...bodies("courses.webhook_subscription", { id: "uuid" }, "secret_sealed", 500), purpose: "courses" },
  { ...bodies("attendance.evidence", { id: "uuid" }, "content_sealed", 5), purpose: "attendance" },
  { ...bodies("attendance.stored_file", { id: "uuid" }, "content_sealed", 5), purpose: "attendance" },
  { ...bodies("attendance.sheet_import", { id: "uuid" }, "rows_sealed", 50), purpose: "attendance" },
]

function bodies(table: string, key: Sealed["key"], column: string, atOnce: number): Sealed {
  const reseal: Sealed["reseal"] = (open, current) => {
    const body = open(column)
    return { [column]: body && sealBytes(body, current) }
  }
  return { table, key, columns: [column], written: [column], atOnce, reseal }
}

/**
 * Seal everything anew that another key than the current one sealed, and make the fingerprints that people are found by anew.
 *
 * Batch by batch, each a transaction of its own: what was done stays done when it is interrupted, and the next run goes on. The
 * subgraph may answer meanwhile, if it holds both keys. What neither key opens is left as it is and counted.
 */
export async function rotateKey(ownerUrl: string, keys: Keys, onProgress: (line: string) => void = () => undefined): Promise<Rotation> {
  const client = new pg.Client(ownerUrl)
  // A connection that breaks fails the statement under way; the event by itself must not end the process.
  client.on("error", () => undefined)
  await client.connect()
  try {
    const total = { resealed: 0, unopened: 0 }
    for (const sealed of SEALED) {
      const { resealed, unopened } = await rotateTable(client, sealed, keysFor(sealed, keys), onProgress)
      total.resealed += resealed
      total.unopened += unopened
    }
    return total
  } finally {
    await client.end()
  }
}

function keysFor({ purpose }: Sealed, { current, previous }: Keys): Keys {
  const derived = (key: SealingKey) => parseSealingKey(key.bytes.toString("hex"), purpose)
  return { current: derived(current), previous: derived(previous) }
}

async function rotateTable(client: pg.Client, sealed: Sealed, keys: Keys, onProgress: (line: string) => void): Promise<Rotation> {
  const done = { resealed: 0, unopened: 0 }
  const say = () => onProgress(`${sealed.table}: ${done.resealed.toLocaleString("en")} rows sealed anew`)
  for (let last: Row | null = null, batches = 1; ; batches += 1) {
    await client.query("BEGIN")
    try {
      const rows = await readBatch(client, sealed, keys, last)
      const unopened = await writeBatch(client, sealed, rows, keys)
      await client.query("COMMIT")
      done.resealed += rows.length - unopened
      done.unopened += unopened
      if (rows.length < sealed.atOnce) break
      last = rows.at(-1) ?? null
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined)
      throw error
    }
    if (batches % 20 === 0) say()
  }
  say()
  return done
}

/** The next rows that another key sealed, locked until they are written back; a record's version does not rise with that. */
async function readBatch(client: pg.Client, { table, key, columns, atOnce }: Sealed, { current }: Keys, last: Row | null): Promise<Row[]> {
  await client.query("SET LOCAL people.is_resealing = 'yes'")
  const names = Object.keys(key)
  const places = Object.values(key).map((type, at) => `$${at + 2}::${type}`)
  const { rows } = await client.query<Row>(
    `SELECT ${[...names, ...columns].join(", ")} FROM ${table} WHERE (${columns.map((column) => `substring(${column} FROM 2 FOR 4) <> $1`).join(" OR ")})
     ${last ? `AND (${names.join(", ")}) > (${places.join(", ")})` : ""} ORDER BY ${names.join(", ")} LIMIT ${atOnce} FOR UPDATE`,
    [current.id, ...(last ? names.map((name) => last[name]) : [])],
  )
  return rows
}

/** Write a batch back in one statement; gives the number of rows of which something does not open. */
async function writeBatch(client: pg.Client, { table, key, written, reseal }: Sealed, rows: readonly Row[], keys: Keys): Promise<number> {
  if (rows.length === 0) return 0
  let unopened = 0
  const resealed = rows.map((row) => {
    let isWhole = true
    const values = reseal((column) => {
      try {
        const value = row[column] as Buffer | null
        return value && !isSealedBy(value, keys.current) ? unsealBytes(value, [keys.previous]) : null
      } catch (error) {
        if (!(error instanceof CannotUnseal)) throw error
        isWhole = false
        return null
      }
    }, keys.current)
    if (!isWhole) unopened += 1
    return values
  })
  const names = Object.keys(key)
  const types = [...Object.values(key), ...written.map(() => "bytea")]
  await client.query(
    `UPDATE ${table} t SET ${written.map((column) => `${column} = coalesce(v.${column}, t.${column})`).join(", ")}
     FROM unnest(${types.map((type, at) => `$${at + 1}::${type}[]`).join(", ")}) AS v(${[...names, ...written].join(", ")})
     WHERE ${names.map((name) => `t.${name} = v.${name}`).join(" AND ")}`,
    [...names.map((name) => rows.map((row) => row[name])), ...written.map((column) => resealed.map((values) => values[column] ?? null))],
  )
  return unopened
}

function resealMember(open: (column: string) => Buffer | null, current: SealingKey): Resealed {
  const [number, mobile] = [open("national_id_sealed")?.toString("utf8"), open("mobile_sealed")?.toString("utf8")]
  const hashes = mobile === undefined ? null : mobileHashes(mobile, current)
  return {
    ...(number === undefined ? {} : { national_id_sealed: seal(number, current), national_id_hash: keyedHash(number, current) }),
    ...(mobile === undefined || !hashes ? {} : { mobile_sealed: seal(mobile, current), mobile_hash: hashes.whole, mobile_tail_hash: hashes.tail }),
  }
}
