import pg from "pg"

type Query = (this: pg.Client, ...args: unknown[]) => unknown

/** Who asks is read again every few seconds, whatever is asked, and what was read is noted after the answer: that is no cost of the work. */
const BESIDE = new Set<unknown>(["viewer_by_subject", "note_access"])
const isBesideTheWork = (statement: unknown) => BESIDE.has((statement as { name?: unknown } | undefined)?.name)

/** Count the SQL statements that this process sends while a piece of work is done, those that find who asks and note what was read left out. */
export async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as unknown as { query: Query }
  const query = prototype.query
  let statements = 0
  prototype.query = function (...args) {
    if (!isBesideTheWork(args[0])) statements += 1
    return query.apply(this, args)
  }
  try {
    await work()
  } finally {
    prototype.query = query
  }
  return statements
}
