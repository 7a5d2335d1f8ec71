import type { Bookings, Diary } from "./bookings.ts"
import { findDay } from "./bookings.ts"
import type { Day } from "./calendar.ts"
import type { City } from "./city.ts"
import { expect } from "./attendance.ts"
import type { Facility, Room, Tutor } from "./facilities.ts"
import type { Lesson } from "./lessons.ts"
import { branchOn, type Person } from "./people.ts"
import type { CommunityPlan } from "./plan.ts"
import type { Chance } from "./random.ts"

/** One community while its timetable is drawn and lived through. */
export type Scene = {
  city: City
  plan: CommunityPlan
  chance: Chance
  bookings: Bookings
  facility: Facility
  /** By branch: who belongs or belonged to it, when it is busy, and how likely it is that what was missed is made up. */
  peopleOf: readonly Person[][]
  diaries: readonly Diary[]
  makeUpShares: readonly number[]
}

export type Invited = "MEMBERS" | "MEMBERS_AND_ACTIVISTS"

/** Put everybody on the list who was expected of these branches on that day. */
export function gather(scene: Scene, lesson: Lesson, branches: readonly number[], invited: Invited): void {
  const { city, chance } = scene
  for (const branch of branches) {
    const share = scene.makeUpShares[branch] ?? 0.5
    for (const person of scene.peopleOf[branch] ?? []) {
      if (isExpected(person, branch, lesson, invited)) expect(city, lesson, person, chance, share)
    }
  }
}

/** Members since they joined; people on the way at lectures and courses; the reported-in and floating-in as they please. */
function isExpected(person: Person, branch: number, { day, category }: Lesson, invited: Invited): boolean {
  if (branchOn(person, day) !== branch) return false
  if (person.participation === "DIRECT") {
    if (person.joined !== null && person.joined <= day) return true
    return invited === "MEMBERS_AND_ACTIVISTS" && person.activist !== null && person.activist <= day
  }
  if (category === "ONLINE") return false
  if (person.participation === "FLOATING_IN") return true
  return person.birth % 10 < (category === "PARTY_LECTURE" ? 6 : 2)
}

/** Find a day, a room and a teacher when everybody concerned is free, and book them; the room or the teacher may be wanting. */
export function arrange(
  scene: Scene,
  wanted: {
    branches: readonly number[]
    parts: number
    from: Day
    until: Day
    weekdays: readonly number[]
    seats: number
    tutors: number
    prefersRemote?: boolean
  },
): { day: Day; room: Room | null; tutors: Tutor[] } | null {
  const { bookings, facility, chance } = scene
  const audience = wanted.branches.map((branch) => scene.diaries[branch] as Diary)
  const fitting = facility.rooms.filter((room) => room.capacity >= wanted.seats)
  const rooms = wanted.prefersRemote ? [...fitting].sort((a, b) => Number(b.isRemote) - Number(a.isRemote)) : fitting
  const end = Math.min(wanted.until, scene.city.period.end)
  for (const room of [...rooms, null]) {
    const day = findDay(bookings, room ? [...audience, room.diary] : audience, wanted.parts, wanted.from, end, wanted.weekdays)
    if (day === null) continue
    const free = facility.tutors.filter((tutor) => bookings.isFree(tutor.diary, day, wanted.parts))
    const first = chance.below(Math.max(1, free.length))
    const tutors = [...free.slice(first), ...free.slice(0, first)].slice(0, wanted.tutors)
    for (const diary of [...audience, ...(room ? [room.diary] : []), ...tutors.map((tutor) => tutor.diary)]) bookings.book(diary, day, wanted.parts)
    return { day, room, tutors }
  }
  return null
}
