import { toTypeId } from "../../shared/typeid.ts"
import type { Member, Participation, Stage } from "../domain/member.ts"

export type MemberRow = {
  id: string
  code: string
  name: string
  name_pinyin: string
  stage: Stage
  participation: Participation
  joined_on: string | null
  full_on: string | null
  branch_id: string | null
  branch_path: string | null
  version: number
}

/** Select list of a member `m`. */
export const MEMBER_COLUMNS =
  "m.id, m.code, m.name, m.name_pinyin, m.stage::text AS stage, m.participation::text AS participation, m.joined_on, m.full_on, m.branch_id, m.branch_path, m.version"

/** The same with the stage that the member had reached on a day, by the dates of the record; null before the application. */
export const stageOn = (day: string): string =>
  `CASE WHEN m.full_on <= ${day} THEN 'FULL' WHEN m.joined_on <= ${day} THEN 'PROBATIONARY' WHEN m.target_on <= ${day} THEN 'DEVELOPMENT_TARGET'
        WHEN m.activist_on <= ${day} THEN 'ACTIVIST' WHEN m.applied_on <= ${day} THEN 'APPLICANT' END`

/** Turn a row into a member, with ids as clients see them. */
export function toMember(row: MemberRow): Member {
  return {
    id: toTypeId("member", row.id),
    code: row.code,
    name: row.name,
    namePinyin: row.name_pinyin,
    stage: row.stage,
    participation: row.participation,
    joinedOn: row.joined_on,
    fullOn: row.full_on,
    branchId: row.branch_id && toTypeId("organisation", row.branch_id),
    branchPath: row.branch_path,
    version: row.version,
  }
}
