import { dateText, dayOf } from "./calendar.ts"
import type { Ids } from "./ids.ts"
import { chineseNumber, CITY, communityStem, DISTRICTS, type DistrictPlace, type StreetPlace } from "./places.ts"
import { chanceOf, shuffle, type Chance } from "./random.ts"
import { branchSizes, communityCounts, communitySizes, setDeviations, type CommunityKind } from "./sizes.ts"

export type Node = { id: string; path: string; divisionId: string; name: string; shortName: string; foundedOn: string }
export type BranchPlan = Node & {
  size: number
  /** Set for the one branch that is short of full members. */
  fullMembers?: number
}
/** A community organisation. One that is a branch itself holds its members directly: `branches` is then the organisation alone. */
export type CommunityPlan = Node & { index: number; code: string; stem: string; kind: CommunityKind; size: number; branches: BranchPlan[]; hasSchool: boolean }
/** Communities whose officers train together: a street, or eight communities of a big one. */
export type GroupPlan = { street: StreetPlan; number: number; communities: CommunityPlan[] }
export type StreetPlan = Node & { place: StreetPlace; groups: GroupPlan[]; communities: CommunityPlan[] }
export type DistrictPlan = Node & { place: DistrictPlace; streets: StreetPlan[] }
export type CityPlan = Node & { districts: DistrictPlan[]; communities: CommunityPlan[]; divisionIds: Map<string, string> }

const GROUP = 8

/** Draw the whole tree of organisations for a number of members: names, paths and sizes, before anybody lives in it. */
export function planCity(members: number, seed: number, ids: Ids): CityPlan {
  const chance = chanceOf("plan", seed)
  const counts = communityCounts(members)
  const kinds = shuffle(
    [...fill("COMMITTEE", counts.committees), ...fill("GENERAL_BRANCH", counts.generalBranches), ...fill("BRANCH", counts.branches)],
    chance,
  )
  const sizes = communitySizes(kinds, members, chance)
  const schoolless = new Set(kinds.flatMap((kind, index) => (kind === "BRANCH" ? [index] : [])).slice(0, counts.total - counts.schools))
  const divisionIds = new Map(
    [CITY.code, ...DISTRICTS.flatMap((one) => [one.code, ...one.streets.map((street) => street.code)])].map((code) => [code, ids.division()]),
  )

  const city: CityPlan = {
    ...node(ids, "c.", divisionOf(CITY.code), "中共柳州市委员会", CITY.name, dateText(dayOf(1949, 11, 25))),
    districts: [],
    communities: [],
    divisionIds,
  }
  function divisionOf(code: string): string {
    const id = divisionIds.get(code)
    if (id === undefined) throw new RangeError(`No division ${code}.`)
    return id
  }
  const spread = spreadStreets(counts.total)
  city.districts = spread.map((streets, index) => planDistrict(city, index, streets, ids, divisionOf))
  for (const [place, district] of city.districts.entries()) {
    for (const [order, street] of district.streets.entries()) {
      const most = spread[place]?.[order]?.communities ?? 0
      for (let number = 1; number <= most; number += 1) {
        const index = city.communities.length
        const kind = kinds[index] as CommunityKind
        const community = planCommunity({ street, number, index, kind, size: sizes[index] as number, hasSchool: !schoolless.has(index) }, ids, chance)
        divisionIds.set(community.code, community.divisionId)
        street.communities.push(community)
        city.communities.push(community)
      }
      for (let at = 0; at < street.communities.length; at += GROUP) {
        street.groups.push({ street, number: street.groups.length + 1, communities: street.communities.slice(at, at + GROUP) })
      }
    }
  }
  setDeviations(city.communities)
  return city
}

/** Choose the streets that are used, by district, with how many communities each gets; towns get fewer. */
function spreadStreets(communities: number): { place: StreetPlace; communities: number }[][] {
  const districts = DISTRICTS.slice(0, Math.min(DISTRICTS.length, Math.max(1, Math.floor(communities / 2))))
  const most = districts.reduce((sum, one) => sum + one.streets.length, 0)
  const wanted = Math.min(most, Math.ceil(communities * 0.75))
  const chosen: { place: StreetPlace; communities: number }[][] = districts.map(() => [])
  for (let round = 0, taken = 0; taken < wanted; round += 1) {
    districts.forEach((one, index) => {
      const place = one.streets[round]
      if (!place || taken >= wanted) return
      chosen[index]?.push({ place, communities: 1 })
      taken += 1
    })
  }
  const all = chosen.flat()
  for (let left = communities - all.length; left > 0; left -= 1) {
    const load = (one: (typeof all)[number]): number => one.communities / (one.place.isTown ? 1.6 : 5.2)
    const next = all.reduce((least, one) => (load(one) < load(least) ? one : least))
    next.communities += 1
  }
  return chosen
}

function planDistrict(
  city: CityPlan,
  index: number,
  streets: { place: StreetPlace; communities: number }[],
  ids: Ids,
  divisionOf: (code: string) => string,
): DistrictPlan {
  const place = DISTRICTS[index] as DistrictPlace
  // The last digit of the code keeps the districts in the order of the official list.
  const path = `${city.path}d${place.code.slice(-1)}.`
  const district = { ...node(ids, path, divisionOf(place.code), `中共柳州市${place.name}委员会`, place.name, dateText(dayOf(1979, 3, 1 + index))), place }
  return {
    ...district,
    streets: streets.map(({ place: street }, number) => {
      const suffix = street.isTown ? "委员会" : "工作委员会"
      const name = `中共柳州市${place.name}${street.name}${suffix}`
      const own = node(ids, `${path}s${padded(number + 1, 2)}.`, divisionOf(street.code), name, street.name, dateText(dayOf(1984, 6, 1 + number)))
      return { ...own, place: street, groups: [], communities: [] }
    }),
  }
}

const COMMUNITY_NAMES: Record<CommunityKind, [full: string, short: string]> = {
  COMMITTEE: ["委员会", "党委"],
  GENERAL_BRANCH: ["总支部委员会", "党总支"],
  BRANCH: ["支部委员会", "党支部"],
}

function planCommunity(
  given: { street: StreetPlan; number: number; index: number; kind: CommunityKind; size: number; hasSchool: boolean },
  ids: Ids,
  chance: Chance,
): CommunityPlan {
  const { street, number, index, kind, size, hasSchool } = given
  const stem = communityStem(index)
  const code = `${street.place.code}${String(number).padStart(3, "0")}`
  const founded = dayOf(chance.between(1998, 2012), chance.between(1, 12), chance.between(1, 28))
  const [full, short] = COMMUNITY_NAMES[kind]
  const own = node(ids, `${street.path}m${padded(number, 3)}.`, ids.division(), `中共${stem}社区${full}`, `${stem}社区${short}`, dateText(founded))
  if (kind === "BRANCH") return { ...own, index, code, stem, kind, size, hasSchool, branches: [{ ...own, size }] }
  const branches = branchSizes(size, chance).map((count, at, all): BranchPlan => {
    const special = at === all.length - 1 && at > 1 ? (chance.happens(0.2) ? "老年" : chance.happens(0.15) ? "两新" : "") : ""
    const name = `${stem}社区${special || `第${chineseNumber(at + 1)}`}党支部`
    return { ...node(ids, `${own.path}b${padded(at + 1, 2)}.`, own.divisionId, name, name, dateText(founded + chance.between(0, 3000))), size: count }
  })
  return { ...own, index, code, stem, kind, size, hasSchool, branches }
}

/** Paths sort as text: numbers have the same width, so that the second comes before the tenth. */
function padded(number: number, width: number): string {
  return String(number).padStart(width, "0")
}

function node(ids: Ids, path: string, divisionId: string, name: string, shortName: string, foundedOn: string): Node {
  return { id: ids.organisation(), path, divisionId, name, shortName, foundedOn }
}

function fill(kind: CommunityKind, count: number): CommunityKind[] {
  return Array.from({ length: count }, () => kind)
}
