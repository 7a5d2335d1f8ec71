import type { RawQueries } from "./change.ts"

/**
 * Reads rows: `Database.read` outside a change, `askWithin` inside one, so that one repository serves both. Through a transaction, counts must be
 * cast to `int` and sums to `float8`, and instants are handed over as ISO texts.
 */
export type Ask = <Row extends object>(name: string, text: string, values: readonly unknown[]) => Promise<Row[]>

/** Read within a transaction: what it has written is seen. */
export function askWithin(transaction: RawQueries): Ask {
  return (_, text, values) => transaction.$queryRawUnsafe(text, ...values)
}
