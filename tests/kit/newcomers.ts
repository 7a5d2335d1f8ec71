import { numberOf } from "./imports.ts"
import type { World } from "./world.ts"

let count = 0

/** A citizen's number of nobody that no other call gives: a woman's, of this birth. */
export function numberOfWoman(birthOn = "1990-05-06"): string {
  count += 2
  return numberOf(birthOn.replaceAll("-", ""), count)
}

/** Particulars of an applicant of today, without number and code. */
export const APPLICANT = { name: "韦小兰", sex: "FEMALE", ethnicity: "壮族", birthOn: "1990-05-06", education: "大学本科" }

/** Particulars of a full member. */
export const MEMBER = { ...APPLICANT, stage: "FULL", appliedOn: "2012-01-01", joinedOn: "2014-07-01", fullOn: "2015-07-01" }

/** Counts of all that entering somebody could change, to compare before and after. */
export async function countsOfBooks({ client }: World): Promise<unknown> {
  const { rows } = await client.query(
    `SELECT (SELECT count(*)::int FROM people.member) AS members, (SELECT sum(version)::int FROM people.member) AS versions,
       (SELECT count(*)::int FROM people.membership) AS memberships, (SELECT count(*)::int FROM people.transfer) AS letters,
       (SELECT count(*)::int FROM people.stage_entry) AS entries, (SELECT sum(t.people)::int FROM people.tally t) AS tallied`,
  )
  return rows[0]
}

/** One person's record as it is stored, by their code. */
export async function recordWithCode({ client }: World, code: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT name, name_pinyin AS pinyin, name_initials AS initials, sex::text, ethnicity, birth_on::text AS birth, education, stage::text, applied_on::text AS applied,
       joined_on::text AS joined, full_on::text AS full FROM people.member WHERE code = $1`,
    [code],
  )
  return rows[0]
}
