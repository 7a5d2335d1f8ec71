import type { AttendanceFact } from "../../subgraphs/attendance/domain/annual-hours.ts"
import { dateText, dayOf, yearOf, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import type { Sex } from "./given-names.ts"
import { inventName, type Name } from "./names.ts"
import type { CommunityPlan } from "./plan.ts"
import { slots, type Chance } from "./random.ts"

export type Stage = "APPLICANT" | "ACTIVIST" | "DEVELOPMENT_TARGET" | "PROBATIONARY" | "FULL"
export type Participation = "DIRECT" | "IN_SERVICE" | "FLOATING_IN"

/** Somebody of the sample city, with what the later steps ask of a person. */
export type Person = {
  id: string
  accountId: string
  code: string
  name: Name
  sex: Sex
  ethnicity: string
  education: string
  birth: Day
  stage: Stage
  participation: Participation
  applied: Day | null
  activist: Day | null
  target: Day | null
  joined: Day | null
  full: Day | null
  /** Index of today's branch among the community's, and of the one before when the person moved within the community. */
  branch: number
  /** The ids of the community's branches, by index. */
  branchIds: readonly string[]
  movedFrom: { branch: number; on: Day } | null
  isAway: boolean
  /** How likely the person is to come. */
  reliability: number
  officeSince: Day | null
  secretarySince: Day | null
  /** Every post, also those that ended; what a year is judged by. */
  posts: { isSecretary: boolean; since: Day; until: Day | null }[]
  hadCourse: boolean
  facts: AttendanceFact[]
  /** Make-ups that were done, until it is known what they earned: the fact, and the row up to its hours and after them. */
  madeUp: { entryId: string; before: string; after: string }[]
}

const ETHNICITIES = slots(
  (
    [
      ["01", 52],
      ["08", 33],
      ["12", 4],
      ["06", 3.6],
      ["13", 3.2],
      ["32", 1.6],
      ["03", 0.9],
      ["11", 0.5],
      ["36", 0.5],
      ["02", 0.2],
      ["15", 0.3],
      ["05", 0.2],
    ] as const
  ).map(([code, weight]): [string, number] => [code, weight]),
)
const BIRTH_DECADES = slots([
  [1935, 9],
  [1945, 19],
  [1955, 25],
  [1965, 18],
  [1975, 13],
  [1985, 10],
  [1995, 6],
] as [number, number][])
/** GB/T 4658: 10 postgraduate, 20 bachelor, 30 college, 40 secondary vocational, 60 senior high, 70 junior high, 80 primary school. */
const EDUCATION = {
  old: slots([
    ["80", 14],
    ["70", 30],
    ["60", 26],
    ["40", 14],
    ["30", 12],
    ["20", 4],
  ]),
  middle: slots([
    ["70", 12],
    ["60", 24],
    ["40", 18],
    ["30", 28],
    ["20", 17],
    ["10", 1],
  ]),
  young: slots([
    ["60", 8],
    ["40", 8],
    ["30", 28],
    ["20", 48],
    ["10", 8],
  ]),
}

const YEAR = 365.25

/** Everybody of one community: its members, whoever is on the way to membership, and whoever only takes part. */
export function invitePeople(city: City, plan: CommunityPlan, chance: Chance, diligence: readonly number[]): Person[] {
  const people: Person[] = []
  const branchIds = plan.branches.map(({ id }) => id)
  const add = (stage: Stage, participation: Participation, branch: number): void => {
    people.push({ ...inventPerson(city, chance, stage, participation, branch, diligence[branch] ?? 0.8), branchIds })
  }
  plan.branches.forEach((branch, index) => {
    const full = branch.fullMembers ?? branch.size
    for (let count = 0; count < branch.size; count += 1) {
      const onProbation = branch.fullMembers === undefined ? count >= 3 && chance.happens(0.0115) : count >= full
      add(onProbation ? "PROBATIONARY" : "FULL", "DIRECT", index)
    }
    if (branch.size > 8 && chance.happens(0.05)) shareName(people.slice(-branch.size), chance)
  })
  const some = (perCity: number): number => Math.floor((perCity * plan.size) / 30_572 + chance.next())
  const anywhere = (): number => chance.below(plan.branches.length)
  for (let left = some(385); left > 0; left -= 1) add("APPLICANT", "DIRECT", anywhere())
  for (let left = some(520); left > 0; left -= 1) add("ACTIVIST", "DIRECT", anywhere())
  for (let left = some(230); left > 0; left -= 1) add("DEVELOPMENT_TARGET", "DIRECT", anywhere())
  for (let left = some(1500); left > 0; left -= 1) add("FULL", "IN_SERVICE", anywhere())
  for (let left = some(200); left > 0; left -= 1) add("FULL", "FLOATING_IN", anywhere())
  for (const person of people) moveWithinCommunity(city, plan, person, chance)
  return people
}

/** Whether somebody belonged to a branch of the community on a day; people on the way belong to the one that educates them. */
export function branchOn(person: Person, day: Day): number {
  return person.movedFrom && day < person.movedFrom.on ? person.movedFrom.branch : person.branch
}

/** The stage on a day, from the dates of the record. */
export function stageOn(person: Person, day: Day): Stage {
  if (person.full !== null && person.full <= day) return "FULL"
  if (person.joined !== null && person.joined <= day) return "PROBATIONARY"
  if (person.target !== null && person.target <= day) return "DEVELOPMENT_TARGET"
  if (person.activist !== null && person.activist <= day) return "ACTIVIST"
  return "APPLICANT"
}

function inventPerson(city: City, chance: Chance, stage: Stage, participation: Participation, branch: number, diligence: number): Omit<Person, "branchIds"> {
  const { today } = city.period
  const sex: Sex = chance.happens(0.56) ? "MALE" : "FEMALE"
  const ethnicity = chance.pick(ETHNICITIES)
  const isYoung = stage !== "FULL" || participation === "IN_SERVICE"
  const birth = isYoung ? today - Math.round(chance.between(stage === "APPLICANT" ? 19 : 25, 48) * YEAR) - chance.below(365) : inventBirth(today, chance)
  const age = (today - birth) / YEAR
  const steps = inventSteps(stage, birth, today, chance)
  const isAway = stage === "FULL" && participation === "DIRECT" && age < 66 && chance.happens(0.032)
  const mood = (chance.next() + chance.next() - 1) * 0.16
  const reliability = isAway ? 0.2 : Math.min(0.985, Math.max(0.15, diligence + mood - (age > 82 ? 0.12 : 0) - (participation === "DIRECT" ? 0 : 0.2)))
  return {
    id: city.ids.member(),
    accountId: city.ids.account(),
    code: city.nextCode(),
    name: inventName(sex, yearOf(birth), ethnicity, chance),
    sex,
    ethnicity,
    education: chance.pick(age > 66 ? EDUCATION.old : age > 46 ? EDUCATION.middle : EDUCATION.young),
    birth,
    stage,
    participation,
    ...steps,
    branch,
    movedFrom: null,
    isAway,
    reliability,
    officeSince: null,
    secretarySince: null,
    posts: [],
    hadCourse: false,
    facts: [],
    madeUp: [],
  }
}

function inventBirth(today: Day, chance: Chance): Day {
  const birth = dayOf(chance.pick(BIRTH_DECADES), 1, 1) + chance.below(3652)
  return Math.min(birth, today - Math.round(23.5 * YEAR) - chance.below(1500))
}

type Steps = Pick<Person, "applied" | "activist" | "target" | "joined" | "full">

/** The days of the way into the Party (发展党员五个阶段): a year as an activist at least, and one on probation. */
function inventSteps(stage: Stage, birth: Day, today: Day, chance: Chance): Steps {
  const none: Steps = { applied: null, activist: null, target: null, joined: null, full: null }
  if (stage === "APPLICANT") return { ...none, applied: today - chance.between(5, 280) }
  if (stage === "ACTIVIST") return withApplication({ ...none, activist: today - chance.between(10, 600) }, chance)
  if (stage === "DEVELOPMENT_TARGET") return withActivist({ ...none, target: today - chance.between(5, 200) }, chance)
  const joined = stage === "PROBATIONARY" ? today - chance.between(3, 360) : inventAdmission(birth, today, chance)
  const full = stage === "FULL" ? oneYearAfter(joined) : null
  const steps: Steps = { ...none, joined, full }
  // Before 1990 the record holds the two days that the rules then asked for.
  return yearOf(joined) < 1990 ? steps : withActivist({ ...steps, target: joined - chance.between(100, 240) }, chance)
}

/** Most join between 22 and 42: some three hundred of the city in each of the last years. */
function inventAdmission(birth: Day, today: Day, chance: Chance): Day {
  const adult = birth + Math.round(22 * YEAR)
  const latest = today - 367
  if (chance.happens(0.002) && today - birth < 60 * YEAR) return latest - chance.below(365)
  const usual = adult + Math.round(20 * YEAR * chance.next() * chance.next()) + chance.below(365)
  return usual <= latest ? usual : adult + Math.floor((latest - adult) * chance.next())
}

function withActivist(steps: Steps & { target: number }, chance: Chance): Steps {
  return withApplication({ ...steps, activist: steps.target - chance.between(380, 520) }, chance)
}

function withApplication(steps: Steps & { activist: number }, chance: Chance): Steps {
  return { ...steps, applied: steps.activist - chance.between(150, 280) }
}

function oneYearAfter(day: Day): Day {
  const [year, month, dayOfMonth] = dateText(day).split("-").map(Number) as [number, number, number]
  return dayOf(year + 1, month, dayOfMonth)
}

/** Let two members of one branch have the same name, as they do. */
function shareName(members: readonly Person[], chance: Chance): void {
  const one = chance.pick(members)
  const other = members.find((member) => member !== one && member.sex === one.sex)
  if (other && other.ethnicity !== "05" && one.ethnicity !== "05") other.name = one.name
}

function moveWithinCommunity(city: City, plan: CommunityPlan, person: Person, chance: Chance): void {
  const { start, today } = city.period
  if (plan.branches.length < 2 || person.stage !== "FULL" || person.participation !== "DIRECT" || !chance.happens(0.005)) return
  const on = chance.between(start + 20, Math.max(start + 21, today - 20))
  if (on < today) person.movedFrom = { branch: (person.branch + 1) % plan.branches.length, on }
}
