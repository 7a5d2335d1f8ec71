import { writeCommunityStaff } from "./access.ts"
import { WHOLE_DAY, type Bookings } from "./bookings.ts"
import { dateText } from "./calendar.ts"
import type { City } from "./city.ts"
import { writeCommunityLessons } from "./community-lessons.ts"
import { writeCommunityFacility, type Facility } from "./facilities.ts"
import { writeAnnualHours } from "./hours.ts"
import { inventName } from "./names.ts"
import { writeOffices, type Call } from "./offices.ts"
import { invitePeople, type Person } from "./people.ts"
import { writePerson } from "./people-rows.ts"
import { writeMeetings } from "./meetings.ts"
import { writeMovements } from "./movements.ts"
import type { CommunityPlan, Node } from "./plan.ts"
import { chanceOf, type Chance } from "./random.ts"
import { writeRecords } from "./records.ts"
import type { Scene } from "./scene.ts"
import { attendCourses, takePlaces, type Course, type Place } from "./upper-lessons.ts"

/** What comes to a community from above: a hall and teachers, courses and places, posts to fill, a demonstration batch. */
export type FromAbove = {
  facility: Facility
  group: Course[]
  district: Course[]
  places: readonly Place[]
  calls: readonly Call[]
  batch: number | null
  appraisalId: string
}

/** Make one community from its people to their hours; nothing of it stays in memory. */
export async function writeCommunity(city: City, bookings: Bookings, plan: CommunityPlan, above: FromAbove): Promise<void> {
  const chance = chanceOf("community", city.seed, plan.index)
  const characters = plan.branches.map(() => characterOf(chance))
  const people = invitePeople(
    city,
    plan,
    chance,
    characters.map((character) => character.diligence),
  )
  writeCommunityStaff(city, plan)
  const secretary = writeOffices(city, plan, people, above.calls, chance)
  for (const person of people) writePerson(city, plan, person, chance)
  const moves = chanceOf("movements", city.seed, plan.index)
  for (const person of people) writeMovements(city, plan, person, moves)
  writeRecords(city, plan, people, secretary, above.appraisalId)
  writeMeetings(city, plan)
  city.seats.clear()
  const facility = writeCommunityFacility(city, bookings, plan, above.batch, above.facility, people, secretary, chance)
  writeWorkers(city, plan, people, 3, chance)

  const diaries = plan.branches.map(() => bookings.diary())
  for (const diary of diaries) {
    for (const { days } of [...above.group, ...above.district, ...above.places.map((place) => place.course)]) {
      for (const day of days) if (day >= city.period.start) diary[day - city.period.start] = WHOLE_DAY
    }
  }
  const peopleOf = plan.branches.map((_, branch) => people.filter((person) => person.branch === branch || person.movedFrom?.branch === branch))
  const scene: Scene = { city, plan, chance, bookings, facility, peopleOf, diaries, makeUpShares: characters.map((character) => character.makeUps) }
  const officers = people
    .filter((person) => person.officeSince !== null && person.participation === "DIRECT")
    .sort((a, b) => (a.secretarySince ?? Infinity) - (b.secretarySince ?? Infinity))
  takePlaces(city, above.places, officers, chance)
  attendCourses(city, people, above, chance)
  await writeCommunityLessons(scene)
  writeAnnualHours(city, plan, people)
}

/** 党务干部: staff of a street or community, some of them members there. */
export function writeWorkers(city: City, node: Node, people: readonly Person[], count: number, chance: Chance): void {
  const { period, ids, out } = city
  const members = people.filter(
    (person) => person.stage === "FULL" && person.participation === "DIRECT" && person.officeSince === null && period.today - person.birth < 50 * 365,
  )
  for (let number = 0; number < count; number += 1) {
    const member = chance.happens(0.35) ? members[number] : undefined
    const name = member?.name.name ?? inventName(chance.happens(0.7) ? "FEMALE" : "MALE", chance.between(1978, 1999), "01", chance).name
    const hired = period.today - chance.between(40, 3000)
    out.row("people.party_affairs_worker", ids.worker(), node.id, node.path, member?.id ?? null, name, dateText(hired), null)
  }
  if (!chance.happens(0.1)) return
  const { name } = inventName("FEMALE", 1990, "01", chance)
  const left = period.today - chance.between(20, 900)
  out.row("people.party_affairs_worker", ids.worker(), node.id, node.path, null, name, dateText(left - chance.between(200, 1500)), dateText(left))
}

/** Some branches are diligent, most are fair, a few are slack; the diligent also see to what was missed. */
function characterOf(chance: Chance): { diligence: number; makeUps: number } {
  const dice = chance.next()
  const diligence = dice < 0.13 ? 0.65 + chance.next() * 0.06 : dice < 0.7 ? 0.7 + chance.next() * 0.16 : 0.86 + chance.next() * 0.11
  return { diligence, makeUps: 0.15 + (diligence - 0.5) * 0.9 }
}
