import { randomInt } from "node:crypto"
import type pg from "pg"

/** Append facts and acts with something in every column, as of an instant, in a transaction of their own. */
export async function appendRows(client: pg.ClientBase, { facts, acts, at }: { facts: number; acts: number; at: Date }): Promise<void> {
  await client.query(
    `INSERT INTO attendance.entry (id, lesson_id, member_id, state, category, minutes, planned_hours, held_on, occurred_at, recorded_at, source, reason, branch_id, arrived_at, left_at,
       recorded_by, recorder_name, capture_id, leave_id, make_up_id, training_id, line, evidence, approved_by_id, approver_name)
     SELECT uuidv7(), gen_random_uuid(), gen_random_uuid(), 'PRESENT', 'COLLECTIVE', 90 + g % 30, 2, $2::timestamptz::date, $2::timestamptz - interval '1 hour', $2::timestamptz, 'RECORDER',
       E'核对\\t签到表 \\\\ 第' || g || E'行\\n', gen_random_uuid(), $2::timestamptz - interval '2 hours', $2::timestamptz - interval '10 minutes', gen_random_uuid(), '记录人',
       gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), g, ARRAY[gen_random_uuid()], gen_random_uuid(), '审核人' FROM generate_series(1, $1::int) g`,
    [facts, at.toISOString()],
  )
  await client.query(
    `INSERT INTO attendance.act (id, kind, subject_id, lesson_id, member_id, organisation_id, before, after, reason, evidence, occurred_at, recorded_at, recorded_by, recorder_name)
     SELECT uuidv7(), 'SHEET_CLOSED', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{"state": "OPEN"}', '{"state": "CLOSED"}', '按期关闭',
       ARRAY[gen_random_uuid()], $2::timestamptz, $2::timestamptz, gen_random_uuid(), '记录人' FROM generate_series(1, $1::int)`,
    [acts, at.toISOString()],
  )
}

/** Do as the owner of the machine can: with every trigger and rule of the tables switched off. */
export async function tamper(client: pg.ClientBase, ...statements: readonly string[]): Promise<number> {
  let changed = 0
  await client.query("BEGIN; SET LOCAL session_replication_role = replica")
  for (const statement of statements) changed += (await client.query(statement)).rowCount ?? 0
  await client.query("COMMIT")
  return changed
}

const TABLES = ["entry", "act", "seal", "unsealed"] as const

/** Remember the ledger as it is; gives what puts it back. */
export async function rememberLedger(client: pg.ClientBase): Promise<() => Promise<void>> {
  for (const table of TABLES) await client.query(`CREATE TABLE public.kept_${table} AS TABLE attendance.${table}`)
  return async () => {
    await tamper(
      client,
      ...TABLES.flatMap((table) => [`DELETE FROM attendance.${table}`, `INSERT INTO attendance.${table} SELECT * FROM public.kept_${table}`]),
    )
  }
}

/** How a value of a type becomes another one, in SQL. */
const OTHER: Record<string, (column: string) => string> = {
  uuid: () => "gen_random_uuid()",
  text: (column) => `coalesce(overlay(${column} placing 'x' from 1 for 1), 'x')`,
  timestamptz: (column) => `coalesce(${column}, now()) + interval '1 millisecond'`,
  date: (column) => `${column} + 1`,
  numeric: (column) => `${column} + 0.5`,
  int2: (column) => `coalesce(${column}, 0) + 1`,
  bool: (column) => `NOT ${column}`,
  _uuid: (column) => `${column} || gen_random_uuid()`,
  jsonb: (column) => `coalesce(${column}, '{}') || '{"x": 1}'`,
}

/** Give each column of a table with what changes it, in one row. */
export async function columnChanges(client: pg.ClientBase, table: "entry" | "act"): Promise<{ column: string; set: string }[]> {
  const { rows } = await client.query<{ column: string; type: string; is_enum: boolean }>(
    `SELECT a.attname AS column, t.typname AS type, t.typtype = 'e' AS is_enum FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = ('attendance.' || $1)::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [table],
  )
  return rows.map(({ column, type, is_enum }) => {
    const name = `"${column}"`
    const other = is_enum ? `(SELECT v FROM unnest(enum_range(NULL::attendance."${type}")) v WHERE v <> ${name} LIMIT 1)` : OTHER[type]?.(name)
    if (!other) throw new Error(`no other value of type ${type} is known`)
    return { column, set: `${name} = ${other}` }
  })
}

export const pickOf = <Value>(list: readonly Value[]): Value => list[randomInt(list.length)] as Value
