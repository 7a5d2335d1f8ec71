import type { Standing } from "./attendance-row.ts"
import type { LessonCategory, RoleInYear } from "./rule-set.ts"

/** What stands in a field of a matrix for how somebody stands (√ 迟 退 假 缺), with `—` for who was not expected. */
export function markOf(state: Standing | null): string {
  return state === null ? "—" : MARKS[state]
}

const MARKS: Record<Standing, string> = {
  PRESENT: "√",
  LATE: "迟",
  LEFT_EARLY: "退",
  ON_LEAVE: "假",
  ABSENT: "缺",
  ONLINE: "线",
  OBSERVER: "列",
  NOT_MARKED: "未",
}

export const STANDING_WORDS: Record<Standing, string> = {
  PRESENT: "出席",
  LATE: "迟到",
  LEFT_EARLY: "早退",
  ON_LEAVE: "请假",
  ABSENT: "缺席",
  ONLINE: "线上",
  OBSERVER: "列席",
  NOT_MARKED: "未登记",
}

export const ROLE_WORDS: Record<RoleInYear, string> = {
  MEMBER: "正式党员",
  PROBATIONARY: "预备党员",
  SECRETARY: "书记",
  COMMITTEE_MEMBER: "班子成员",
  DEVELOPMENT_TARGET: "发展对象",
  ACTIVIST: "入党积极分子",
  IN_SERVICE: "在职报到、流入",
  CADRE: "干部",
  EXEMPT: "免修",
}

export const CATEGORY_WORDS: Record<LessonCategory, string> = {
  INTENSIVE: "集中培训",
  COLLECTIVE: "集体学习",
  PARTY_LECTURE: "党课",
  THEME_DAY: "主题党日",
  ONLINE: "网络培训",
  PRACTICE: "实践活动",
}
