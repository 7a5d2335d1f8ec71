import type pg from "pg"
import { TABLES } from "./copy-writer.ts"

/** The tables that get enough rows for a bulk build of their indexes to beat one insertion after the other. */
const LARGE = [
  "people.member",
  "people.membership",
  "people.account",
  "people.name_part",
  "courses.lesson",
  "courses.lesson_teacher",
  "courses.lesson_period",
  "courses.booking",
  "courses.enrolment",
  "attendance.entry",
  "attendance.annual_hours",
  "attendance.hour_entry",
  "attendance.sheet_place",
  "attendance.make_up",
  "attendance.leave",
  "attendance.sheet",
  "attendance.branch_meeting",
]

type Definition = { drop: string; create: string }

/**
 * Take the secondary indexes off the large tables and the foreign keys off all that are filled, inside the caller's transaction, and return how to put
 * them back exactly as they were.
 *
 * Primary keys stay: the ids rise, so they grow at their right end and cost next to nothing. Foreign keys and exclusion
 * constraints are checked when they come back, over all rows at once.
 */
export async function postponeIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const constraints = await client.query<Definition>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS create
       FROM pg_constraint
      WHERE (contype = 'f' AND conrelid = ANY ($2::regclass[]) OR contype = 'x' AND conrelid = ANY ($1::regclass[])) AND conparentid = 0
      ORDER BY contype DESC, conname`,
    [LARGE, TABLES],
  )
  const indexes = await client.query<Definition>(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS drop, pg_get_indexdef(indexrelid) AS create
       FROM pg_index
      WHERE indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
      ORDER BY indexrelid`,
    [LARGE],
  )
  for (const { drop } of [...constraints.rows, ...indexes.rows]) await client.query(drop)
  return async () => {
    for (const { create } of [...indexes.rows, ...constraints.rows]) await client.query(create)
  }
}

/** Keep what is loaded into the ledger out of the queue of its sealer, inside the caller's transaction: the load seals it. Gives how to put that back. */
export async function postponeQueue(client: pg.Client): Promise<() => Promise<void>> {
  const all = (what: string) => `ALTER TABLE attendance.entry ${what} TRIGGER entry_awaits_seal; ALTER TABLE attendance.act ${what} TRIGGER act_awaits_seal`
  await client.query(all("DISABLE"))
  return async () => void (await client.query(all("ENABLE")))
}

/**
 * Leave out what names are found by, inside the caller's transaction, and return how to make it for everybody at once, in its order.
 *
 * Its trigger would add the parts of each batch all over the index, which is several times the work.
 */
export async function postponeNameParts(client: pg.Client): Promise<() => Promise<void>> {
  await client.query("ALTER TABLE people.member DISABLE TRIGGER name_part_insert")
  return async () => {
    await client.query(
      `INSERT INTO people.name_part (part, name_pinyin, member_id, branch_path)
       SELECT p.part, m.name_pinyin, m.id, m.branch_path FROM people.member m CROSS JOIN LATERAL people.parts_of(m.name, m.name_initials) AS p(part)
       ORDER BY 1, 2, 3`,
    )
    await client.query("ALTER TABLE people.member ENABLE TRIGGER name_part_insert")
  }
}
