import type { RawQueries } from "../../shared/change.ts"
import { type Kind, newId, toUuid } from "../../shared/typeid.ts"
import type { WeeklyTime } from "../domain/local-time.ts"
import type { PlannedTeacher, PlannedVenue } from "../domain/register-plan.ts"

type Place = { id: string; path: string }
type Row<Values> = { id: string | null; body: { values: Values; version: number | null } | null }

/** What lists of teachers and venues have in common. */
function stepsIn(transaction: RawQueries) {
  const run = (text: string, ...values: unknown[]) => transaction.$queryRawUnsafe<{ count: number }[]>(text, ...values)

  /** Lock what is to be changed; false when something is at another version than was seen. */
  const areAsTheyWere = async (table: string, kind: Kind, rows: readonly Row<unknown>[]): Promise<boolean> => {
    const seen = rows.flatMap(({ id, body }) => (id && body ? [{ id: toUuid(kind, id), version: body.version }] : []))
    if (seen.length === 0) return true
    const [found] = await run(
      `SELECT count(*)::int AS count FROM (SELECT t.id FROM courses.${table} t JOIN jsonb_to_recordset($1::jsonb) AS x(id uuid, version int) ON x.id = t.id AND x.version = t.version
       ORDER BY t.id FOR NO KEY UPDATE OF t) AS held`,
      JSON.stringify(seen),
    )
    return found?.count === seen.length
  }

  const setTimes = async (
    table: string,
    owner: string,
    times: { id: string; times: readonly WeeklyTime[] }[],
    more: { column: string; value: string } | null,
  ) => {
    const rows = times.flatMap(({ id, times: some }) => some.map((time) => ({ id, ...time })))
    await run(
      `DELETE FROM courses.${table} WHERE ${owner} = ANY($1::uuid[])${more ? ` AND ${more.column} = ${more.value}` : ""}`,
      times.map(({ id }) => id),
    )
    await run(
      `INSERT INTO courses.${table} (${owner}, weekday, from_minute, to_minute${more ? `, ${more.column}` : ""})
       SELECT x.id, x.weekday, x."fromMinute", x."toMinute"${more ? `, ${more.value}` : ""}
       FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, weekday int, "fromMinute" int, "toMinute" int)`,
      JSON.stringify(rows),
    )
  }

  return { run, areAsTheyWere, setTimes }
}

/** Write lists of teachers and venues: as many statements for two thousand rows as for one. */
export function createRegisterImportWriter(transaction: RawQueries) {
  const { run, areAsTheyWere, setTimes } = stepsIn(transaction)
  return {
    /** Write teachers that an organisation keeps; false when one of them was changed meanwhile. */
    async writeTeachers(place: Place, rows: readonly PlannedTeacher[]): Promise<boolean> {
      if (!(await areAsTheyWere("teacher", "teacher", rows))) return false
      const written = withIds("teacher", rows)
      await run(
        `INSERT INTO courses.teacher (id, organisation_id, organisation_path, name, category, unit, title, subjects)
         SELECT x.id, $2::uuid, $3, x.name, x.category::courses.teacher_category, x.unit, x.title, x.subjects
         FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, name text, category text, unit text, title text, subjects text[])
         ON CONFLICT (id) DO UPDATE SET category = excluded.category, title = excluded.title, subjects = excluded.subjects, version = courses.teacher.version + 1`,
        JSON.stringify(written),
        toUuid("organisation", place.id),
        place.path,
      )
      await setTimes("teacher_availability", "teacher_id", written, { column: "kind", value: "'AVAILABLE'::courses.availability_kind" })
      return true
    },

    /** Write venues that an organisation keeps; false when one of them was changed meanwhile. */
    async writeVenues(place: Place, rows: readonly PlannedVenue[]): Promise<boolean> {
      if (!(await areAsTheyWere("venue", "venue", rows))) return false
      const written = withIds("venue", rows)
      await run(
        `INSERT INTO courses.venue (id, organisation_id, organisation_path, name, kind, address, capacity, equipment)
         SELECT x.id, $2::uuid, $3, x.name, x.kind::courses.venue_kind, x.address, x.capacity, x.equipment
         FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, name text, kind text, address text, capacity int, equipment text[])
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, address = excluded.address, capacity = excluded.capacity, equipment = excluded.equipment,
           version = courses.venue.version + 1`,
        JSON.stringify(written),
        toUuid("organisation", place.id),
        place.path,
      )
      await setTimes(
        "venue_opening",
        "venue_id",
        written.map(({ id, opening }) => ({ id, times: opening })),
        null,
      )
      const sharing = written.flatMap(({ id, sharing: some }) =>
        some.map((organisation, at) => ({ id, organisation: toUuid("organisation", organisation), priority: at + 1 })),
      )
      await run(
        "DELETE FROM courses.venue_sharing WHERE venue_id = ANY($1::uuid[])",
        written.map(({ id }) => id),
      )
      await run(
        `INSERT INTO courses.venue_sharing (venue_id, organisation_id, priority)
         SELECT x.id, x.organisation, x.priority FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, organisation uuid, priority int)`,
        JSON.stringify(sharing),
      )
      return true
    },
  }
}

function withIds<Values extends object>(kind: Kind, rows: readonly Row<Values>[]): (Values & { id: string })[] {
  return rows.flatMap(({ id, body }) => (body ? [{ ...body.values, id: toUuid(kind, id ?? newId(kind)) }] : []))
}
