import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder } from "../../shared/keyed.ts"
import { ownMember, scopeOf } from "../../shared/scope.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { MOST_NAMESAKES, type Namesake } from "../domain/namesake.ts"
import { VISIBLE } from "./member.repository.ts"

type NamesakeRow = { id: string; name: string; code: string; birth_on: string; branch_name: string | null }

/** Make the request's loader of people of one name, as many as matter, among those whom the viewer may read. */
export function createNamesakeLoaders(database: Database, viewer: Viewer) {
  return {
    namesakesByName: new DataLoader<string, Namesake[]>(async (names) => {
      const rows = await database.read<NamesakeRow>(
        "namesakes",
        `SELECT n.id, n.name, n.code, n.birth_on, o.short_name AS branch_name FROM unnest($4::text[]) AS asked(name)
         CROSS JOIN LATERAL (SELECT m.id, m.name, m.code, m.birth_on, m.branch_id FROM people.member m WHERE m.name = asked.name AND ${VISIBLE} LIMIT ${MOST_NAMESAKES + 1}) n
         LEFT JOIN organisation_api.organisation o ON o.id = n.branch_id`,
        [...scopeOf(viewer), ownMember(viewer), names],
      )
      const namesakes = rows.map(({ id, name, code, birth_on, branch_name }) => ({
        id: toTypeId("member", id),
        name,
        code,
        birthOn: birth_on,
        branchName: branch_name,
      }))
      return groupedInKeyOrder(names, namesakes, ({ name }) => name)
    }),
  }
}
