import { expect } from "./attendance.ts"
import { findDay, WHOLE_DAY, type Bookings } from "./bookings.ts"
import { dateText, dayOf, isHoliday, weekdayOf, yearOf, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import type { Facility, Room, Tutor } from "./facilities.ts"
import { openLesson, type Lesson } from "./lessons.ts"
import { closeLesson } from "./sheets.ts"
import type { Person } from "./people.ts"
import type { CommunityPlan, DistrictPlan, GroupPlan, Node } from "./plan.ts"
import { chanceOf, shuffle, type Chance } from "./random.ts"
import { COMMUNITIES, PUBLISHED } from "./sizes.ts"
import { CITY_CLASSES } from "./titles.ts"

type Level = "CITY" | "DISTRICT" | "STREET"
/** A class above the communities: open while the communities send their people, closed when all have. */
export type Course = { id: string; firstDay: Day; days: readonly Day[]; lessons: Lesson[] }
/** A place in a city class for a community's officer of some rank, the secretary first. */
export type Place = { course: Course; rank: number }

/** Plan the city's training classes of three years, and share their places out over the communities' officers. */
export function openCityClasses(city: City, bookings: Bookings, facility: Facility): { courses: Course[]; placesOf: Map<CommunityPlan, Place[]> } {
  const chance = chanceOf("city classes", city.seed)
  const { communities } = city.plan
  const scale = communities.length / COMMUNITIES
  const count = PUBLISHED.cityClasses * Math.max(1, Math.round(scale))
  const total = Math.max(2 * count, Math.round(PUBLISHED.cityPlaces * scale))
  const units = shuffle(
    communities.flatMap((community) => [0, 1].map((rank) => ({ community, rank }))),
    chance,
  )
  const placesOf = new Map<CommunityPlan, Place[]>()
  const first = city.period.today - 3 * 365 + 10
  const span = 3 * 365 - 40
  const courses: Course[] = []
  for (let number = 0, given = 0; number < count; number += 1) {
    const places = Math.min(units.length, Math.floor((total * (number + 1)) / count) - Math.floor((total * number) / count))
    const monday = workingMonday(first + Math.floor((number * span) / count))
    const days = chance.happens(0.6) ? [monday, monday + 1, monday + 2] : [monday, monday + 1]
    const title = CITY_CLASSES[number % CITY_CLASSES.length] as string
    const name = `${yearOf(monday)}年${title}${number >= CITY_CLASSES.length ? `（第${Math.floor(number / CITY_CLASSES.length) + 1}期）` : ""}`
    const course = openCourse(city, bookings, { node: city.plan, level: "CITY", name, days, places, facility, rooms: facility.rooms }, chance)
    courses.push(course)
    for (let place = 0; place < places; place += 1, given += 1) {
      const { community, rank } = units[given % units.length] as (typeof units)[number]
      placesOf.set(community, [...(placesOf.get(community) ?? []), { course, rank }])
    }
  }
  return { courses, placesOf }
}

/** Plan a district's short courses for development targets (发展对象短期集中培训): three days, spring and autumn. */
export function openDistrictCourses(city: City, bookings: Bookings, district: DistrictPlan, index: number, facility: Facility): Course[] {
  const chance = chanceOf("district courses", city.seed, district.path)
  const courses: Course[] = []
  for (let year = yearOf(city.period.start); year <= yearOf(city.period.end); year += 1) {
    for (const month of [4, 10]) {
      const thursday = workingThursday(dayOf(year, month, 9 + (index % 2) * 7))
      const days = [thursday, thursday + 1, thursday + 2]
      if (thursday < city.period.start || thursday + 2 > city.period.end) continue
      const name = `${district.shortName}${year}年${month === 4 ? "春季" : "秋季"}发展对象培训班`
      const places = Math.round((230 / 30_572) * district.streets.reduce((sum, street) => sum + street.communities.reduce((all, one) => all + one.size, 0), 0))
      courses.push(
        openCourse(city, bookings, { node: district, level: "DISTRICT", name, days, places: Math.max(2, places), facility, rooms: facility.rooms }, chance),
      )
    }
  }
  return courses
}

/** Plan the quarterly training of a group's secretaries and committee members: a day of eight hours in the street's hall. */
export function openGroupTraining(city: City, bookings: Bookings, group: GroupPlan, street: Node, facility: Facility): Course[] {
  const chance = chanceOf("group training", city.seed, street.path, group.number)
  const { start, end } = city.period
  const courses: Course[] = []
  for (let year = yearOf(start); year <= yearOf(end); year += 1) {
    const days: Day[] = []
    for (const month of [3, 6, 9, 12]) {
      const from = dayOf(year, month, 3 + chance.below(8))
      const room = facility.rooms[0] as Room
      const day = findDay(bookings, [room.diary], WHOLE_DAY, from, from + 84, [4, 5])
      if (day !== null && day >= start && day <= end) {
        days.push(day)
        bookings.book(room.diary, day, WHOLE_DAY)
      }
    }
    if (days.length === 0) continue
    const ordinal = group.number > 1 ? `（第${group.number}组）` : ""
    const name = `${street.shortName}${year}年党组织书记和班子成员季度培训${ordinal}`
    const places = group.communities.reduce((sum, community) => sum + community.branches.length * 4 + 3, 0)
    courses.push(openCourse(city, bookings, { node: street, level: "STREET", name, days, places, facility, rooms: [] }, chance))
  }
  return courses
}

/** Send a community's officers and development targets to the classes above it. */
export function attendCourses(city: City, people: readonly Person[], given: { group: Course[]; district: Course[] }, chance: Chance): void {
  for (const person of people) {
    if (person.officeSince !== null && person.participation === "DIRECT") {
      for (const { lessons } of given.group) for (const lesson of lessons) if (person.officeSince <= lesson.day) expect(city, lesson, person, chance, 0.5)
    }
    if (person.target === null) continue
    for (const { firstDay, lessons } of given.district) {
      if (person.hadCourse || person.target > firstDay || (person.joined !== null && person.joined <= firstDay)) continue
      person.hadCourse = true
      for (const lesson of lessons) expect(city, lesson, person, chance, 0.3)
    }
  }
}

/** Take up a community's places in the city's classes. */
export function takePlaces(city: City, places: readonly Place[], officers: readonly Person[], chance: Chance): void {
  for (const { course, rank } of places) {
    const person = officers[rank % officers.length] as Person
    city.out.row("courses.class_place", course.id, person.id)
    for (const lesson of course.lessons) expect(city, lesson, person, chance, 0.2)
  }
}

export function closeCourses(city: City, courses: readonly Course[]): void {
  for (const { lessons } of courses) for (const lesson of lessons) closeLesson(city, lesson)
}

type Given = { node: Node; level: Level; name: string; days: readonly Day[]; places: number; facility: Facility; rooms: readonly Room[] }

/** Write a class with a lesson of eight hours on each of its days; days before the period have no lessons kept. */
function openCourse(city: City, bookings: Bookings, given: Given, chance: Chance): Course {
  const { node, level, name, days, places, facility } = given
  const id = city.ids.class()
  const [first, last] = [days[0] as Day, days.at(-1) as Day]
  const row = [id, node.id, node.path, level, yearOf(first), name, dateText(first), dateText(last), places, days.length * 8] as const
  city.out.row("courses.training_class", ...row)
  const lessons = days
    .filter((day) => day >= city.period.start)
    .map((day, index) => {
      const isFree = ({ diary }: Room | Tutor): boolean => bookings.isFree(diary, day, WHOLE_DAY)
      // A street books its hall while it looks for the day; the others have halls enough.
      const room = level === "STREET" ? facility.rooms[0] : given.rooms.find(isFree)
      const tutors = facility.tutors.filter(isFree)
      const start = tutors.length ? chance.below(tutors.length) : 0
      const chosen = [...tutors.slice(start), ...tutors.slice(0, start)].slice(0, 2)
      for (const { diary } of [...(room && level !== "STREET" ? [room] : []), ...chosen]) bookings.book(diary, day, WHOLE_DAY)
      const spec = {
        title: `${name}：第${index + 1}课`,
        category: "INTENSIVE",
        mode: "FACE_TO_FACE",
        day,
        from: 510,
        to: 1050,
        hours: 8,
        isFirm: true,
      } as const
      const teacherIds = chosen.map((tutor) => tutor.id)
      return openLesson(city, { ...spec, schoolId: facility.schoolId, venueId: room?.id ?? null, classId: id, organiser: node, teacherIds }, chance)
    })
  return { id, firstDay: first, days, lessons }
}

function workingMonday(from: Day): Day {
  for (let day = from; ; day += 1) if (weekdayOf(day) === 1 && ![day, day + 1, day + 2].some(isHoliday)) return day
}

function workingThursday(from: Day): Day {
  for (let day = from; ; day += 1) if (weekdayOf(day) === 4 && ![day, day + 1, day + 2].some(isHoliday)) return day
}
