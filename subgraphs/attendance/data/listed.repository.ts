import type { Ask } from "../../shared/ask.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { type SealingKey, mobileTailHash } from "../../shared/sealed.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { Listed } from "../domain/name-match.ts"

export type ListedRepository = ReturnType<typeof createListedRepository>

type Row = { lesson_id: string; member_id: string; name: string; branch_names: string[] }

/** What a branch is and was called: a sheet that was printed before a renaming has the old name. */
const BRANCH_NAMES = (branch: string) =>
  `ARRAY(SELECT o.name FROM organisation_api.known_organisation o WHERE o.id = ${branch} UNION SELECT v.name FROM organisation_api.version v WHERE v.organisation_id = ${branch})`

/** Find the people whom written names may mean; on a transaction or the database. Names leave only for those who keep the sheet. */
export function createListedRepository(read: Ask, viewer: Viewer, peopleKeys: readonly SealingKey[]) {
  return {
    /** Everybody on the lists of these lessons' sheets, by lesson. */
    async findListed(lessonIds: readonly string[]): Promise<(Listed & { lessonId: string })[]> {
      const rows = await read<Row>(
        "listed_of_sheets",
        `SELECT p.lesson_id, p.member_id, n.name, ${BRANCH_NAMES("p.branch_id")} AS branch_names
         FROM attendance.sheet_place p JOIN people_api.member_name n ON n.member_id = p.member_id
         WHERE p.lesson_id = ANY($1::uuid[]) AND p.is_expected ORDER BY p.lesson_id, p.member_id`,
        [toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({ ...listedFrom(row), lessonId: toTypeId("lesson", row.lesson_id) }))
    },

    /** People of these names in the subtree of an organisation who may have come without being on the list. At most a thousand. */
    async findNamesakes(path: string, names: readonly string[]): Promise<Listed[]> {
      const { from, to } = subtreeOf(path)
      const rows = await read<Row>(
        "namesakes_below",
        `SELECT n.member_id, n.name, ${BRANCH_NAMES("m.branch_id")} AS branch_names FROM people_api.member_name n JOIN people_api.member m ON m.id = n.member_id
         WHERE n.name = ANY($1::text[]) AND m.branch_path >= $2 AND m.branch_path < $3 ORDER BY n.member_id LIMIT 1000`,
        [names, from, to],
      )
      return rows.map(listedFrom)
    },

    /** Who of these people has a mobile that ends in which of these four digits. No number and no fingerprint leaves its owner: only who. */
    async findByTails(memberIds: readonly string[], tails: readonly string[]): Promise<Map<string, Set<string>>> {
      const asked = [...new Set(tails)].flatMap((tail) => peopleKeys.map((key) => ({ tail, hash: mobileTailHash(tail, key) })))
      const found = new Map(tails.map((tail) => [tail, new Set<string>()]))
      if (asked.length === 0 || memberIds.length === 0) return found
      const rows = await read<{ tail: string; member_id: string }>(
        "members_by_mobile_tail",
        `SELECT t.tail, f.member_id FROM unnest($2::text[], $3::text[]) AS t(tail, hash)
         CROSS JOIN LATERAL people_api.with_mobile_tail($1::uuid[], decode(t.hash, 'hex')) AS f(member_id)`,
        [toUuids("member", memberIds), asked.map(({ tail }) => tail), asked.map(({ hash }) => hash.toString("hex"))],
      )
      for (const row of rows) found.get(row.tail)?.add(toTypeId("member", row.member_id))
      return found
    },

    /** Which of these people the viewer may name at a lesson: those on its list, and those in the viewer's subtrees. */
    async findNameable(lessonId: string, memberIds: readonly string[]): Promise<Set<string>> {
      const rows = await read<{ id: string }>(
        "nameable_at_sheet",
        `SELECT m.id FROM people_api.member m WHERE m.id = ANY($3::uuid[]) AND (${withinScope("m.branch_path")}
           OR EXISTS (SELECT FROM attendance.sheet_place p WHERE p.lesson_id = $4::uuid AND p.member_id = m.id))`,
        [...scopeOf(viewer), toUuids("member", memberIds), toUuid("lesson", lessonId)],
      )
      return new Set(rows.map(({ id }) => toTypeId("member", id)))
    },
  }
}

function listedFrom(row: Pick<Row, "member_id" | "name" | "branch_names">): Listed {
  return { memberId: toTypeId("member", row.member_id), name: row.name, branchNames: row.branch_names }
}
