import type pg from "pg"
import { keyedHash, mobileHashes, parseSealingKey, seal } from "../../subgraphs/shared/sealed.ts"
import { CITY_KEY } from "./database.ts"
import type { Person } from "./things.ts"

type Numbers = { mobile?: string; nationalId?: string }

/** Give somebody of a world a mobile and an ID number, sealed as people seals them. */
export async function giveNumbers(client: pg.Client, person: Person, { mobile, nationalId }: Numbers, key = parseSealingKey(CITY_KEY)): Promise<void> {
  const hashes = mobile === undefined ? null : mobileHashes(mobile, key)
  await client.query(
    `UPDATE people.member SET mobile_sealed = $2, mobile_hash = $3, mobile_tail_hash = $4, national_id_sealed = $5, national_id_hash = $6 WHERE id = $1`,
    [
      person.uuid,
      mobile === undefined ? null : seal(mobile, key),
      hashes?.whole ?? null,
      hashes?.tail ?? null,
      nationalId === undefined ? null : seal(nationalId, key),
      nationalId === undefined ? null : keyedHash(nationalId, key),
    ],
  )
}
