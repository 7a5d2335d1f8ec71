import type { Database } from "../../shared/database.ts"
import { type PathRange, subtreeOf } from "../../shared/viewer.ts"
import type { KnownBranch } from "../domain/branch-finder.ts"
import type { RosterRecord } from "../domain/import.ts"
import type { KnownMember, KnownPeople, Sighting } from "../domain/person-match.ts"
import { type SealingKey, keyedHash, unseal } from "../../shared/sealed.ts"

type Row = Omit<KnownMember, "branchName"> & { hash: string | null; mobileSealed: Buffer | null; isInside: boolean }
type Wanted = Pick<RosterRecord, "nationalId" | "code" | "name">

/** How many rows are looked up with one statement. */
const CHUNK = 2_000

const COLUMNS = `m.id, m.version, m.code, m.name, m.sex::text AS sex, m.national_id_hash IS NOT NULL AS "hasNumber", encode(m.national_id_hash, 'hex') AS hash,
  m.ethnicity, m.birth_on AS "birthOn", m.education, m.stage::text AS stage, m.applied_on AS "appliedOn", m.activist_on AS "activistOn", m.target_on AS "targetOn",
  m.joined_on AS "joinedOn", m.full_on AS "fullOn", m.participation::text AS participation, m.state::text AS state, m.branch_id AS "branchId", m.home_unit AS "homeUnit",
  m.mobile_sealed AS "mobileSealed", m.remark, coalesce(m.branch_path >= $1 AND m.branch_path < $2, false) AS "isInside",
  (SELECT coalesce(array_agg(o.post), '{}') FROM organisation_api.officer o WHERE o.member_id = m.id AND o.until IS NULL) AS posts,
  (SELECT json_build_object('id', f.id, 'destination', f.destination, 'cardNumber', f.card_number) FROM people.floating_record f
    WHERE f.member_id = m.id AND f.direction = 'OUT' AND f.until IS NULL ORDER BY f.since DESC LIMIT 1) AS "openFloating"`

/**
 * Find what rows of a roster can be about: branches and people of one organisation, for whoever keeps its books.
 *
 * Of people outside it no more comes back than that there is somebody.
 */
export function createRosterMatchRepository(database: Database, keys: readonly SealingKey[]) {
  const hashesOf = (number: string) => keys.map((key) => keyedHash(number, key).toString("hex"))
  return {
    /** Find the branches at or below a path, with the names that they had before. */
    async findBranches(path: string): Promise<KnownBranch[]> {
      const { from, to } = subtreeOf(path)
      return database.read<KnownBranch>(
        "roster_branches",
        `SELECT o.id, o.path, o.name, o.short_name AS "shortName",
           coalesce((SELECT array_agg(DISTINCT v.name) FROM organisation_api.version v WHERE v.organisation_id = o.id AND v.name <> o.name), '{}') AS "formerNames"
         FROM organisation_api.organisation o WHERE o.path >= $1 AND o.path < $2 AND o.kind IN ('BRANCH', 'JOINT_BRANCH')`,
        [from, to],
      )
    },

    /** Find the people whom these rows can be about, by number, code and name. */
    async findPeople(path: string, rows: readonly Wanted[], branches: readonly KnownBranch[]): Promise<KnownPeople> {
      const range = subtreeOf(path)
      const nameOf = new Map(branches.map(({ id, name }) => [id, name]))
      const byNumber = new Map<string, Sighting>()
      const byCode = new Map<string, Sighting>()
      const byName = new Map<string, KnownMember[]>()
      for (let begin = 0; begin < rows.length; begin += CHUNK) {
        const chunk = rows.slice(begin, begin + CHUNK)
        const numbers = new Map(chunk.flatMap(({ nationalId }) => (nationalId === null ? [] : hashesOf(nationalId).map((hash) => [hash, nationalId] as const))))
        const names = new Set(chunk.map(({ name }) => name))
        for (const row of await findRows(
          database,
          range,
          [...numbers.keys()],
          chunk.flatMap(({ code }) => code ?? []),
          [...names],
        )) {
          const member = row.isInside ? toKnown(row, keys, nameOf) : null
          const number = row.hash === null ? undefined : numbers.get(row.hash)
          if (number !== undefined) byNumber.set(number, member ?? "ELSEWHERE")
          byCode.set(row.code, member ?? "ELSEWHERE")
          if (!member) continue
          const namesakes = byName.get(member.name) ?? []
          if (!namesakes.some(({ id }) => id === member.id)) byName.set(member.name, [...namesakes, member])
        }
      }
      return { byNumber, byCode, byName }
    },

    /** Find which of these letters (介绍信编号) are entered already, and who at or below a path has one under way. */
    async findLetters(path: string, numbers: readonly string[]): Promise<{ entered: Set<string>; underWay: Set<string> }> {
      const { from, to } = subtreeOf(path)
      const rows = await database.read<{ letter_number: string; member_id: string | null }>(
        "roster_letters",
        `SELECT letter_number, NULL::uuid AS member_id FROM people.transfer WHERE letter_number = ANY($1::text[])
         UNION ALL SELECT t.letter_number, t.member_id FROM people.transfer t WHERE t.state = 'STARTED' AND t.from_path >= $2 AND t.from_path < $3`,
        [numbers, from, to],
      )
      const entered = rows.flatMap((row) => (row.member_id === null ? [row.letter_number] : []))
      return { entered: new Set(entered), underWay: new Set(rows.flatMap((row) => row.member_id ?? [])) }
    },

    /** Find who holds these activity cards. */
    async findCards(numbers: readonly string[]): Promise<Map<string, string>> {
      const rows = await database.read<{ card_number: string; member_id: string }>(
        "roster_cards",
        "SELECT card_number, member_id FROM people.floating_record WHERE card_number = ANY($1::text[])",
        [numbers],
      )
      return new Map(rows.map((row) => [row.card_number, row.member_id]))
    },
  }
}

/** Somebody in reach of a statement: whoever has one of the numbers or codes anywhere, or one of the names inside. */
function findRows(database: Database, { from, to }: PathRange, hashes: readonly string[], codes: readonly string[], names: readonly string[]): Promise<Row[]> {
  return database.read<Row>(
    "roster_people",
    `SELECT ${COLUMNS} FROM people.member m WHERE m.id IN (
       SELECT id FROM people.member WHERE national_id_hash = ANY(SELECT decode(h, 'hex') FROM unnest($3::text[]) AS h)
       UNION SELECT id FROM people.member WHERE code = ANY($4::text[])
       UNION SELECT id FROM people.member WHERE name = ANY($5::text[]) AND branch_path >= $1 AND branch_path < $2)`,
    [from, to, hashes, codes, names],
  )
}

function toKnown({ hash: _hash, mobileSealed, isInside: _inside, ...row }: Row, keys: readonly SealingKey[], nameOf: ReadonlyMap<string, string>): KnownMember {
  return { ...row, branchName: nameOf.get(row.branchId ?? "") ?? null, mobile: mobileSealed && unseal(mobileSealed, keys) }
}
