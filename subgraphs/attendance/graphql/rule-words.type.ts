import { registerEnumType } from "type-graphql"

export const LessonCategory = {
  INTENSIVE: "INTENSIVE",
  COLLECTIVE: "COLLECTIVE",
  PARTY_LECTURE: "PARTY_LECTURE",
  THEME_DAY: "THEME_DAY",
  ONLINE: "ONLINE",
  PRACTICE: "PRACTICE",
} as const

// The same words in courses, whose lessons they are: an enum that two owners have must be the same in both.
registerEnumType(LessonCategory, {
  name: "LessonCategory",
  description: "What a lesson counts as (课程类别).",
  valuesConfig: {
    INTENSIVE: { description: "集中培训: centralised training, off the job." },
    COLLECTIVE: { description: "集体学习: collective study of a branch or group." },
    PARTY_LECTURE: { description: "党课: a Party lecture." },
    THEME_DAY: { description: "主题党日: the monthly theme day." },
    ONLINE: { description: "网络培训: study online, capped by the rule set." },
    PRACTICE: { description: "实践: practice and voluntary work; counts only where the rule set says so." },
  },
})

export const CountsAs = { INTENSIVE: "INTENSIVE", COLLECTIVE: "COLLECTIVE", ONLINE: "ONLINE", NONE: "NONE" } as const
registerEnumType(CountsAs, {
  name: "CountsAs",
  description: "As what the hours of a category are added up.",
  valuesConfig: {
    INTENSIVE: { description: "计入集中培训: a session of centralised training, too." },
    COLLECTIVE: { description: "计入集体学习: with what the branch studies together." },
    ONLINE: { description: "计入网络培训: up to the cap on online hours." },
    NONE: { description: "不计入: earns nothing." },
  },
})

export const RoundingDirection = { DOWN: "DOWN", NEAREST: "NEAREST", UP: "UP" } as const
registerEnumType(RoundingDirection, {
  name: "RoundingDirection",
  description: "Which way hours are rounded to their step (取整).",
  valuesConfig: {
    DOWN: { description: "舍去: what is not a whole step is lost." },
    NEAREST: { description: "四舍五入: to the nearest step, halves up." },
    UP: { description: "进位: what is begun counts." },
  },
})

export const RoleDecidedBy = { YEAR_END: "YEAR_END", LONGEST_HELD: "LONGEST_HELD", HIGHEST_HELD: "HIGHEST_HELD" } as const
registerEnumType(RoleDecidedBy, {
  name: "RoleDecidedBy",
  description: "Which post decides as what a year is judged in which it changed.",
  valuesConfig: {
    YEAR_END: { description: "年末职务: the one held on 31 December, today while the year runs." },
    LONGEST_HELD: { description: "任职最长: the one held for most days; as many days decide for the higher." },
    HIGHEST_HELD: { description: "最高职务: the highest that was held on any day." },
  },
})

export const ProRataWay = { FULL: "FULL", PRO_RATA_BY_MONTH: "PRO_RATA_BY_MONTH", EXEMPT_BELOW_MONTHS: "EXEMPT_BELOW_MONTHS" } as const
registerEnumType(ProRataWay, {
  name: "ProRataWay",
  description: "What is owed by who belonged for a part of the year (按月折算).",
  valuesConfig: {
    FULL: { description: "全额: all of it." },
    PRO_RATA_BY_MONTH: { description: "按月: a twelfth for each month, begun ones among them." },
    EXEMPT_BELOW_MONTHS: { description: "不足免修: nothing below some months, and all of it from there on." },
  },
})

export const Absence = { ON_LEAVE: "ON_LEAVE", ABSENT: "ABSENT" } as const
registerEnumType(Absence, {
  name: "Absence",
  description: "How somebody was not there, for rules about it.",
  valuesConfig: { ON_LEAVE: { description: "请假: excused." }, ABSENT: { description: "缺席: not excused." } },
})

export const MakeUpForm = { SELF_STUDY: "SELF_STUDY", TAUGHT_AGAIN: "TAUGHT_AGAIN", ONLINE: "ONLINE", HOME_DELIVERY: "HOME_DELIVERY" } as const
registerEnumType(MakeUpForm, {
  name: "MakeUpForm",
  description: "How an absence is made up (补课方式).",
  valuesConfig: {
    SELF_STUDY: { description: "自学: by oneself, with notes as evidence." },
    TAUGHT_AGAIN: { description: "再次上课: at another lesson." },
    ONLINE: { description: "网络补课: over the network." },
    HOME_DELIVERY: { description: "送学上门: somebody brings it home." },
  },
})
