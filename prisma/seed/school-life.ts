import type { City } from "./city.ts"
import { inventName } from "./names.ts"
import type { CommunityPlan, Node } from "./plan.ts"
import { chanceOf } from "./random.ts"

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const
const WORKDAYS = [1, 2, 3, 4, 5] as const
const EVENING = 17 * 60 + 30

/** What the lectures of the city's school are about: name, topic, kind, category, study hours. */
const COURSES = [
  ["学习贯彻党章", "党章党规", "LECTURE", "PARTY_LECTURE", 2],
  ["党的创新理论专题", "党的创新理论", "LECTURE", "INTENSIVE", 4],
  ["党史上的今天", "党史", "SEMINAR", "COLLECTIVE", 2],
  ["社区治理案例研讨", "基层治理", "DISCUSSION", "INTENSIVE", 4],
  ["群众工作方法", "群众工作", "LECTURE", "PARTY_LECTURE", 2],
  ["廉洁教育基地现场教学", "廉洁教育", "SITE_TEACHING", "THEME_DAY", 3],
  ["民法典在社区", "法治", "LECTURE", "PARTY_LECTURE", 2],
  ["应急避险实务", "应急管理", "PRACTICE", "PRACTICE", 2],
] as const

/** 校长与校委会: who leads a school since it was founded or since they were elected; a school above the communities is led by invented people. */
export function writeSchoolOfficers(city: City, schoolId: string, since: string, head: { id: string | null; name: string }): void {
  const chance = chanceOf("school officers", city.seed, schoolId)
  const write = (memberId: string | null, name: string, position: string) =>
    city.out.row("courses.school_officer", city.ids.schoolOfficer(), schoolId, memberId, name, position, since, null)
  write(head.id, head.name, "HEADMASTER")
  for (let count = 0; count < 2; count += 1) write(null, inventSomeone(chance), "BOARD_MEMBER")
}

export function inventHead(city: City, node: Node): { id: null; name: string } {
  return { id: null, name: inventSomeone(chanceOf("headmaster", city.seed, node.path)) }
}

function inventSomeone(chance: ReturnType<typeof chanceOf>): string {
  return inventName(chance.happens(0.5) ? "MALE" : "FEMALE", chance.between(1962, 1985), "01", chance).name
}

/** 开放时间: reading rooms on workdays, everything else from eight to ten every day. */
export function writeOpening(city: City, venueId: string, kind: string): void {
  const days = kind === "READING_ROOM" ? WORKDAYS : EVERY_DAY
  for (const weekday of days) city.out.row("courses.venue_opening", venueId, weekday, 8 * 60, kind === "READING_ROOM" ? EVENING : 22 * 60)
}

/** 可授课时间: the retired come by day, best in the morning, and dislike evenings; the others have said nothing. */
export function writeAvailability(city: City, teacherId: string, category: string): void {
  if (category !== "RETIRED_CADRE" && category !== "VETERAN_MEMBER") return
  for (const weekday of EVERY_DAY) {
    city.out.row("courses.teacher_availability", teacherId, weekday, 8 * 60, EVENING, "AVAILABLE")
    if (weekday <= 5) city.out.row("courses.teacher_availability", teacherId, weekday, 9 * 60, 11 * 60 + 30, "PREFERRED")
    city.out.row("courses.teacher_availability", teacherId, weekday, EVENING, 22 * 60, "AVOIDED")
  }
}

/** 共用场地: every third community lends its activity room to the next community of its street. */
export function shareActivityRoom(city: City, plan: CommunityPlan, venueId: string): void {
  const next = city.plan.communities[plan.index + 1]
  if (plan.index % 3 === 0 && next && streetOf(next) === streetOf(plan)) city.out.row("courses.venue_sharing", venueId, next.id, 2)
}

function streetOf({ path }: CommunityPlan): string {
  return path.split(".").slice(0, -2).join(".")
}

export function writeCourses(city: City): void {
  for (const [name, topic, kind, category, hours] of COURSES) {
    city.out.row("courses.course", city.ids.course(), city.plan.id, city.plan.path, name, kind, category, topic, hours)
  }
}
