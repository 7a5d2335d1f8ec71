import type { Post, Stage } from "./audience.ts"

/** 培训对象 as it was read: whose people (names; none for the organiser's), at which stages, holding which posts. */
export type AudienceWords = { places: string[]; stages: Stage[]; posts: Post[] }

const MEMBERS: readonly Stage[] = ["FULL", "PROBATIONARY"]
const STAGES: Record<string, readonly Stage[]> = {
  全体党员: MEMBERS,
  党员: MEMBERS,
  正式党员: ["FULL"],
  预备党员: ["PROBATIONARY"],
  发展对象: ["DEVELOPMENT_TARGET"],
  入党积极分子: ["ACTIVIST"],
  积极分子: ["ACTIVIST"],
  入党申请人: ["APPLICANT"],
}
const POSTS: Record<string, readonly Post[]> = {
  支部书记: ["SECRETARY"],
  党支部书记: ["SECRETARY"],
  党组织书记: ["SECRETARY"],
  书记: ["SECRETARY"],
  副书记: ["DEPUTY_SECRETARY"],
  支部副书记: ["DEPUTY_SECRETARY"],
  组织委员: ["ORGANISATION_COMMISSIONER"],
  宣传委员: ["PUBLICITY_COMMISSIONER"],
  纪检委员: ["DISCIPLINE_COMMISSIONER"],
}
const PLACE = /(党支部|支部|总支|总支部|党委|工委|委员会)$/u
const MEMBERS_OF = /^(.+(?:党支部|支部|总支|总支部|党委|工委|委员会))(?:的)?(全体党员|党员|全体)$/u

/**
 * Read 培训对象 where it is certain: stages (全体党员、发展对象), posts (支部书记), branches (第一党支部), branches with their members
 * (第一党支部全体党员). Null for anything else, and where kinds are mixed so that it could mean two things: that is a question.
 */
export function readAudienceWords(text: string): AudienceWords | null {
  const parts = text
    .normalize("NFKC")
    .split(/[、,;，；和及与\n]+/u)
    .map((part) => part.replace(/\s/gu, "").replace(/^(各|全体)(?=支部书记|党支部书记|正式党员|预备党员|发展对象|入党积极分子|积极分子)/u, ""))
    .filter((part) => part !== "")
  const [stages, posts] = [parts.map((part) => STAGES[part]), parts.map((part) => POSTS[part])]
  if (parts.length === 0) return null
  if (stages.every((some) => some !== undefined)) return { places: [], stages: [...new Set(stages.flatMap((some) => some ?? []))], posts: [] }
  if (posts.every((some) => some !== undefined)) return { places: [], stages: [], posts: [...new Set(posts.flatMap((some) => some ?? []))] }
  const places = parts.map((part) => MEMBERS_OF.exec(part)?.[1] ?? (PLACE.test(part) ? part : null))
  return places.every((place) => place !== null) ? { places: [...new Set(places)], stages: [...MEMBERS], posts: [] } : null
}
