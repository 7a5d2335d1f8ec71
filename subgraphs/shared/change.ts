import { createHash } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { type InvalidInput, type Result, invalidInput } from "./result.ts"
import { sqlStateOf } from "./sql-state.ts"
import { toUuid } from "./typeid.ts"
import type { Viewer } from "./viewer.ts"

/** Raw statements inside a transaction, as Prisma offers them. */
export type RawQueries = { $queryRawUnsafe<Rows>(text: string, ...values: unknown[]): Promise<Rows> }

/** Which act is done, with the input as it was sent: its `clientMutationKey` makes a repeat harmless. */
export type Act = { mutation: string; input: { clientMutationKey?: string | null } }

/**
 * Do an act in one transaction.
 *
 * A refusal rolls back, so that it changes nothing. A deadlock, a lost race for a lock and a wait for a connection are tried again, twice. With a key,
 * the answer is kept beside what was done: the same key again gives it again, and the same key for something else is refused.
 * Values are kept as JSON.
 */
export type Change<Writers> = <Value, Refusal>(
  act: Act,
  work: (writers: Writers) => Promise<Result<Value, Refusal>>,
) => Promise<Result<Value, Refusal | InvalidInput>>

type Options<Transaction, Writers> = {
  /** The PostgreSQL schema that holds `mutation_key`. */
  schema: string
  viewer: Viewer
  begin(work: (transaction: Transaction) => Promise<void>): Promise<void>
  writersOf(transaction: Transaction): Writers
  /** Fingerprints a request; SHA-256 when left out. Requests that hold numbers of people take a keyed one: theirs are soon tried out. */
  fingerprint?: (request: string) => Buffer
  /** Called after something was done, before it is read again. */
  onDone(): void
}

const TRIES = 3
const LONGEST_KEY = 100
/** Serialisation failure, deadlock, lock not available. */
const WORTH_ANOTHER_TRY = new Set(["40001", "40P01", "55P03"])

class RolledBack extends Error {}

/** Make the way in which a request changes things. */
export function createChange<Transaction extends RawQueries, Writers>(options: Options<Transaction, Writers>): Change<Writers> {
  const { fingerprint = sha256 } = options
  return async <Value, Refusal>({ mutation, input }: Act, work: (writers: Writers) => Promise<Result<Value, Refusal>>) => {
    const key = input.clientMutationKey ?? null
    if (key !== null && (key === "" || key.length > LONGEST_KEY || key.includes("\0"))) {
      return invalidInput({ path: "clientMutationKey", message: `A clientMutationKey has 1 to ${LONGEST_KEY} characters.` })
    }
    const request = fingerprint(canonical([mutation, input]))
    return again(async () => {
      let result: Result<Value, Refusal | InvalidInput> | null = null
      try {
        await options.begin(async (transaction) => {
          const kept = key === null ? null : await claim(transaction, options, key, request)
          result = kept ? (kept as Result<Value, InvalidInput>) : await work(options.writersOf(transaction))
          if (!result.ok) throw new RolledBack()
          if (key !== null && !kept) await keep(transaction, options, key, result.value)
        })
      } catch (error) {
        if (!(error instanceof RolledBack)) throw error
      }
      if (result === null) throw new Error("a transaction ended without a result")
      options.onDone()
      return result as Result<Value, Refusal | InvalidInput>
    })
  }
}

/** Take the key for this request, or give what was answered under it before; waits for a request that holds it now. */
async function claim(
  transaction: RawQueries,
  { schema, viewer }: { schema: string; viewer: Viewer },
  key: string,
  request: Buffer,
): Promise<Result<unknown, InvalidInput> | null> {
  const own = [toUuid("account", viewer.accountId), key]
  const claimed = await transaction.$queryRawUnsafe<unknown[]>(
    `INSERT INTO ${schema}.mutation_key (account_id, key, request) VALUES ($1::uuid, $2, $3) ON CONFLICT DO NOTHING RETURNING key`,
    ...own,
    request,
  )
  if (claimed.length > 0) return null
  const [kept] = await transaction.$queryRawUnsafe<{ request: Uint8Array; answer: unknown }[]>(
    `SELECT request, answer FROM ${schema}.mutation_key WHERE account_id = $1::uuid AND key = $2`,
    ...own,
  )
  if (kept && Buffer.from(kept.request).equals(request)) return { ok: true, value: kept.answer }
  return invalidInput({ path: "clientMutationKey", message: "This key was used for another request. Use a new key for each act." })
}

async function keep(transaction: RawQueries, { schema, viewer }: { schema: string; viewer: Viewer }, key: string, value: unknown): Promise<void> {
  await transaction.$queryRawUnsafe(
    `UPDATE ${schema}.mutation_key SET answer = $3::jsonb WHERE account_id = $1::uuid AND key = $2`,
    toUuid("account", viewer.accountId),
    key,
    JSON.stringify(value),
  )
}

async function again<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work()
    } catch (error) {
      const isWorthIt = isNotStarted(error) || (error as { code?: unknown }).code === "P2034" || WORTH_ANOTHER_TRY.has(sqlStateOf(error)?.code ?? "")
      if (!isWorthIt || tried === TRIES) throw error
      await pause(20 * tried + Math.random() * 30)
    }
  }
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}

/** Every connection was in use for as long as one is waited for: many changes at once, behind one row. Nothing was begun. */
function isNotStarted(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return code === "P2028" && /unable to start/i.test(String(message))
}

/** Print a value with the fields of its objects in one order, absent ones left out: equal requests print equally. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}
