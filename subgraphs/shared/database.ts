import pg from "pg"

/** A subgraph's connection to PostgreSQL, under its own role. */
export type Database = {
  pool: pg.Pool
  /**
   * Run a hot read as a prepared statement. `name` stands for exactly one text and appears in the server's statistics.
   */
  read<Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>
  /** Run a read whose best plan depends on its values, a branch or a whole city: it is planned each time. */
  readOnce<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const { builtins } = pg.types

/** Days stay text (`YYYY-MM-DD`), decimals and counts become numbers (all of ours are small). */
const PARSERS: Partial<Record<number, (text: string) => unknown>> = {
  [builtins.DATE]: (text) => text,
  [builtins.NUMERIC]: Number,
  [builtins.INT8]: Number,
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    PARSERS[oid] ?? pg.types.getTypeParser(oid, format as "text")) as pg.CustomTypesConfig["getTypeParser"],
}

/** Open a pool. Connections are made when needed; a broken idle one is dropped and replaced, and reported to `onError`. A
 * statement may take as long as its role may, unless something else is said. */
export function openDatabase(url: string, options: { name: string; connections: number; statementTimeoutMs?: number; onError(error: Error): void }): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    application_name: options.name,
    // Prisma writes instants in UTC without saying so, and reads them without looking at the offset: the session must be in UTC.
    options: `-c TimeZone=UTC${options.statementTimeoutMs === undefined ? "" : ` -c statement_timeout=${options.statementTimeoutMs}`}`,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
  })
  pool.on("error", options.onError)
  return {
    pool,
    async read<Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]) {
      const { rows } = await pool.query<Row>({ name, text, values: [...values], types })
      return rows
    },
    async readOnce<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) {
      const { rows } = await pool.query<Row>({ text, values: [...values], types })
      return rows
    },
    close: () => pool.end(),
  }
}
