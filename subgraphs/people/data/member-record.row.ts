import { randomUUID } from "node:crypto"
import type { RosterValues } from "../domain/roster-plan.ts"
import { spell } from "./name-spelling.ts"
import { type SealingKey, keyedHash, mobileHashes, seal } from "../../shared/sealed.ts"

/** The columns of a member that a roster or a form writes, with their types; days and enums come as texts. */
const WRITTEN = {
  code: "text",
  name: "text",
  name_pinyin: "text",
  name_initials: "text",
  sex: "people.sex",
  ethnicity: "text",
  birth_on: "date",
  education: "text",
  stage: "people.stage",
  applied_on: "date",
  activist_on: "date",
  target_on: "date",
  joined_on: "date",
  full_on: "date",
  home_unit: "text",
  national_id_sealed: "bytea",
  national_id_hash: "bytea",
  mobile_sealed: "bytea",
  mobile_hash: "bytea",
  mobile_tail_hash: "bytea",
  remark: "text",
} as const
export const COLUMNS = Object.keys(WRITTEN) as (keyof typeof WRITTEN)[]
export const RECORD = `x(id uuid, "branchId" uuid, "branchPath" text, participation people.participation, since date, ${COLUMNS.map((column) => `${column} text`).join(", ")})`
const VALUES = COLUMNS.map((column) => (WRITTEN[column] === "bytea" ? `decode(x.${column}, 'base64')` : `x.${column}::${WRITTEN[column]}`))

/** Write new people, many at once, each with the membership by which they take part; $1 is a list of `MemberRecord`. */
export const INSERT_MEMBERS = `INSERT INTO people.member (id, branch_id, branch_path, participation, ${COLUMNS.join(", ")})
  SELECT x.id, x."branchId", x."branchPath", x.participation, ${VALUES.join(", ")} FROM jsonb_to_recordset($1::jsonb) AS ${RECORD}`
export const INSERT_MEMBERSHIPS = `INSERT INTO people.membership (id, member_id, organisation_id, organisation_path, participation, from_on)
  SELECT gen_random_uuid(), x.id, x."branchId", x."branchPath", x.participation, x.since FROM jsonb_to_recordset($1::jsonb) AS ${RECORD}`
/** Write what is new of people in the books: an empty field empties nothing. */
export const UPDATE_MEMBERS = `UPDATE people.member m SET ${COLUMNS.map((column, at) => `${column} = coalesce(${VALUES[at]}, m.${column})`).join(", ")}
  FROM jsonb_to_recordset($1::jsonb) AS ${RECORD} WHERE m.id = x.id`

export type MemberRecord = ReturnType<typeof toRecord>

/** Make a row's values what the tables keep: numbers and mobiles sealed and fingerprinted, the name spelt, the code made up where there is none. */
export function toRecord(
  { branch, values }: { branch: { id: string; path: string } | null; values: RosterValues | null },
  [key]: readonly SealingKey[],
  id: string,
  today: string,
) {
  if (!key) throw new Error("no personal data key is set, so nobody can be entered")
  const given = values ?? ({} as Partial<RosterValues>)
  const spelt = given.name ? spell(given.name) : null
  const mobile = given.mobile ? mobileHashes(given.mobile, key) : null
  const isNew = given.participation != null
  const belongs = isNew && given.participation === "DIRECT" ? (given.joinedOn ?? given.targetOn ?? given.activistOn ?? given.appliedOn ?? today) : today
  return {
    id,
    branchId: branch?.id ?? null,
    branchPath: branch?.path ?? null,
    participation: given.participation ?? null,
    since: given.belongsSince ?? belongs,
    code: given.code ?? (isNew ? `R${randomUUID().slice(0, 13)}` : null),
    name: given.name ?? null,
    name_pinyin: spelt?.pinyin ?? null,
    name_initials: spelt?.initials ?? null,
    sex: given.sex ?? null,
    ethnicity: given.ethnicity ?? null,
    birth_on: given.birthOn ?? null,
    education: given.education ?? null,
    stage: given.stage ?? null,
    applied_on: given.appliedOn ?? null,
    activist_on: given.activistOn ?? null,
    target_on: given.targetOn ?? null,
    joined_on: given.joinedOn ?? null,
    full_on: given.fullOn ?? null,
    home_unit: given.homeUnit ?? null,
    national_id_sealed: given.nationalId ? seal(given.nationalId, key).toString("base64") : null,
    national_id_hash: given.nationalId ? keyedHash(given.nationalId, key).toString("base64") : null,
    mobile_sealed: given.mobile ? seal(given.mobile, key).toString("base64") : null,
    mobile_hash: mobile?.whole.toString("base64") ?? null,
    mobile_tail_hash: mobile?.tail.toString("base64") ?? null,
    remark: given.remark ?? null,
  }
}
