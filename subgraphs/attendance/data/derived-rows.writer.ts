import type { RawQueries } from "../../shared/change.ts"

/** Statements in a transaction: of an act, or of work in the background. */
export type RawStatements = RawQueries & { $executeRawUnsafe(text: string, ...values: unknown[]): PromiseLike<number> }

const namesOf = (columns: string) => columns.replace(/(\w+) [^,]+(,|$)/g, "$1$2").split(/,\s*/)

/** Make a table say of these people's years what these rows say, and nothing else; rows that are as they were are not written. */
export async function keepRows(
  transaction: RawStatements,
  table: string,
  columns: string,
  key: readonly string[],
  rows: readonly object[],
  memberUuids: readonly string[],
  years: readonly number[],
  computedAt?: Date,
): Promise<void> {
  const names = namesOf(columns)
  const given = `jsonb_to_recordset($1::jsonb) AS g(${columns})`
  const same = key.map((name) => `g.${name} = h.${name}`).join(" AND ")
  const values = names.filter((name) => !key.includes(name))
  const [when, stamp] = computedAt ? [", computed_at", ", $2::timestamptz"] : ["", ""]
  const json = JSON.stringify(rows)
  await transaction.$executeRawUnsafe(
    `DELETE FROM attendance.${table} h WHERE h.member_id = ANY($2::uuid[]) AND h.year = ANY($3::int2[]) AND NOT EXISTS (SELECT FROM ${given} WHERE ${same})`,
    json,
    memberUuids,
    years,
  )
  const isOther = `(${values.map((name) => `h.${name}`).join(", ")}) IS DISTINCT FROM (${values.map((name) => `excluded.${name}`).join(", ")})`
  await transaction.$executeRawUnsafe(
    `INSERT INTO attendance.${table} AS h (${names.join(", ")}${when}) SELECT ${names.map((name) => `g.${name}`).join(", ")}${stamp} FROM ${given}
     ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${values.map((name) => `${name} = excluded.${name}`).join(", ")}${computedAt ? ", computed_at = $2::timestamptz" : ""}
     WHERE ${isOther}${computedAt ? " OR h.computed_at IS NULL" : ""}`,
    json,
    ...(computedAt ? [computedAt.toISOString()] : []),
  )
}
