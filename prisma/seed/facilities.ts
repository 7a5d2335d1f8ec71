import type { Bookings, Diary } from "./bookings.ts"
import { dateText, dayOf } from "./calendar.ts"
import type { City } from "./city.ts"
import { inventName } from "./names.ts"
import type { Person } from "./people.ts"
import type { CommunityPlan, Node, StreetPlan } from "./plan.ts"
import { chanceOf, type Chance } from "./random.ts"
import { inventHead, shareActivityRoom, writeAvailability, writeOpening, writeSchoolOfficers } from "./school-life.ts"
import { PUBLISHED } from "./sizes.ts"

export type Room = { id: string; capacity: number; diary: Diary; isRemote: boolean }
export type Tutor = { id: string; diary: Diary }
/** Where an organisation teaches, and who teaches there. */
export type Facility = { schoolId: string | null; rooms: Room[]; tutors: Tutor[] }

type Level = "CITY" | "DISTRICT" | "STREET" | "COMMUNITY"
type Category = "RETIRED_CADRE" | "SENIOR_TEACHER" | "VETERAN_MEMBER" | "PARTY_SCHOOL_LECTURER" | "LECTURER_GROUP" | "LEADER"

const SUBJECTS = ["党章党规", "党的创新理论", "党史", "基层治理", "群众工作", "廉洁教育", "法治", "民族团结", "社区服务实务", "应急管理"] as const
const UPPER: Record<"CITY" | "DISTRICT" | "STREET", readonly (readonly [Category, string, string])[]> = {
  CITY: [
    ["PARTY_SCHOOL_LECTURER", "中共柳州市委党校", "副教授"],
    ["LECTURER_GROUP", "柳州市委讲师团", "讲师"],
    ["SENIOR_TEACHER", "柳州某高校", "教授"],
  ],
  DISTRICT: [
    ["PARTY_SCHOOL_LECTURER", "区委党校", "讲师"],
    ["LEADER", "区委组织部", "副部长"],
  ],
  STREET: [
    ["LEADER", "街道党工委", "组织委员"],
    ["LECTURER_GROUP", "街道宣讲团", "宣讲员"],
  ],
}

/** Open the school of a city, district or street, with its halls and lecturers. */
export function writeUpperFacility(city: City, bookings: Bookings, node: Node, level: "CITY" | "DISTRICT" | "STREET", rooms: number, tutors: number): Facility {
  const chance = chanceOf("school", city.seed, node.path)
  const names = { CITY: "中共柳州市委党校", DISTRICT: `中共柳州市${node.shortName.slice(0, -1)}区委党校`, STREET: `${node.shortName}党校` }
  const founded = dateText(dayOf(level === "STREET" ? 2003 : 1985, 9, chance.between(1, 28)))
  const schoolId = writeSchool(city, node, names[level], level, null, founded)
  writeSchoolOfficers(city, schoolId, founded, inventHead(city, node))
  const facility: Facility = { schoolId, rooms: [], tutors: [] }
  for (let count = 1; count <= rooms; count += 1) {
    const name = level === "STREET" ? `${node.shortName}党群服务中心多功能厅${count > 1 ? count : ""}` : `${names[level]}第${count}报告厅`
    const room = { kind: "CLASSROOM", capacity: level === "STREET" ? 240 : 300, equipment: "{投影仪,音响,远程会议终端}" } as const
    facility.rooms.push(writeRoom(city, bookings, node, name, room))
  }
  for (let count = 0; count < tutors; count += 1) {
    const [category, unit, title] = UPPER[level][count % UPPER[level].length] as (typeof UPPER)["CITY"][number]
    facility.tutors.push(writeTutor(city, bookings, node, null, { category, unit, title }, chance))
  }
  return facility
}

/** Share out the demonstration schools (示范社区党校) in two batches over the communities that have a school. */
export function demonstrationBatches(city: City): Map<CommunityPlan, number> {
  const schools = city.plan.communities.filter((community) => community.hasSchool)
  const count = Math.max(1, Math.round((PUBLISHED.demonstrationSchools * schools.length) / PUBLISHED.schools))
  const chosen = Array.from({ length: count }, (_, index) => schools[Math.floor((index * schools.length) / count)] as CommunityPlan)
  return new Map(chosen.map((community, index) => [community, index < count / 2 ? 1 : 2]))
}

/**
 * Furnish a community: its school where it has one, the rooms (党员电教室, 活动室) and the teachers among its own people.
 *
 * The street's hall is shared by all communities of the street, as premises are in practice; its teachers come too.
 */
export function writeCommunityFacility(
  city: City,
  bookings: Bookings,
  plan: CommunityPlan,
  batch: number | null,
  shared: Facility,
  people: readonly Person[],
  secretary: Person,
  chance: Chance,
): Facility {
  const own: Facility = { schoolId: shared.schoolId, rooms: [], tutors: [] }
  const founded = dateText(dayOf(chance.between(2004, 2016), chance.between(3, 12), chance.between(1, 28)))
  const place = `${plan.stem}社区`
  if (plan.hasSchool) {
    own.schoolId = writeSchool(city, plan, `${place}党校`, "COMMUNITY", batch, founded)
    writeSchoolOfficers(city, own.schoolId, dateText(secretary.secretarySince ?? city.period.start), { id: secretary.id, name: secretary.name.name })
    const capacity = plan.size > 110 ? 160 : 90
    own.rooms.push(writeRoom(city, bookings, plan, `${place}党校一号教室`, { kind: "CLASSROOM", capacity, equipment: "{投影仪,音响}" }))
    if (chance.happens(0.85)) {
      const room = { kind: "REMOTE_EDUCATION_ROOM", capacity: chance.between(9, 16) * 10, equipment: "{电视,播放设备,远程教育终端}" } as const
      own.rooms.push(writeRoom(city, bookings, plan, `${place}党员电教室`, room))
    }
    if (chance.happens(0.3)) writeRoom(city, bookings, plan, `${place}党建阅览室`, { kind: "READING_ROOM", capacity: 24, equipment: "{图书}" })
  }
  const activities = writeRoom(city, bookings, plan, `${place}党员活动室`, { kind: "ACTIVITY_ROOM", capacity: 80, equipment: "{电视}" })
  shareActivityRoom(city, plan, activities.id)
  own.rooms.push(activities)
  own.rooms.push(...shared.rooms)
  const veterans = people.filter(
    (person) => person.stage === "FULL" && person.participation === "DIRECT" && !person.isAway && (person.joined ?? 0) < city.period.start - 25 * 365,
  )
  if (veterans.length > 0) {
    const details = { category: "VETERAN_MEMBER", unit: place, title: "老党员" } as const
    own.tutors.push(writeTutor(city, bookings, plan, chance.pick(veterans), details, chance))
  }
  if (chance.happens(0.6)) {
    const details = chance.happens(0.5)
      ? ({ category: "RETIRED_CADRE", unit: "退休干部", title: null } as const)
      : ({ category: "SENIOR_TEACHER", unit: "柳州某中学", title: "高级教师" } as const)
    own.tutors.push(writeTutor(city, bookings, plan, null, details, chance))
  }
  own.tutors.push(...shared.tutors)
  return own
}

/** How many lecturers a street needs for the training of its groups of officers. */
export function streetTutors(street: StreetPlan): number {
  return Math.max(2, street.groups.length * 2)
}

function writeSchool(city: City, node: Node, name: string, level: Level, batch: number | null, establishedOn: string): string {
  const id = city.ids.school()
  city.out.row("courses.party_school", id, node.id, node.path, name, level, batch !== null, batch, establishedOn)
  return id
}

function writeRoom(
  city: City,
  bookings: Bookings,
  node: Node,
  name: string,
  { kind, capacity, equipment }: { kind: "CLASSROOM" | "REMOTE_EDUCATION_ROOM" | "READING_ROOM" | "ACTIVITY_ROOM"; capacity: number; equipment: string },
): Room {
  const id = city.ids.venue()
  city.out.row("courses.venue", id, node.id, node.path, name, kind, capacity, equipment)
  writeOpening(city, id, kind)
  return { id, capacity, diary: bookings.diary(), isRemote: kind === "REMOTE_EDUCATION_ROOM" }
}

function writeTutor(
  city: City,
  bookings: Bookings,
  node: Node,
  member: Person | null,
  { category, unit, title }: { category: Category; unit: string; title: string | null },
  chance: Chance,
): Tutor {
  const id = city.ids.teacher()
  const name = member ? member.name.name : inventName(chance.happens(0.6) ? "MALE" : "FEMALE", chance.between(1948, 1988), "01", chance).name
  const first = chance.below(SUBJECTS.length)
  const subjects = `{${SUBJECTS[first]},${SUBJECTS[(first + 3) % SUBJECTS.length]}}`
  city.out.row("courses.teacher", id, node.id, node.path, member?.id ?? null, name, category, unit, title, subjects)
  writeAvailability(city, id, category)
  return { id, diary: bookings.diary() }
}
