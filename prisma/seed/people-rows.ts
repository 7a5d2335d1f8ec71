import { keyedHash, mobileHashes, seal } from "../../subgraphs/shared/sealed.ts"
import { dateText, parseDay, timeText, yearOf, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import type { Person } from "./people.ts"
import type { BranchPlan, CommunityPlan } from "./plan.ts"
import type { Chance } from "./random.ts"

const UNITS = [
  "柳州市某机械厂",
  "某区市场监督管理局",
  "柳州某中学",
  "某供电公司柳州分公司",
  "柳州某医院",
  "某街道办事处",
  "柳州某汽车零部件公司",
  "某银行柳州支行",
  "柳州某职业技术学院",
  "某高新技术企业",
] as const
const DESTINATIONS = [
  "广东省深圳市宝安区",
  "广东省东莞市长安镇",
  "广东省佛山市顺德区",
  "浙江省宁波市鄞州区",
  "福建省晋江市",
  "上海市松江区",
  "广西南宁市青秀区",
  "江苏省苏州市昆山市",
] as const
const ORIGINS = ["广西河池市宜州区", "广西来宾市兴宾区", "贵州省黔南州独山县", "湖南省永州市道县", "广西桂林市永福县"] as const

/** Write a person as the people subgraph keeps one: the record, where it belongs, where it floats, and the account. */
export function writePerson(city: City, plan: CommunityPlan, person: Person, chance: Chance): void {
  const branch = plan.branches[person.branch] as BranchPlan
  const { out } = city
  const number = city.nextNationalId(person.birth, person.sex)
  const mobile = city.nextMobile()
  const hashes = mobileHashes(mobile, city.key)
  out.row(
    "people.member",
    person.id,
    person.code,
    person.name.name,
    person.name.pinyin,
    person.name.initials,
    person.sex,
    person.ethnicity,
    dateText(person.birth),
    person.education,
    person.stage,
    dateOrNull(person.applied),
    dateOrNull(person.activist),
    dateOrNull(person.target),
    dateOrNull(person.joined),
    dateOrNull(person.full),
    person.participation,
    branch.id,
    branch.path,
    person.participation === "IN_SERVICE" ? chance.pick(UNITS) : null,
    sealed(city, number),
    bytes(keyedHash(number, city.key)),
    sealed(city, mobile),
    bytes(hashes.whole),
    bytes(hashes.tail),
  )
  out.row("people.account", person.accountId, `member:${person.code}`, person.name.name, person.id)
  writeMemberships(city, plan, person, chance)
  if (person.isAway) writeAway(city, person, chance)
  if (person.participation === "FLOATING_IN") writeArrived(city, person, chance)
}

/** The nonce comes from the text: invented data only, so that a city is the same bytes whenever it is made. */
function sealed(city: City, text: string): string {
  const nonce = keyedHash(`nonce of the sample city: ${text}`, city.key).subarray(0, 12)
  return bytes(seal(text, city.key, nonce))
}

function bytes(value: Buffer): string {
  return `\\x${value.toString("hex")}`
}

/** One membership a person; one more for those who moved, inside the community or from another part of the city. */
function writeMemberships(city: City, plan: CommunityPlan, person: Person, chance: Chance): void {
  const branch = plan.branches[person.branch] as BranchPlan
  const { ids, period, out } = city
  const write = (at: BranchPlan, from: Day, to: Day | null): void =>
    out.row("people.membership", ids.membership(), person.id, at.id, at.path, person.participation, dateText(from), dateOrNull(to))
  // Whoever was on the way within the lessons' time took part in the branch before they joined.
  const joined = person.joined !== null && person.joined < period.start ? person.joined : null
  const begun = joined ?? person.activist ?? person.target ?? person.joined ?? person.applied ?? period.start
  let from = Math.max(begun, parseDay(branch.foundedOn))
  if (person.participation !== "DIRECT") {
    from = Math.max(from, period.start - chance.between(30, 1800))
  } else if (person.movedFrom) {
    const before = plan.branches[person.movedFrom.branch] as BranchPlan
    write(before, Math.min(person.movedFrom.on - 30, Math.max(begun, parseDay(before.foundedOn))), person.movedFrom.on)
    from = person.movedFrom.on
  } else if (person.stage === "FULL" && chance.happens(0.02) && begun < period.start - 800) {
    const before = chance.pick(chance.pick(city.plan.communities).branches)
    const on = chance.between(Math.max(begun + 200, period.start - 3000), period.start - 30)
    if (before.id !== branch.id) {
      write(before, begun, on)
      from = on
    }
  }
  write(branch, from, null)
}

/** Away from the city, in one of the four ways of keeping hold of somebody. */
function writeAway(city: City, person: Person, chance: Chance): void {
  const { today } = city.period
  const mode = city.nextFloatingMode()
  const since = today - chance.between(200, 2200)
  const contact = today - chance.between(4, 198)
  const isBack = chance.happens(0.08)
  const destination = chance.pick(DESTINATIONS)
  const host = mode === "CARD" || mode === "TRANSFER" ? `${destination}流动党员党支部` : null
  const card = mode === "CARD" ? city.nextCard(yearOf(since)) : null
  const next = isBack ? null : contact + (chance.happens(0.5) ? 90 : 180)
  writeStay(city, person, { direction: "OUT", mode, since, until: isBack ? contact : null, destination, host, card, contact, next })
}

function writeArrived(city: City, person: Person, chance: Chance): void {
  const { today } = city.period
  const since = today - chance.between(100, 900)
  const contact = today - chance.between(3, 80)
  const card = chance.happens(0.7) ? city.nextCard(yearOf(since)) : null
  const mode = card ? "CARD" : "PERIODIC_REVIEW"
  writeStay(city, person, { direction: "IN", mode, since, until: null, destination: chance.pick(ORIGINS), host: null, card, contact, next: contact + 90 })
}

type Stay = {
  direction: "OUT" | "IN"
  mode: string
  since: Day
  until: Day | null
  destination: string
  host: string | null
  card: string | null
  contact: Day
  next: Day | null
}

/** A stay as it stands since its last contact, and as the books had it from its first day till then. */
function writeStay(city: City, person: Person, stay: Stay): void {
  const { direction, mode, since, until, destination, host, card, contact, next } = stay
  const id = city.ids.floating()
  const [began, met] = [timeText(since, 600), timeText(contact, 600)]
  const place = [destination, host, card]
  const last = [dateText(contact), dateOrNull(next), contact > since ? met : began] as const
  city.out.row("people.floating_record", id, person.id, direction, mode, dateText(since), dateOrNull(until), ...place, ...last)
  const earlier = contact - 90 > since ? dateText(contact - 90) : null
  if (contact > since) city.out.row("people.floating_past", id, person.id, direction, mode, dateText(since), null, ...place, earlier, began, met)
}

function dateOrNull(day: Day | null): string | null {
  return day === null ? null : dateText(day)
}
