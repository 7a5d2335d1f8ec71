import { registerEnumType } from "type-graphql"

const same = <Word extends string>(words: readonly Word[]) => Object.fromEntries(words.map((word) => [word, word])) as { [Each in Word]: Each }

export const PlanState = same(["WAITING", "RUNNING", "DONE", "IMPOSSIBLE", "CANCELLED", "FAILED"])

registerEnumType(PlanState, {
  name: "PlanState",
  description: "How the work at a plan stands (方案状态).",
  valuesConfig: {
    WAITING: { description: "待排: waits for its turn; plans are worked at one after another." },
    RUNNING: { description: "排课中: is being worked at." },
    DONE: { description: "已完成: every lesson that was found a place has one." },
    IMPOSSIBLE: { description: "有矛盾: demands contradict each other; the others have their places." },
    CANCELLED: { description: "已取消: the work was stopped by somebody." },
    FAILED: { description: "失败: the work ended by a fault; ask again." },
  },
})

export const PlanStep = same(["GATHERING", "PLACING", "REPAIRING", "IMPROVING", "CHECKING", "ENDED"])

registerEnumType(PlanStep, {
  name: "PlanStep",
  description: "What is being done at a plan.",
  valuesConfig: {
    GATHERING: { description: "What binds the lessons is being read." },
    PLACING: { description: "Lessons are being placed, the most bound ones first." },
    REPAIRING: { description: "Places are sought for those left over, or the proof that there are none." },
    IMPROVING: { description: "The lessons furthest from the wishes are being placed anew." },
    CHECKING: { description: "The plan is being looked through." },
    ENDED: { description: "Nothing more is done." },
  },
})

export const PlanWish = same(["TEACHER_TIMES", "PART_OF_DAY", "SPREAD", "TEACHER_LOAD", "OWN_VENUE", "FEW_ELSEWHERE"])

registerEnumType(PlanWish, {
  name: "PlanWish",
  description: "What a plan is to fulfil as far as it can (软约束).",
  valuesConfig: {
    TEACHER_TIMES: { description: "Teachers teach when they like to, and not when they would rather not." },
    PART_OF_DAY: { description: "Lessons are at the part of the day that is wished." },
    SPREAD: { description: "Lessons are spread over the weeks." },
    TEACHER_LOAD: { description: "Lessons are shared evenly among the teachers." },
    OWN_VENUE: { description: "Organisations use their own rooms before shared ones." },
    FEW_ELSEWHERE: { description: "Few of the people are expected at another lesson at the time." },
  },
})

export const PartOfDay = same(["MORNING", "AFTERNOON", "EVENING"])

registerEnumType(PartOfDay, {
  name: "PartOfDay",
  description: "When in the day a lesson begins (时段).",
  valuesConfig: {
    MORNING: { description: "上午: before 12:00." },
    AFTERNOON: { description: "下午: from 12:00, before 18:00." },
    EVENING: { description: "晚上: from 18:00." },
  },
})

export const PlanLimit = same([
  "WINDOW",
  "CALENDAR",
  "BLOCKED_TIME",
  "VENUE_HOURS",
  "VENUE_CAPACITY",
  "VENUE_TAKEN",
  "TEACHER_HOURS",
  "TEACHER_TAKEN",
  "TEACHER_DAY",
  "TEACHER_MONTH",
  "TRAVEL",
  "SPACING",
])

registerEnumType(PlanLimit, {
  name: "PlanLimit",
  description: "What can stand in the way of a lesson of a plan (硬约束).",
  valuesConfig: {
    WINDOW: { description: "The days asked for, and the hours of the day." },
    CALENDAR: { description: "节假日: public holidays, and days that are not worked." },
    BLOCKED_TIME: { description: "不排课时间: times that are kept free." },
    VENUE_HOURS: { description: "Opening hours and closures of venues." },
    VENUE_CAPACITY: { description: "Venues that are too small." },
    VENUE_TAKEN: { description: "Venues that another lesson has." },
    TEACHER_HOURS: { description: "Hours and absences of teachers." },
    TEACHER_TAKEN: { description: "Teachers whom another lesson has." },
    TEACHER_DAY: { description: "How many lessons a teacher has a day." },
    TEACHER_MONTH: { description: "How many lessons a teacher has a month." },
    TRAVEL: { description: "The way from one venue to another." },
    SPACING: { description: "The days between lessons of one organisation." },
  },
})
