import pg from "pg"

type Query = (this: pg.Client, ...args: unknown[]) => unknown

/** Count the SQL statements that this process sends while a piece of work is done. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const query = prototype.query
  let statements = 0
  prototype.query = function (...args) {
    statements += 1
    return query.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = query
  }
  return statements
}
