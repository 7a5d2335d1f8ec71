import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Notice, NoticeContent, NoticeKind } from "../domain/notice.ts"

export type NoticeRequest = { unreadOnly: boolean } & PageRequest

type Row = {
  id: string
  lesson_id: string
  kind: NoticeKind
  member_id: string | null
  teacher_id: string | null
  content: NoticeContent
  created_at: Date
  read_at: Date | null
}

const COLUMNS = "n.id, n.lesson_id, n.kind::text, n.member_id, n.teacher_id, n.content, n.created_at, n.read_at"

/** $1/$2 the viewer's subtrees, $3 the viewer's member, $4 whose notices: people whom the viewer may not read are as good as absent. */
const MEMBERS = `unnest($4::uuid[]) AS asked(id) JOIN people_api.member m ON m.id = asked.id AND (m.id = $3::uuid OR ${withinScope("m.branch_path")})`

/** $3 the paths where the viewer plans, $4 the teachers; $1 and $2 stay the viewer's. */
const TEACHERS = `unnest($4::uuid[]) AS asked(id) JOIN courses.teacher m ON m.id = asked.id
  AND $1::text[] IS NOT NULL AND $2::text[] IS NOT NULL AND EXISTS (SELECT FROM unnest($3::text[]) AS place WHERE starts_with(m.organisation_path, place))`

type Readers = { name: string; whose: string; column: "member_id" | "teacher_id"; own: readonly unknown[]; kind: "member" | "teacher" }

export type NoticeRepository = ReturnType<typeof createNoticeRepository>

/** Read notices: a member's, for the person and those who may read the person; an outside teacher's, for those who plan there and telephone them. */
export function createNoticeRepository(database: Database, viewer: Viewer) {
  const scope = scopeOf(viewer)
  const members: Readers = { name: "member", whose: MEMBERS, column: "member_id", own: [...scope, ownMember(viewer)], kind: "member" }
  const teachers: Readers = { name: "teacher", whose: TEACHERS, column: "teacher_id", own: [...scope, planningPaths(viewer)], kind: "teacher" }
  return {
    ofMembers: noticesOf(database, members),
    ofTeachers: noticesOf(database, teachers),
  }
}

/** Where the viewer plans: the paths of those grants. */
export function planningPaths(viewer: Viewer): string[] {
  return [...new Set(viewer.grants.map(({ path }) => path).filter((path) => mayPlan(viewer, path)))]
}

/** Written into the text, not asked as a parameter: so the index of the few that are unread serves whichever way the server plans. */
function unread(only: boolean): string {
  return only ? " AND n.read_at IS NULL" : ""
}

function noticesOf(database: Database, { name, whose, column, own, kind }: Readers) {
  return {
    /** Find one page a reader, the newest first, with one row more than the limit where there is more. Whom the viewer may not read is left out. */
    async findPages(ids: readonly string[], { unreadOnly, limit, after }: NoticeRequest): Promise<{ ownerId: string; notices: Notice[] }[]> {
      const [moment, id] = after ?? []
      const rows = await database.read<Row & { asked_id: string }>(
        unreadOnly ? `${name}_unread_notices` : `${name}_notices`,
        `SELECT asked.id AS asked_id, page.* FROM ${whose} LEFT JOIN LATERAL (
           SELECT ${COLUMNS} FROM courses.notice n WHERE n.${column} = asked.id${unread(unreadOnly)}
             AND ($5::timestamptz IS NULL OR (n.created_at, n.id) < ($5, $6::uuid))
           ORDER BY n.created_at DESC, n.id DESC LIMIT $7
         ) page ON true`,
        [...own, toUuids(kind, ids), moment ? new Date(moment) : null, id ? toUuid("notice", id) : null, limit + 1],
      )
      const pages = new Map<string, Notice[]>()
      for (const row of rows) {
        const notices = pages.get(row.asked_id) ?? []
        if (row.id !== null) notices.push(toNotice(row))
        pages.set(row.asked_id, notices)
      }
      return [...pages].map(([ownerId, notices]) => ({ ownerId: toTypeId(kind, ownerId), notices }))
    },

    async count(ids: readonly string[], unreadOnly: boolean): Promise<{ ownerId: string; notices: number }[]> {
      const rows = await database.read<{ asked_id: string; notices: number }>(
        unreadOnly ? `${name}_unread_notices_count` : `${name}_notices_count`,
        `SELECT asked.id AS asked_id, (SELECT count(*) FROM courses.notice n WHERE n.${column} = asked.id${unread(unreadOnly)}) AS notices
         FROM ${whose}`,
        [...own, toUuids(kind, ids)],
      )
      return rows.map((row) => ({ ownerId: toTypeId(kind, row.asked_id), notices: row.notices }))
    },
  }
}

function toNotice(row: Row): Notice {
  return {
    id: toTypeId("notice", row.id),
    kind: row.kind,
    lessonId: toTypeId("lesson", row.lesson_id),
    memberId: row.member_id && toTypeId("member", row.member_id),
    teacherId: row.teacher_id && toTypeId("teacher", row.teacher_id),
    content: row.content,
    createdAt: row.created_at,
    readAt: row.read_at,
  }
}
