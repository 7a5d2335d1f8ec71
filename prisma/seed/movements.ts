import { dateText, timeText, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import type { Person } from "./people.ts"
import type { BranchPlan, CommunityPlan } from "./plan.ts"
import type { Chance } from "./random.ts"

const PLACES = ["中共南宁市青秀区某社区总支部委员会", "中共桂林市七星区某街道工作委员会", "中共来宾市兴宾区某社区委员会"] as const

/** Write a person's letters and certificates: the letter of whoever moved, a few under way, the short course of those admitted of late. */
export function writeMovements(city: City, plan: CommunityPlan, person: Person, chance: Chance): void {
  const here = plan.branches[person.branch] as BranchPlan
  if (person.movedFrom) {
    const from = plan.branches[person.movedFrom.branch] as BranchPlan
    writeLetter(city, person, from, here, person.movedFrom.on - chance.between(0, 12), ["ACCEPTED", person.movedFrom.on])
  } else if (person.stage === "FULL" && person.participation === "DIRECT" && !person.isAway && person.officeSince === null && chance.happens(0.001)) {
    const to = plan.branches[(person.branch + 1) % plan.branches.length] as BranchPlan
    const isInside = to.id !== here.id && chance.happens(0.6)
    writeLetter(city, person, here, isInside ? to : chance.pick(PLACES), city.period.today - chance.between(1, 40), ["STARTED", null])
  }
  if (person.target !== null && (person.joined === null || person.joined > city.period.start - 1200)) writeCourse(city, person, chance)
  if (person.stage === "FULL" && chance.happens(0.012)) {
    const issued = city.period.start - chance.between(30, 3000)
    const title = chance.happens(0.7) ? "助理社会工作师" : "社会工作师"
    writeCertificate(city, person, "SOCIAL_WORKER", title, "人力资源和社会保障部、民政部", issued)
  }
}

type Outcome = readonly [state: string, receivedOn: Day | null]

function writeLetter(city: City, person: Person, from: BranchPlan, to: BranchPlan | string, started: Day, [state, received]: Outcome): void {
  const { ids, out } = city
  const ends = typeof to === "string" ? [null, null, to] : [to.id, to.path, to.name]
  const letter = city.nextLetter(started)
  const day = received === null ? null : dateText(received)
  const times = [timeText(started, 600), received === null ? null : timeText(received, 900)]
  const span = [dateText(started), dateText(started + (typeof to === "string" ? 30 : 15))]
  out.row(
    "people.transfer",
    ids.transfer(),
    person.id,
    person.name.name,
    state,
    letter,
    from.id,
    from.path,
    from.name,
    ...ends,
    ...span,
    day,
    day,
    person.accountId,
    ...times,
  )
}

/** The short course of development targets (发展对象短期集中培训), between being chosen and being admitted. */
function writeCourse(city: City, person: Person, chance: Chance): void {
  const target = person.target as Day
  const latest = Math.min(person.joined ?? city.period.today, city.period.today)
  if (latest - target < 12) return
  writeCertificate(city, person, "DEVELOPMENT_COURSE", "发展对象短期集中培训结业证", "区委党校", target + chance.between(8, Math.min(60, latest - target - 1)))
}

function writeCertificate(city: City, person: Person, kind: string, title: string, issuer: string, issued: Day): void {
  city.out.row("people.certificate", city.ids.certificate(), person.id, kind, title, issuer, dateText(issued))
}
