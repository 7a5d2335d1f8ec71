import type pg from "pg"
import type { Place } from "./things.ts"

/** Move an organisation below another from a day on, as the tree's owner does: a new version, and the copies of its path follow. */
export async function moveOrganisation(client: pg.Client, place: Place, parent: Place, onDay: string): Promise<Place> {
  const path = `${parent.path}${place.path.split(".").at(-2)}.`
  await client.query("BEGIN")
  await client.query("UPDATE organisation.organisation SET parent_id = $2, path = $3 WHERE id = $1", [place.uuid, parent.uuid, path])
  await client.query("UPDATE organisation.organisation_version SET valid_to = $2 WHERE organisation_id = $1 AND valid_to IS NULL", [place.uuid, onDay])
  await client.query(
    `INSERT INTO organisation.organisation_version (organisation_id, valid_from, parent_id, path, name, short_name, kind, level, setting)
     SELECT id, $2, parent_id, path, name, short_name, kind, level, setting FROM organisation.organisation WHERE id = $1`,
    [place.uuid, onDay],
  )
  await client.query("SELECT people_api.renew_paths($1, $2)", [place.path, path])
  await client.query("COMMIT")
  return { ...place, path }
}

/** Merge an organisation into another on a day: its people go there, and it is dissolved. */
export async function mergeOrganisation(client: pg.Client, place: Place, into: Place, onDay: string): Promise<void> {
  await client.query("BEGIN")
  await client.query("SELECT people_api.move_people($1, $2, $3, $4, NULL)", [place.uuid, into.uuid, into.path, onDay])
  await client.query("UPDATE organisation.organisation SET dissolved_on = $2 WHERE id = $1", [place.uuid, onDay])
  await client.query("UPDATE organisation.organisation_version SET valid_to = $2 WHERE organisation_id = $1 AND valid_to IS NULL", [place.uuid, onDay])
  await client.query("COMMIT")
}
