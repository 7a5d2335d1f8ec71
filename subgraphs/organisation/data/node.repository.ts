import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { type NodeKind, toUuid } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"

type Elsewhere = Exclude<NodeKind, "organisation">

/** Whether a row of another owner exists for the viewer: $1/$2 subtrees, $3 id, $4 paths on the way up, $5 the viewer's member, $6 account. */
const QUESTIONS: Record<Elsewhere, string> = {
  member: `SELECT FROM people_api.member n WHERE n.id = $3 AND (n.id = $5 OR ${withinScope("n.branch_path")})`,
  account: "SELECT FROM people_api.viewer n WHERE n.account_id = $3 AND n.account_id = $6",
  school: "SELECT FROM courses_api.school n WHERE n.id = $3",
  venue: "SELECT FROM courses_api.venue n WHERE n.id = $3",
  teacher: "SELECT FROM courses_api.teacher n WHERE n.id = $3",
  course: "SELECT FROM courses_api.course n WHERE n.id = $3",
  class: `SELECT FROM courses_api.training_class n WHERE n.id = $3 AND (${withinScope("n.organisation_path")} OR n.organisation_path = ANY($4))`,
  lesson: `SELECT FROM courses_api.lesson n WHERE n.id = $3 AND (${withinScope("n.organiser_path")} OR n.status <> 'DRAFT' AND (
             n.organiser_path = ANY($4) OR EXISTS (SELECT FROM courses_api.enrolment e WHERE e.lesson_id = n.id AND e.member_id = $5 AND e.state = 'EXPECTED')))`,
}

/** Ask the contracts of the other owners whether a thing exists for the viewer, by the same rules as its owner's own queries. */
export function createNodeRepository(database: Database, viewer: Viewer) {
  return {
    async exists(kind: Elsewhere, id: string): Promise<boolean> {
      const rows = await database.read<{ found: boolean }>(
        `node_${kind}`,
        `SELECT EXISTS (${QUESTIONS[kind]}) AS found
         FROM (SELECT $1::text[], $2::text[], $3::uuid, $4::text[], $5::uuid, $6::uuid) AS parameters`,
        [...scopeOf(viewer), toUuid(kind, id), waysUp(viewer), ownMember(viewer), toUuid("account", viewer.accountId)],
      )
      return rows[0]?.found ?? false
    },
  }
}
