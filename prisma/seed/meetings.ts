import { dateText, dayOf, isHoliday, timeText } from "./calendar.ts"
import { staffAt, type City } from "./city.ts"
import type { BranchPlan, CommunityPlan } from "./plan.ts"
import { chanceOf, type Chance } from "./random.ts"

const TOPICS = {
  ASSEMBLY: ["讨论接收预备党员，通报季度工作", "学习文件精神，部署下季度工作", "民主评议事项与志愿服务安排"],
  COMMITTEE: ["研究本月主题党日方案", "研究党员学时进度与补课安排", "研究发展党员工作"],
  GROUP: ["学习材料，交流体会", "走访任务分工"],
} as const
type Kind = keyof typeof TOPICS
type Habit = { skips: number; isLate: number; turnout: number }

/** Write how branches met besides their lessons (三会): most as they should, some with gaps, some recorded late. */
export function writeMeetings(city: City, plan: CommunityPlan): void {
  plan.branches.forEach((branch, index) => {
    const chance = chanceOf("meetings", city.seed, plan.index, index)
    const habit = { skips: 0.03 + 0.12 * chance.next() ** 3, isLate: 0.04 + 0.1 * chance.next(), turnout: 0.72 + 0.24 * chance.next() }
    const officers = (city.seats.get(branch.id) ?? []).length
    const groups = branch.size > 30 ? 2 : 0
    const [last] = city.period.years
    for (let at = 0; at < 24; at += 1) writeMonth(city, branch, { year: last + Math.floor(at / 12), month: (at % 12) + 1, officers, groups }, habit, chance)
  })
}

type Month = { year: number; month: number; officers: number; groups: number }

function writeMonth(city: City, branch: BranchPlan, { year, month, officers, groups }: Month, habit: Habit, chance: Chance): void {
  const people = Math.max(3, branch.size)
  const hold = (kind: Kind, expected: number, group: string | null, firstDay: number): void => {
    if (!chance.happens(habit.skips)) writeMeeting(city, branch, { kind, group, expected, year, month, day: firstDay + chance.below(9) }, habit, chance)
  }
  if (month % 3 === 2) hold("ASSEMBLY", people, null, 6)
  if (officers >= 3) hold("COMMITTEE", officers, null, 2)
  for (let group = 0; group < groups; group += 1) hold("GROUP", Math.ceil(people / groups), group === 0 ? "第一党小组" : "第二党小组", 14)
}

type Planned = { kind: Kind; group: string | null; expected: number; year: number; month: number; day: number }

function writeMeeting(city: City, branch: BranchPlan, { kind, group, expected, year, month, day }: Planned, { isLate, turnout }: Habit, chance: Chance): void {
  let held = dayOf(year, month, day)
  while (isHoliday(held)) held += 1
  const filed = held + (chance.happens(isLate) ? chance.between(8, 24) : chance.between(0, 1))
  if (filed >= city.period.today) return
  const { RECORDER, SECRETARY } = staffAt(city, branch.path)
  const present =
    kind === "COMMITTEE" ? expected - (chance.happens(0.15) ? 1 : 0) : Math.min(expected, Math.max(1, Math.round(expected * (turnout + 0.1 * chance.next()))))
  const onLeave = Math.floor((expected - present) / 2)
  const number = kind === "ASSEMBLY" ? Math.ceil(month / 3) : month
  const topics = chance.pick(TOPICS[kind])
  const start = kind === "COMMITTEE" ? 1110 : 1170
  const moments = [timeText(held, start), timeText(held, start), dateText(held)]
  const counts = [60 + 10 * chance.below(4), "社区党群服务中心", SECRETARY.name, RECORDER.name, expected, present, onLeave]
  const filing = [timeText(filed, 1280), timeText(filed, 1280), RECORDER.id, RECORDER.name]
  const words = [topics, `与会人员围绕“${topics}”逐项讨论。`, "按分工落实。"]
  city.out.row(
    "attendance.branch_meeting",
    city.ids.meeting(),
    1,
    branch.id,
    branch.path,
    kind,
    group,
    number,
    ...moments,
    ...counts,
    ...words,
    "{}",
    ...filing,
  )
}
