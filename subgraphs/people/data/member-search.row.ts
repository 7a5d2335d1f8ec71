import { type PathRange, type Viewer, subtreeOf } from "../../shared/viewer.ts"
import { pathsOfKeptContacts } from "../domain/contact.policy.ts"
import type { MemberSearch } from "../domain/name-search.ts"
import { MEMBER_COLUMNS } from "./member.row.ts"
import { type SealingKey, keyedHash, mobileTailHash } from "../../shared/sealed.ts"

/** A name as its parts are kept: without spaces, in PostgreSQL's simple small letters, whatever the database's language. */
const NAME = (member: string) => `replace(lower(${member}.name COLLATE "pg_c_utf8"), ' ', '')`

/** Before every id. */
export const NOBODY = "00000000-0000-0000-0000-000000000000"

/** How many parameters `searchValues` gives. */
export const SEARCH_PARAMETERS = 10

/** What was typed as ten parameters of a statement, in the order that `found` reads them; nulls for no search. */
export function searchValues(search: MemberSearch | null, viewer: Viewer, keys: readonly SealingKey[]): unknown[] {
  if (!search) return Array.from({ length: SEARCH_PARAMETERS }, () => null)
  const { text, letters, codes, mobileTail, mobile, nationalId } = search
  const numbers: PathRange[] = mobile || nationalId ? pathsOfKeptContacts(viewer).map(subtreeOf) : []
  const hashes = (value: string | null, hash: (value: string, key: SealingKey) => Buffer) => (value ? keys.map((key) => hash(value, key)) : [])
  return [
    text,
    letters,
    letters && letters.slice(0, -1) + String.fromCharCode(letters.charCodeAt(letters.length - 1) + 1),
    // One letter of the initials is one letter of the pinyin.
    letters && letters.length > 1 ? letters : null,
    codes,
    hashes(mobileTail, mobileTailHash),
    hashes(mobile, keyedHash),
    hashes(nationalId, keyedHash),
    numbers.map(({ from }) => from),
    numbers.map(({ to }) => to),
  ]
}

/**
 * Write the condition that a member `m` is found, by `searchValues` from parameter `first` on; `$3` is the viewer's own member.
 *
 * It is true of everyone where nothing was typed.
 */
export function found(first: number): string {
  const [text, , , , codes, tails] = placesFrom(first)
  return `(${text}::text IS NULL OR ${foundByName(first)} OR m.code = ANY(${codes}::text[]) OR m.mobile_tail_hash = ANY(${tails}::bytea[]) OR ${foundByNumber(first)})`
}

function foundByName(first: number): string {
  const [text, from, to, initials] = placesFrom(first)
  return `(position(${text} IN ${NAME("m")}) > 0 OR (m.name_pinyin >= ${from} AND m.name_pinyin < ${to}) IS TRUE OR starts_with(m.name_initials, ${initials}) IS TRUE)`
}

function foundByNumber(first: number): string {
  const [, , , , , , mobiles, nationalIds, fromPaths, toPaths] = placesFrom(first)
  return `((m.mobile_hash = ANY(${mobiles}::bytea[]) OR m.national_id_hash = ANY(${nationalIds}::bytea[])) AND (m.id = $3::uuid
    OR EXISTS (SELECT FROM unnest(${fromPaths}::text[], ${toPaths}::text[]) AS kept(from_path, to_path) WHERE m.branch_path >= kept.from_path AND m.branch_path < kept.to_path)))`
}

function placesFrom(first: number): string[] {
  return Array.from({ length: SEARCH_PARAMETERS }, (_, at) => `$${first + at}`)
}

// The statements below: $1 and $2 are the parts of the tree, $3 the viewer's own member, $4 to $13 what was typed, $14 and $15 the stages
// and ways of taking part (null for all); a page has $16 and $17, the position behind which it begins, and $18, its length.

const FOUND = found(4)
const AFTER = (row: string, id: string) => `(${row}.name_pinyin, ${row}.${id}) > ($16, $17::uuid)`
const IN_ORDER = (row: string, id: string) => `ORDER BY ${row}.name_pinyin, ${row}.${id} LIMIT $18`

/** Subqueries that give one value are never made into a list of everybody, and leave the scan around them to its index alone. */
const OF_MEMBER = (id: string, condition: string) => `(SELECT ${condition} FROM people.member x WHERE x.id = ${id})`
const WANTED = (id: string) => `($14::text[] IS NULL OR ${OF_MEMBER(id, "x.stage::text = ANY($14) AND x.participation::text = ANY($15)")})`

/**
 * Inside the parts of the tree: most viewers have one, and for one the comparison with its ends is all there is to do. `IS TRUE` keeps
 * the planner on the index of names: it would read everybody below the root off the index of places.
 */
const PLACED = (row: string, id: string) =>
  `((${row}.branch_path >= (SELECT min(p COLLATE "C") FROM unnest($1::text[]) AS p) AND ${row}.branch_path < (SELECT max(p COLLATE "C") FROM unnest($2::text[]) AS p)
    AND (cardinality($1::text[]) = 1 OR EXISTS (SELECT FROM unnest($1, $2) AS asked(from_path, to_path) WHERE ${row}.branch_path >= asked.from_path AND ${row}.branch_path < asked.to_path))
    OR ${row}.${id} = $3::uuid) IS TRUE)`

/** `OFFSET 0` keeps the planner from joining: it would go through the whole table, not knowing that the parts are small. */
const NARROW = `WITH finds AS MATERIALIZED (
    SELECT m.* FROM unnest($1::text[], $2::text[]) AS asked(from_path, to_path) CROSS JOIN LATERAL (
      SELECT m.* FROM people.member m WHERE m.branch_path >= asked.from_path AND m.branch_path < asked.to_path AND ${FOUND} AND ${WANTED("m.id")} OFFSET 0) m
    UNION SELECT m.* FROM people.member m WHERE m.id = $3::uuid AND ${FOUND} AND ${WANTED("m.id")})`

/** For few people: each of them is looked at. */
export const PAGE_NARROW = `${NARROW} SELECT ${MEMBER_COLUMNS} FROM finds m WHERE ${AFTER("m", "id")} ${IN_ORDER("m", "id")}`
export const COUNT_NARROW = `${NARROW} SELECT count(*) AS people FROM finds`

const BY_TEXT = `people.name_part n WHERE n.part = left($4, 3)
  AND (char_length($4) <= 3 OR ${OF_MEMBER("n.member_id", `position($4 IN ${NAME("x")}) > 0`)}) AND ${PLACED("n", "member_id")} AND ${WANTED("n.member_id")}`
const BY_INITIALS = `people.name_part n WHERE n.part = upper(left($7, 8))
  AND (char_length($7) <= 8 OR ${OF_MEMBER("n.member_id", "starts_with(x.name_initials, $7)")}) AND ${PLACED("n", "member_id")} AND ${WANTED("n.member_id")}`
/** Behind the cursor, which may be a find that came by another way, before the first one of this way. */
const AFTER_IN_PINYIN = `m.name_pinyin < $6 AND (m.name_pinyin, m.id) > (CASE WHEN $16 COLLATE "C" >= $5 THEN $16 ELSE $5 END, CASE WHEN $16 COLLATE "C" >= $5 THEN $17::uuid ELSE '${NOBODY}' END)`
const BY_PINYIN = `people.member m WHERE ${PLACED("m", "id")} AND ${WANTED("m.id")}`
/** Codes and numbers: few people, read first. */
const EXACT = `exact AS MATERIALIZED (SELECT m.* FROM people.member m WHERE m.id IN (
    SELECT id FROM people.member WHERE code = ANY($8::text[]) UNION SELECT id FROM people.member WHERE mobile_tail_hash = ANY($9::bytea[])
    UNION SELECT m.id FROM people.member m WHERE m.mobile_hash = ANY($10::bytea[]) AND ${foundByNumber(4)}
    UNION SELECT m.id FROM people.member m WHERE m.national_id_hash = ANY($11::bytea[]) AND ${foundByNumber(4)}) AND ${PLACED("m", "id")} AND ${WANTED("m.id")})`

/** For many people: each way of being found is the beginning of a range of an index, in the order of the page. */
export const PAGE_WIDE = `WITH ${EXACT}, finds AS (
    (SELECT n.name_pinyin, n.member_id AS id FROM ${BY_TEXT} AND ${AFTER("n", "member_id")} ${IN_ORDER("n", "member_id")})
    UNION (SELECT n.name_pinyin, n.member_id FROM ${BY_INITIALS} AND ${AFTER("n", "member_id")} ${IN_ORDER("n", "member_id")})
    UNION (SELECT m.name_pinyin, m.id FROM ${BY_PINYIN} AND ${AFTER_IN_PINYIN} ${IN_ORDER("m", "id")})
    UNION (SELECT m.name_pinyin, m.id FROM exact m WHERE ${AFTER("m", "id")} ${IN_ORDER("m", "id")})),
  page AS (SELECT f.id FROM finds f ${IN_ORDER("f", "id")})
  SELECT ${MEMBER_COLUMNS} FROM page p JOIN people.member m ON m.id = p.id ORDER BY m.name_pinyin, m.id`

const NOT_BY_PINYIN = "($5::text IS NULL OR n.name_pinyin < $5 OR n.name_pinyin >= $6)"

/** Everyone is counted by the first way that finds them. */
export const COUNT_WIDE = `WITH ${EXACT} SELECT (SELECT count(*) FROM ${BY_PINYIN} AND m.name_pinyin >= $5 AND m.name_pinyin < $6)
  + (SELECT count(*) FROM ${BY_INITIALS} AND ${NOT_BY_PINYIN})
  + (SELECT count(*) FROM ${BY_TEXT} AND ${NOT_BY_PINYIN} AND ($7::text IS NULL OR NOT ${OF_MEMBER("n.member_id", "starts_with(x.name_initials, $7)")}))
  + (SELECT count(*) FROM exact m WHERE NOT ${foundByName(4)}) AS people`
