/** What PostgreSQL says of a statement that it refused: its SQLSTATE, and the constraint where one was broken. */
export type SqlState = { code: string; constraint: string | null }

/**
 * Read PostgreSQL's own code out of an error, thrown by the driver or by Prisma around it; null for any other error.
 *
 * Prisma says `P2002` for a unique key and wraps what the driver said of everything else.
 */
export function sqlStateOf(error: unknown): SqlState | null {
  if (typeof error !== "object" || error === null) return null
  const { code, constraint, meta } = error as { code?: unknown; constraint?: unknown; meta?: { driverAdapterError?: { cause?: Cause } } }
  const cause = meta?.driverAdapterError?.cause
  if (cause) {
    const known = cause.originalCode ?? cause.code
    const named = /constraint "([^"]+)"/.exec(cause.originalMessage ?? cause.message ?? "")
    if (known) return { code: known, constraint: named?.[1] ?? null }
  }
  return typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) && !/^P20\d\d$/.test(code)
    ? { code, constraint: typeof constraint === "string" ? constraint : null }
    : null
}

type Cause = { code?: string; originalCode?: string; message?: string; originalMessage?: string }
