import type { RawQueries } from "../../shared/change.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { KnownPerson } from "../domain/known-person.ts"
import type { Newcomer } from "../domain/newcomer.ts"
import { INSERT_MEMBERS, INSERT_MEMBERSHIPS, UPDATE_MEMBERS, toRecord } from "./member-record.row.ts"
import { type SealingKey, keyedHash } from "../../shared/sealed.ts"

type KnownRow = Omit<KnownPerson, "id"> & { id: string }

export type NewcomerRepository = ReturnType<typeof createNewcomerRepository>

/** Enter people one by one, in the form in which rosters enter them by thousands. */
export function createNewcomerRepository(transaction: RawQueries, keys: readonly SealingKey[], today: string) {
  const find = async <Row>(text: string, ...values: unknown[]) => (await transaction.$queryRawUnsafe<Row[]>(text, ...values))[0] ?? null
  const isCodeUsed = async (code: string) => (await find("SELECT 1 AS one FROM people.member WHERE code = $1", code)) !== null
  return {
    isCodeUsed,

    /** Hold whoever has this citizen's number, wherever they are. What of them may be said is for the caller to decide. */
    async lockByNumber(number: string): Promise<KnownPerson | null> {
      const row = await find<KnownRow>(
        `SELECT m.id, m.code, m.name, m.stage::text, m.state::text, m.branch_path AS "branchPath", o.name AS "branchName"
         FROM people.member m LEFT JOIN organisation_api.known_organisation o ON o.id = m.branch_id
         WHERE m.national_id_hash IN (SELECT decode(h, 'hex') FROM unnest($1::text[]) AS h) FOR UPDATE OF m`,
        keys.map((key) => keyedHash(number, key).toString("hex")),
      )
      return row && { ...row, id: toTypeId("member", row.id) }
    },

    /** Find the code of somebody of this name and birth in the branch: without a number nothing tells the two apart. */
    async findDouble({ name, birthOn }: Pick<Newcomer, "name" | "birthOn">, branchId: string): Promise<string | null> {
      const text = "SELECT m.code FROM people.member m WHERE m.name = $1 AND m.birth_on = $2::date AND m.branch_id = $3::uuid ORDER BY m.code LIMIT 1"
      return (await find<{ code: string }>(text, name, birthOn, toUuid("organisation", branchId)))?.code ?? null
    },

    /** Enter somebody new who belongs to the branch from a day on; null is the day of admission, else of the latest step. Without a code the next free one is given: P0000001. */
    async add(newcomer: Newcomer, at: { id: string; path: string }, from: string | null): Promise<string> {
      const id = newId("member")
      const code = newcomer.code ?? (await nextCode())
      const branch = { id: toUuid("organisation", at.id), path: at.path }
      const values = { ...newcomer, ...UNSAID, code, participation: "DIRECT" as const, belongsSince: from }
      const record = JSON.stringify([toRecord({ branch, values }, keys, toUuid("member", id), today)])
      await transaction.$queryRawUnsafe(INSERT_MEMBERS, record)
      await transaction.$queryRawUnsafe(INSERT_MEMBERSHIPS, record)
      return id
    },

    /** Bring the record of somebody who comes back up to date; who they are stays as it is written. */
    async renew(known: KnownPerson, newcomer: Newcomer): Promise<void> {
      const stage = newcomer.stage === known.stage ? null : newcomer.stage
      const own = { code: null, name: null, sex: null, nationalId: null, birthOn: null, participation: null, belongsSince: null }
      const values = { ...newcomer, ...UNSAID, ...own, stage }
      await transaction.$queryRawUnsafe(UPDATE_MEMBERS, JSON.stringify([toRecord({ branch: null, values }, keys, toUuid("member", known.id), today)]))
    },
  }

  /** Numbers of the sequence that somebody wrote by hand before are passed over. */
  async function nextCode(): Promise<string> {
    for (;;) {
      const row = await find<{ code: string }>("SELECT 'P' || lpad(nextval('people.member_number')::text, 7, '0') AS code")
      if (row && !(await isCodeUsed(row.code))) return row.code
    }
  }
}

/** What a roster may say of somebody and the particulars do not. */
const UNSAID = { state: null, homeUnit: null, remark: null }
