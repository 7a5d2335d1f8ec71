import { writeStaff } from "./access.ts"
import { createBookings, type Bookings } from "./bookings.ts"
import type { City } from "./city.ts"
import { writeCommunity, writeWorkers } from "./community.ts"
import { demonstrationBatches, streetTutors, writeUpperFacility } from "./facilities.ts"
import { callsOf, type Call } from "./offices.ts"
import { writeOrganisations } from "./organisation-rows.ts"
import { writeLocks } from "./paperwork.ts"
import type { CommunityPlan, StreetPlan } from "./plan.ts"
import { chanceOf } from "./random.ts"
import { openAppraisal, writeUpperRecords } from "./records.ts"
import { writeCourses } from "./school-life.ts"
import { COMMUNITIES, PUBLISHED } from "./sizes.ts"
import { closeCourses, openCityClasses, openDistrictCourses, openGroupTraining, type Course, type Place } from "./upper-lessons.ts"

/** What the city decides about its communities before any of them is made. */
type Decided = {
  bookings: Bookings
  calls: Map<CommunityPlan, Call[]>
  batches: Map<CommunityPlan, number>
  placesOf: Map<CommunityPlan, Place[]>
  streetWorkers(): number
  onCommunity(): Promise<void>
}

/** Write the city from the top down, one community after the other, so that memory holds no more than one. */
export async function writeCity(city: City, onProgress: (line: string) => void): Promise<void> {
  const { plan, out } = city
  const total = plan.communities.length
  const bookings = createBookings(city.period)
  writeOrganisations(city)
  writeStaff(city)
  writeLocks(city)
  writeCourses(city)
  writeUpperRecords(city, [plan, ...plan.districts, ...plan.districts.flatMap((district) => district.streets)])
  const atOnce = Math.ceil((PUBLISHED.cityClasses * Math.max(1, total / COMMUNITIES)) / 150)
  const school = writeUpperFacility(city, bookings, plan, "CITY", 1 + atOnce, 10 + 2 * atOnce)
  const { courses, placesOf } = openCityClasses(city, bookings, school)
  let done = 0
  const onCommunity = async (): Promise<void> => {
    done += 1
    if (done % Math.ceil(total / 10) === 0) onProgress(`${done} of ${total} communities`)
    await out.breathe()
  }
  const decided = { bookings, placesOf, calls: callsOf(city), batches: demonstrationBatches(city), streetWorkers: workersByStreet(city), onCommunity }
  for (const [index, district] of plan.districts.entries()) {
    const facility = writeUpperFacility(city, bookings, district, "DISTRICT", 1, 4)
    const districtCourses = openDistrictCourses(city, bookings, district, index, facility)
    for (const street of district.streets) await writeStreet(city, street, districtCourses, decided)
    closeCourses(city, districtCourses)
  }
  closeCourses(city, courses)
}

/** Write a street: its hall and staff, then each group of communities with the training of its officers. */
async function writeStreet(city: City, street: StreetPlan, district: Course[], decided: Decided): Promise<void> {
  const { bookings, calls, batches, placesOf } = decided
  const facility = writeUpperFacility(city, bookings, street, "STREET", 1, streetTutors(street))
  const appraisalId = openAppraisal(city, street)
  writeWorkers(city, street, [], decided.streetWorkers(), chanceOf("workers", city.seed, street.path))
  for (const communities of street.groups) {
    const group = openGroupTraining(city, bookings, communities, street, facility)
    for (const community of communities.communities) {
      const own = { calls: calls.get(community) ?? [], places: placesOf.get(community) ?? [], batch: batches.get(community) ?? null, appraisalId }
      await writeCommunity(city, bookings, community, { facility, group, district, ...own })
      await decided.onCommunity()
    }
    closeCourses(city, group)
  }
}

/** How many Party affairs workers the next street has, so that with three in each community the published number comes out. */
function workersByStreet(city: City): () => number {
  const streets = city.plan.districts.flatMap((district) => district.streets).length
  const communities = city.plan.communities.length
  const left = Math.max(0, Math.round((PUBLISHED.workers * communities) / COMMUNITIES) - 3 * communities)
  let street = 0
  return () => {
    street += 1
    return Math.floor((left * street) / streets) - Math.floor((left * (street - 1)) / streets)
  }
}
