import { type RuleSet } from "../../subgraphs/attendance/domain/rule-set.ts"
import { dateText, dayOf, type Day } from "./calendar.ts"
import type { JudgedBy } from "./city.ts"
import type { CopyWriter } from "./copy-writer.ts"
import type { Ids } from "./ids.ts"

/**
 * What both plans ask, and how this city counts it.
 *
 * The requirements are national. How long an hour is, its rounding, the caps, the grace and the worth of a make-up are set
 * nowhere nationally: they are local, and said to be so in the sets' titles.
 */
const PARAMETERS: RuleSet = {
  requirements: {
    MEMBER: { hours: 32, intensiveSessions: 0 },
    PROBATIONARY: { hours: 32, intensiveSessions: 0 },
    SECRETARY: { hours: 56, intensiveSessions: 1 },
    COMMITTEE_MEMBER: { hours: 56, intensiveSessions: 1 },
    DEVELOPMENT_TARGET: { hours: 24, intensiveSessions: 0 },
    ACTIVIST: null,
    IN_SERVICE: null,
  },
  minutesPerHour: 60,
  roundingStep: 0.5,
  roundingDirection: "DOWN",
  lateGraceMinutes: 5,
  onlineCapShare: 0.5,
  dailyCapHours: 8,
  makeUpFactor: 1,
  categories: { INTENSIVE: "INTENSIVE", COLLECTIVE: "COLLECTIVE", PARTY_LECTURE: "COLLECTIVE", THEME_DAY: "COLLECTIVE", ONLINE: "ONLINE", PRACTICE: "NONE" },
}

const SETS = [
  {
    title: "2019—2023年党员教育培训学时规则（32/56学时为全国规定；折算、取整、线上上限、补课为本地假定）",
    source:
      "《2019—2023年全国党员教育培训工作规划》（党员32学时，书记和班子成员56学时且集中培训不少于1次）；《中国共产党发展党员工作细则》（发展对象不少于24学时）",
    status: "NATIONAL",
    from: dayOf(2019, 1, 1),
    to: dayOf(2024, 1, 1),
  },
  {
    title: "2024—2028年党员教育培训学时规则（假定：未见新规划文本，沿用32/56学时；折算、取整、线上上限、补课为本地假定）",
    source: "沿用《2019—2023年全国党员教育培训工作规划》；《全国党员教育培训工作规划（2024—2028年）》文本未找到，待核",
    status: "ASSUMED",
    from: dayOf(2024, 1, 1),
    to: null,
  },
] as const

/** The first day that a set judges. */
export const EARLIEST_YEAR = 2019

/** Write the rule sets, and say which judges a year: the one in force on its 31 December. */
export function writeRuleSets(out: CopyWriter, ids: Ids): (year: number) => JudgedBy {
  const sets = SETS.map(({ title, source, status, from, to }) => {
    const id = ids.ruleSet()
    out.row("attendance.rule_set", id, title, "全国", source, status, dateText(from), to === null ? null : dateText(to), JSON.stringify(PARAMETERS))
    return { id, from, to: to as Day | null }
  })
  return (year) => {
    const last = dayOf(year, 12, 31)
    const found = sets.find(({ from, to }) => from <= last && (to === null || last < to))
    if (!found) throw new RangeError(`No rule set is in force in ${year}.`)
    return { id: found.id, ruleSet: PARAMETERS }
  }
}
