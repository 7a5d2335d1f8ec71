import type pg from "pg"

/** Of each table, named with its schema, a text that is another one after any change of its rows. */
export type Digest = Readonly<Record<string, string>>

const NAMES = `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'noted') ORDER BY 1`

/** List every table of the database: those of the four owners, their queues of jobs, and whatever else somebody made. */
export async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  return (await client.query<{ name: string }>(NAMES)).rows.map(({ name }) => name)
}

/**
 * Read all that the database keeps into one text a table, so that two readings that differ name the table: `expect(await digestOf(client)).toEqual(before)`.
 *
 * A row that is written, changed or not, has another transaction or another place; one that goes is missing in the sum; what was rolled back,
 * and a row that was only locked, is as it was. It reads every row: for many readings of one database `noteChanges` is cheaper.
 */
export async function digestOf(client: pg.Client): Promise<Digest> {
  const parts = (await tablesOf(client)).map(
    (name) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(xmin::text || ' ' || ctid::text, 0)::numeric), 0) AS text FROM ${name}`,
  )
  const { rows } = await client.query<{ name: string; text: string }>(parts.join(" UNION ALL "))
  return Object.fromEntries(rows.map(({ name, text }) => [name, text]))
}

const NOTING = `
  CREATE SCHEMA noted;
  CREATE UNLOGGED TABLE noted.change (name text NOT NULL);
  CREATE FUNCTION noted.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = noted, pg_temp AS $$
    BEGIN INSERT INTO noted.change VALUES (TG_ARGV[0]); RETURN NULL; END $$;`

/** How many rows of which tables were written since it was last asked; `{}` when none was. */
export type NotedChanges = () => Promise<Readonly<Record<string, number>>>

/**
 * Note each row that is written in this database from now on, whoever writes it.
 *
 * A row that is inserted, updated (to the same, too) or deleted, and a table that is emptied, is noted in its own transaction: what is rolled back
 * is not noted, and what is committed cannot be missed, at the cost of what changed and not of all that is kept. The triggers hold for every way of
 * writing, those that leave out other triggers among them.
 */
export async function noteChanges(client: pg.Client): Promise<NotedChanges> {
  const triggers = (await tablesOf(client)).flatMap((table) => [
    `CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION noted.note('${table}')`,
    `CREATE TRIGGER noted_emptied AFTER TRUNCATE ON ${table} EXECUTE FUNCTION noted.note('${table}')`,
    `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER noted, ENABLE ALWAYS TRIGGER noted_emptied`,
  ])
  await client.query([NOTING, ...triggers].join(";\n"))
  return async () => {
    const text = "WITH gone AS (DELETE FROM noted.change RETURNING name) SELECT name, count(*)::int AS count FROM gone GROUP BY name ORDER BY name"
    const { rows } = await client.query<{ name: string; count: number }>({ name: "noted_changes", text })
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
  }
}
