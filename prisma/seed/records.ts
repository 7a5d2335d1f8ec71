import { dateText, dayOf, yearOf, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import type { Person } from "./people.ts"
import type { CommunityPlan, Node } from "./plan.ts"
import { chanceOf, type Chance } from "./random.ts"

/** The rules of terms that the organisation's migration brings, by the kind of a community's organisation. */
const RULES = {
  COMMITTEE: "019aaf00-0000-7000-8000-000000000105",
  GENERAL_BRANCH: "019aaf00-0000-7000-8000-000000000103",
  BRANCH: "019aaf00-0000-7000-8000-000000000101",
} as const

const MEASURES = ["选优配强支部书记", "补齐“三会一课”记录，每月检查", "走访全体党员，建立台账", "落实活动场所和经费"] as const
const UNITS = ["某餐饮服务有限公司", "某物流有限公司", "某汽车零部件有限公司", "某口腔诊所", "某幼儿教育咨询有限公司", "某装饰工程有限公司"] as const
const GROUPS = ["某社区书画协会", "某志愿服务队", "某老年协会", "某商会"] as const

/** Write how a community's organisations are led and judged: terms, elections, honours, contacts, rectification, appraisal, coverage. */
export function writeRecords(city: City, plan: CommunityPlan, people: readonly Person[], secretary: Person, appraisalId: string): void {
  const chance = chanceOf("records", city.seed, plan.index)
  writeElections(city, plan, plan.kind, people, true, chance)
  if (plan.kind !== "BRANCH") plan.branches.forEach((branch, index) => writeElections(city, branch, "BRANCH", ofBranch(people, index), false, chance))
  writeHonours(city, plan)
  for (const branch of plan.branches) if (chance.happens(0.4)) writeContact(city, branch, secretary, chance)
  if (plan.index % 18 === 3) writeRectification(city, plan.branches[0] as Node, secretary, chance)
  const grade = chance.happens(0.35) ? "GOOD" : chance.happens(0.8) ? "FAIR" : chance.happens(0.8) ? "ORDINARY" : "POOR"
  city.out.row("organisation.appraisal_result", appraisalId, plan.id, secretary.id, grade, grade === "POOR" ? "学时落实不到位，限期整改。" : null)
  writeUnits(city, plan, people, chance)
}

/** Open last year's appraisal of the secretaries of a street; gives its id. */
export function openAppraisal(city: City, street: Node): string {
  const id = city.ids.appraisal()
  const [year] = city.period.years
  city.out.row("organisation.appraisal_round", id, street.id, year, dateText(dayOf(year + 1, 1, 15)))
  return id
}

/** The terms of the committees above the communities, and what the city reports of itself: as exact as its newspaper was. */
export function writeUpperRecords(city: City, nodes: readonly Node[]): void {
  for (const node of nodes) {
    const elected = city.period.start - chanceOf("term", city.seed, node.path).between(60, 1200)
    city.out.row("organisation.committee_term", city.ids.term(), node.id, 9, dateText(elected), fiveYearsAfter(elected), RULES.COMMITTEE, null, null, null)
  }
  const report = (measure: string, value: number | null, precision: string, unit: string): void =>
    city.out.row("organisation.reported_figure", city.ids.figure(), city.plan.id, measure, value, precision, unit, "2011-06-15", "柳州日报 2011-06-15")
  report("社区党组织办公用房平均面积", 147, "EXACT", "平方米")
  report("年入党申请人数", 500, "ABOUT", "人")
  report("年发展党员", 300, "OVER", "人")
  report("年参加社区活动", 10_000, "OVER", "人次")
  report("社区居民", null, "UNKNOWN", "人")
}

/** The election of those who hold the posts now; for a community also the one before, with the committee of that time. */
function writeElections(city: City, node: Node, kind: keyof typeof RULES, people: readonly Person[], hasBefore: boolean, chance: Chance): void {
  const { ids, out, period } = city
  const seats = city.seats.get(node.id) ?? []
  const elected = Math.min(period.start - 10, ...seats.filter(({ post }) => post === "SECRETARY").map(({ since }) => since))
  const number = chance.between(3, 8)
  const isLate = dayAfterYears(elected, 5) < period.today
  const isExtended = isLate && chance.happens(0.3)
  const extension = isExtended ? [dateText(dayAfterYears(elected, 6)), `柳组〔${yearOf(period.today)}〕${chance.between(10, 90)}号`] : [null, null]
  const term = (at: number, on: Day, closedOn: Day | null, extended: readonly (string | null)[]): void =>
    out.row(
      "organisation.committee_term",
      ids.term(),
      node.id,
      at,
      dateText(on),
      fiveYearsAfter(on),
      RULES[kind],
      ...extended,
      closedOn === null ? null : dateText(closedOn),
    )
  const round = (at: number, on: Day, chosen: readonly { memberId: string; post: string }[]): void => {
    const eligible = people.filter((person) => person.full !== null && person.full <= on && person.participation === "DIRECT").length
    const present = Math.ceil(eligible * (0.81 + 0.18 * chance.next()))
    const id = ids.election()
    out.row("organisation.election_round", id, node.id, at, dateText(on), dateText(on), eligible, present, Math.max(0, present - (chance.happens(0.2) ? 1 : 0)))
    for (const { memberId, post } of chosen) out.row("organisation.election_seat", id, memberId, post)
  }
  term(number, elected, null, extension)
  round(number, elected, seats)
  if (!hasBefore) return
  const before = elected - 5 * 365 - chance.between(0, 60)
  term(number - 1, before, elected, [null, null])
  round(number - 1, before, formerCommittee(people, seats.length, before))
}

/** Who led five years before: the members who were between 48 and 62 then. */
function formerCommittee(people: readonly Person[], size: number, on: Day): { memberId: string; post: string }[] {
  const posts = ["SECRETARY", "DEPUTY_SECRETARY", "ORGANISATION_COMMISSIONER", "PUBLICITY_COMMISSIONER", "DISCIPLINE_COMMISSIONER"]
  const age = (person: Person): number => (on - person.birth) / 365.25
  return people
    .filter((person) => person.full !== null && person.full < on && person.participation === "DIRECT" && age(person) > 46 && age(person) < 64)
    .slice(0, size)
    .map((person, at) => ({ memberId: person.id, post: posts[at] ?? "COMMITTEE_MEMBER" }))
}

/** 党建规范化示范社区 in two batches of twenty, and the ten 品牌社区 of the city's contest. */
function writeHonours(city: City, plan: CommunityPlan): void {
  const award = (kind: string, title: string, level: string, issuer: string, batch: number | null, on: string): void =>
    city.out.row("organisation.honour", city.ids.honour(), plan.id, kind, title, level, issuer, batch, on, null, null)
  const at = plan.index % 9
  if ((at === 0 || at === 4) && plan.index < 180) {
    const batch = at === 0 ? 1 : 2
    award("DEMONSTRATION_SITE", "党建规范化示范社区", "CITY", "中共柳州市委组织部", batch, dateText(dayOf(2009 + batch, 7, 1)))
  }
  if (plan.index % 18 === 7 && plan.index < 180) award("HONOUR", "十大品牌社区", "CITY", "中共柳州市委员会", null, "2011-05-20")
  if (plan.index % 6 === 1) award("HONOUR", "先进基层党组织", plan.index % 30 === 1 ? "PROVINCE" : "DISTRICT", "上级党委", null, "2021-07-01")
}

function writeContact(city: City, branch: Node, leader: Person, chance: Chance): void {
  const since = city.period.start - chance.between(20, 900)
  city.out.row("organisation.contact_assignment", city.ids.assignment(), branch.id, leader.id, "COMMUNITY", dateText(since), null, null)
}

/** 整顿软弱涣散: three months, mostly accepted. */
function writeRectification(city: City, branch: Node, leader: Person, chance: Chance): void {
  const { ids, out, period } = city
  const id = ids.rectification()
  const listed = period.today - chance.between(40, 320)
  const accepted = listed + chance.between(70, 100)
  const isAccepted = accepted <= period.today && chance.happens(0.85)
  const end = isAccepted ? [dateText(accepted), "验收合格"] : [null, null]
  out.row(
    "organisation.rectification",
    id,
    branch.id,
    "组织生活制度落实不严，连续两季度未按期召开党员大会",
    dateText(listed),
    leader.id,
    dateText(listed + 92),
    ...end,
  )
  MEASURES.slice(0, 3).forEach((text, position) =>
    out.row(
      "organisation.rectification_measure",
      ids.measure(),
      id,
      position,
      text,
      isAccepted || (position === 0 && listed + 20 <= period.today) ? dateText(listed + 20 * (position + 1)) : null,
    ),
  )
}

/** 两新组织: enterprises and social organisations of the area, most of them covered by one of its branches. */
function writeUnits(city: City, plan: CommunityPlan, people: readonly Person[], chance: Chance): void {
  const { ids, out, period } = city
  const instructors = people.filter((person) => person.participation === "IN_SERVICE")
  for (let count = chance.below(4); count > 0; count -= 1) {
    const isEnterprise = chance.happens(0.7)
    const id = ids.unit()
    const since = period.start - chance.between(100, 2500)
    const covered = chance.happens(0.9) ? (chance.pick(plan.branches) as Node) : null
    const instructor = instructors.length > 0 && chance.happens(0.6) ? chance.pick(instructors).id : null
    const name = `${plan.stem}${isEnterprise ? chance.pick(UNITS) : chance.pick(GROUPS)}${count}`
    const cover = covered ? [covered.id, dateText(since + 60)] : [null, null]
    out.row("organisation.unit", id, plan.id, name, isEnterprise ? "ENTERPRISE" : "SOCIAL_ORGANISATION", null, ...cover, instructor, dateText(since), null)
    if (instructor === null) continue
    for (let month = 0; month < 3; month += 1)
      out.row("organisation.unit_visit", ids.visit(), id, dateText(period.today - 5 - 30 * month - chance.below(8)), 1, null)
  }
}

function ofBranch(people: readonly Person[], branch: number): Person[] {
  return people.filter((person) => person.branch === branch)
}

function dayAfterYears(day: Day, years: number): Day {
  const [year, month, dayOfMonth] = dateText(day).split("-").map(Number) as [number, number, number]
  return dayOf(year + years, month, dayOfMonth)
}

function fiveYearsAfter(day: Day): string {
  return dateText(dayAfterYears(day, 5))
}
