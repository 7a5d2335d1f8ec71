import { rateOf } from "./report.ts"

/** Counts and sums of persons of one committee, as people publishes them; null where fewer than three persons are known, or somebody's age could be read off. */
export type LeaderFigures = {
  leaders: number
  ages: number | null
  ageSum: number | null
  educations: number | null
  college: number | null
  sexes: number | null
  women: number | null
}

/** 领导与换届: how one organisation is led on a day. Ids are TypeIDs; days are local. */
export type Leadership = {
  organisationId: string
  path: string
  name: string
  level: string
  now: LeaderFigures | null
  /** Whom the last election chose, and the one before, each as of its day. */
  elected: LeaderFigures | null
  before: LeaderFigures | null
  /** 一肩挑: whether the secretary heads the residents' committee, too; null where there is none, or not both are known. */
  isCombined: boolean | null
  term: { number: number; electedOn: string; endsOn: string; isExtended: boolean } | null
}

/** What the lines of a report come to: sums, of which averages and shares are made once. */
export type LeadershipSums = {
  committees: number
  leaders: number
  ages: number
  ageSum: number
  educations: number
  college: number
  sexes: number
  women: number
  directed: number
  combined: number
  terms: number
  overdue: number
  /** What is not known: committees of fewer than three known persons, communities where it is not known who heads what, organisations without a term. */
  small: number
  undirected: number
  termless: number
  /** Of committees of which both elections are known: sums of ages and shares then and before. */
  electedAges: number
  electedAgeSum: number
  beforeAges: number
  beforeAgeSum: number
  electedEducations: number
  electedCollege: number
  beforeEducations: number
  beforeCollege: number
}

/** The figures that are shown, of one committee or of many. */
export type LeadershipFigures = {
  leaders: number
  averageAge: number | null
  averageAgeChange: number | null
  collegeShare: number | null
  collegeChangePoints: number | null
  womenShare: number | null
  combinedShare: number | null
}

const NONE: LeaderFigures = { leaders: 0, ages: null, ageSum: null, educations: null, college: null, sexes: null, women: null }

/** Say whether a term is over on a day with no election after it (超期未换届): its last day is still within it. */
export function isOverdue({ term }: Pick<Leadership, "term">, day: string): boolean {
  return term !== null && term.endsOn < day
}

/** What one committee adds to what is above it. */
export function leadershipSums(line: Leadership, day: string): LeadershipSums {
  const [now, elected, before] = [line.now ?? NONE, line.elected ?? NONE, line.before ?? NONE]
  const hasAges = elected.ages !== null && before.ages !== null
  const hasEducations = elected.educations !== null && before.educations !== null
  const of = (isKnown: boolean, value: number | null) => (isKnown ? (value ?? 0) : 0)
  return {
    committees: 1,
    leaders: now.leaders,
    ages: now.ages ?? 0,
    ageSum: now.ageSum ?? 0,
    educations: now.educations ?? 0,
    college: now.college ?? 0,
    sexes: now.sexes ?? 0,
    women: now.women ?? 0,
    directed: line.isCombined === null ? 0 : 1,
    combined: line.isCombined ? 1 : 0,
    terms: line.term ? 1 : 0,
    overdue: isOverdue(line, day) ? 1 : 0,
    small: now.ages === null ? 1 : 0,
    undirected: line.level === "COMMUNITY" && line.isCombined === null ? 1 : 0,
    termless: line.term ? 0 : 1,
    electedAges: of(hasAges, elected.ages),
    electedAgeSum: of(hasAges, elected.ageSum),
    beforeAges: of(hasAges, before.ages),
    beforeAgeSum: of(hasAges, before.ageSum),
    electedEducations: of(hasEducations, elected.educations),
    electedCollege: of(hasEducations, elected.college),
    beforeEducations: of(hasEducations, before.educations),
    beforeCollege: of(hasEducations, before.college),
  }
}

/**
 * Make figures of sums, rounded once, half up to one decimal. Ages are in completed years on the day. Changes compare the last election with the one before,
 * each as of its day: in years, and in percentage points (百分点). Null where too little is known.
 */
export function leadershipFigures(sums: LeadershipSums): LeadershipFigures {
  return {
    leaders: sums.leaders,
    averageAge: average(sums.ageSum, sums.ages),
    averageAgeChange: difference([sums.electedAgeSum, sums.electedAges], [sums.beforeAgeSum, sums.beforeAges], 1),
    collegeShare: rateOf(sums.college, sums.educations),
    collegeChangePoints: difference([sums.electedCollege, sums.electedEducations], [sums.beforeCollege, sums.beforeEducations], 100),
    womenShare: rateOf(sums.women, sums.sexes),
    combinedShare: rateOf(sums.combined, sums.directed),
  }
}

function average(sum: number, count: number): number | null {
  return count === 0 ? null : Math.floor((20 * sum + count) / (2 * count)) / 10
}

/** The difference of two fractions, rounded once: a fall is rounded like a rise, away from zero. */
function difference([a, b]: readonly [number, number], [c, d]: readonly [number, number], times: number): number | null {
  if (b === 0 || d === 0) return null
  const [over, under] = [times * (a * d - c * b), b * d]
  const tenths = Math.floor((20 * Math.abs(over) + under) / (2 * under))
  return tenths === 0 ? 0 : (Math.sign(over) * tenths) / 10
}
