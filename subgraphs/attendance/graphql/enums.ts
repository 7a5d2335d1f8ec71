import { registerEnumType } from "type-graphql"

export const SheetState = { OPEN: "OPEN", CLOSED: "CLOSED", APPROVED: "APPROVED", REOPENED: "REOPENED" } as const

registerEnumType(SheetState, {
  name: "SheetState",
  description: "How far a sheet has come (签到表状态).",
  valuesConfig: {
    OPEN: { description: "签到中: people are being recorded." },
    CLOSED: { description: "已关闭: expected = present + on leave + absent." },
    APPROVED: { description: "已审核: checked by a second person." },
    REOPENED: { description: "已重开: opened again for a correction." },
  },
})

export const HourCategory = { INTENSIVE: "INTENSIVE", COLLECTIVE: "COLLECTIVE", ONLINE: "ONLINE", MAKE_UP: "MAKE_UP" } as const

registerEnumType(HourCategory, {
  name: "HourCategory",
  description: "How credited hours were studied (学时类别).",
  valuesConfig: {
    INTENSIVE: { description: "集中培训: centralised training, by the session." },
    COLLECTIVE: { description: "集体学习: branch study, Party lectures, theme days." },
    ONLINE: { description: "网络培训: what the cap lets count." },
    MAKE_UP: { description: "补课: made up after an absence." },
  },
})

export const Verdict = { COMPLIANT: "COMPLIANT", NOT_COMPLIANT: "NOT_COMPLIANT", IN_PROGRESS: "IN_PROGRESS", NOT_REQUIRED: "NOT_REQUIRED" } as const

registerEnumType(Verdict, {
  name: "Verdict",
  description: "What a year's hours come to (结论).",
  valuesConfig: {
    COMPLIANT: { description: "达标: hours and sessions are complete." },
    NOT_COMPLIANT: { description: "未达标: the year is over and something is missing." },
    IN_PROGRESS: { description: "进行中: something is missing and the year is not over." },
    NOT_REQUIRED: { description: "不计入分母: attends here, and is judged elsewhere or not at all." },
  },
})

export const RuleStatus = { NATIONAL: "NATIONAL", LOCAL: "LOCAL", ASSUMED: "ASSUMED" } as const

registerEnumType(RuleStatus, {
  name: "RuleStatus",
  description: "How firm the ground of a rule set is.",
  valuesConfig: {
    NATIONAL: { description: "全国: from a national document." },
    LOCAL: { description: "地方: from a local document." },
    ASSUMED: { description: "推定: customary; no document was found." },
  },
})
