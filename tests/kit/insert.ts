import { randomBytes, randomUUID } from "node:crypto"
import type pg from "pg"

export type Row = Record<string, unknown>

/** Adds one row to a table and gives its id; a row without an id gets one, unless `hasId` is false. */
export type Insert = (table: string, row: Row, hasId?: boolean) => Promise<string>

export function insertWith(client: pg.Client): Insert {
  return async (table, row, hasId = true) => {
    const full: Row = hasId ? { id: randomUUID(), ...row } : row
    const columns = Object.keys(full)
    const places = columns.map((_, at) => `$${at + 1}`)
    await client.query(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places.join(", ")})`, Object.values(full))
    return String(full["id"])
  }
}

/** A name that nothing else in the database has. */
export function unique(): string {
  return `t${randomBytes(5).toString("hex")}`
}
