import { grant } from "./access.ts"
import { dateText, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import { inventName } from "./names.ts"
import type { Person } from "./people.ts"
import type { CommunityPlan, Node } from "./plan.ts"
import type { Chance } from "./random.ts"

export type Post = "SECRETARY" | "DEPUTY_SECRETARY" | "ORGANISATION_COMMISSIONER" | "PUBLICITY_COMMISSIONER" | "DISCIPLINE_COMMISSIONER" | "COMMITTEE_MEMBER"

/** A post above the community that one of this community's members holds. */
export type Call = { node: Node; post: Post }

const COMMITTEE: readonly Post[] = ["SECRETARY", "ORGANISATION_COMMISSIONER", "PUBLICITY_COMMISSIONER", "DISCIPLINE_COMMISSIONER", "DEPUTY_SECRETARY"]
const PARTNERS = ["柳州某建筑公司", "辖区某商业银行", "辖区某小学", "某物业服务公司", "某社会工作服务中心"] as const

/** Seven full members elect a committee of three to five; fewer elect a secretary (支部工作条例 Chapter 6). */
const COMMITTEE_FROM = 7

/** Choose which posts above the communities are held by members of which community, so that each is held within its own subtree. */
export function callsOf(city: City): Map<CommunityPlan, Call[]> {
  const calls = new Map<CommunityPlan, Call[]>()
  const fill = (node: Node, posts: readonly Post[], communities: readonly CommunityPlan[], stride: number): void =>
    posts.forEach((post, index) => {
      const community = communities[(index * stride) % communities.length] as CommunityPlan
      calls.set(community, [...(calls.get(community) ?? []), { node, post }])
    })
  fill(city.plan, [...COMMITTEE, "COMMITTEE_MEMBER", "COMMITTEE_MEMBER"], city.plan.communities, 23)
  for (const district of city.plan.districts) {
    fill(
      district,
      [...COMMITTEE, "COMMITTEE_MEMBER"],
      district.streets.flatMap((street) => street.communities),
      7,
    )
    for (const street of district.streets) fill(street, COMMITTEE, street.communities, 1)
  }
  return calls
}

/**
 * Elect who leads a community: each branch, the organisation over them, its director, and those called to higher posts.
 *
 * Returns the organisation's secretary. Every holder is a full member of the organisation's subtree.
 */
export function writeOffices(city: City, plan: CommunityPlan, people: readonly Person[], calls: readonly Call[], chance: Chance): Person {
  const directs = people.filter((person) => person.stage === "FULL" && person.participation === "DIRECT")
  const age = (person: Person): number => (city.period.today - person.birth) / 365.25
  const fitness = (person: Person): number =>
    (person.isAway || person.movedFrom ? 100 : 0) + Math.abs(age(person) - 48) + (person.officeSince === null ? 0 : 60)
  const byFitness = (list: readonly Person[]): Person[] =>
    list
      .map((person) => ({ person, key: fitness(person) + chance.below(14) }))
      .sort((a, b) => a.key - b.key)
      .map(({ person }) => person)
  const secretaries = plan.branches.map((branch, index) => {
    const own = directs.filter((person) => person.branch === index)
    const candidates = byFitness(own)
    const posts = own.length < COMMITTEE_FROM ? 1 : own.length > 40 ? 5 : own.length > 20 ? 4 : 3
    COMMITTEE.slice(0, posts).forEach((post, at) => take(city, branch, candidates[at] as Person, post, chance, candidates[posts + at]))
    grant(city, (candidates[0] as Person).accountId, "SECRETARY", branch)
    if (posts > 1) grant(city, (candidates[1] as Person).accountId, "RECORDER", branch)
    return candidates[0] as Person
  })
  const secretary = plan.kind === "BRANCH" ? (secretaries[0] as Person) : writeCommittee(city, plan, secretaries, byFitness(directs), people, chance)
  const others = byFitness(directs)
  calls.forEach((call, index) => take(city, call.node, others[index % others.length] as Person, call.post, chance))
  writeDirector(city, plan, secretary, others, chance)
  return secretary
}

/** The committee over several branches: its secretary from among the members, the other posts mostly with secretaries of branches. */
function writeCommittee(
  city: City,
  plan: CommunityPlan,
  secretaries: readonly Person[],
  candidates: readonly Person[],
  people: readonly Person[],
  chance: Chance,
): Person {
  const secretary = chance.happens(0.6) ? (candidates[0] as Person) : (secretaries[0] as Person)
  take(city, plan, secretary, "SECRETARY", chance)
  const rest = [...secretaries, ...candidates].filter((person, index, all) => person !== secretary && all.indexOf(person) === index)
  const posts: readonly Post[] = plan.kind === "COMMITTEE" ? [...COMMITTEE, "COMMITTEE_MEMBER", "COMMITTEE_MEMBER"] : COMMITTEE
  posts.slice(1).forEach((post, at) => take(city, plan, rest[at] as Person, post, chance))
  const partner = people.find((person) => person.participation === "IN_SERVICE")
  // 兼职委员: sits on the committee for a unit nearby, and stays a member there.
  if (partner && chance.happens(0.4)) writeOffice(city, plan, partner, "COMMITTEE_MEMBER", sinceOf(city, chance), null, chance.pick(PARTNERS))
  return secretary
}

function take(city: City, node: Node, person: Person, post: Post, chance: Chance, before?: Person): void {
  const since = sinceOf(city, chance)
  person.officeSince = Math.min(person.officeSince ?? since, since)
  if (post === "SECRETARY") person.secretarySince = Math.min(person.secretarySince ?? since, since)
  writeOffice(city, node, person, post, since, null, null)
  if (before && before.stage === "FULL" && chance.happens(0.07)) writeOffice(city, node, before, post, since - chance.between(700, 1900), since, null)
}

/** Most were elected before the lessons begin; a few took over since, which is when a new secretary's half-year runs. */
function sinceOf(city: City, chance: Chance): Day {
  const { start, today } = city.period
  return chance.happens(0.03) ? chance.between(start + 5, Math.max(start + 6, today - 10)) : start - chance.between(10, 1300)
}

function writeOffice(city: City, node: Node, person: Person, post: Post, since: Day, until: Day | null, unit: string | null): void {
  const end = until === null ? null : dateText(until)
  city.out.row("organisation.office", city.ids.office(), node.id, person.id, post, dateText(since), end, unit !== null, unit)
  if (unit === null) person.posts.push({ isSecretary: post === "SECRETARY", since, until })
  if (until !== null || unit !== null) return
  const seats = city.seats.get(node.id) ?? []
  if (seats.every(({ memberId }) => memberId !== person.id)) city.seats.set(node.id, [...seats, { memberId: person.id, post, since }])
}

/** Secretary and director are one person (一肩挑) in most communities; elsewhere another member, or somebody who is none. */
function writeDirector(city: City, plan: CommunityPlan, secretary: Person, others: readonly Person[], chance: Chance): void {
  const dice = chance.next()
  const person = dice < 0.84 ? secretary : dice < 0.94 ? (others.at(-1) ?? null) : null
  const name = person ? person.name.name : inventName("FEMALE", 1978, "01", chance).name
  const since = dateText(city.period.start - chance.between(10, 1300))
  city.out.row("organisation.community_director", city.ids.director(), plan.id, person?.id ?? null, name, since, null)
}
