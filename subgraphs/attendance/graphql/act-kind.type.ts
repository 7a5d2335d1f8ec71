import { registerEnumType } from "type-graphql"
import { ACT_KINDS, type ActKind as Kind } from "../domain/ledger-fact.ts"

export const ActKind = Object.fromEntries(ACT_KINDS.map((kind) => [kind, kind])) as { [Name in Kind]: Name }

const DESCRIPTIONS: Record<Kind, string> = {
  SHEET_OPENED: "开表: recording began, with the list of that moment.",
  SHEET_CLOSED: "关表: everybody expected stood somewhere.",
  SHEET_APPROVED: "审核: a second person checked it.",
  SHEET_REOPENED: "重开: it was opened again, for a reason.",
  SHEET_DETAILS: "要素: host, recorder or summary were written down.",
  CODE_RENEWED: "换码: the codes at the door were made anew.",
  EXPECTED_ADDED: "增列应到: somebody was put on the list.",
  EXPECTED_REMOVED: "移出应到: somebody was taken off the list.",
  WALK_IN_DECIDED: "名单外处理: somebody who was not on the list was decided on.",
  LEAVE_REQUESTED: "请假: leave was asked for.",
  LEAVE_DECIDED: "批假: leave was granted or refused.",
  LEAVE_WITHDRAWN: "撤假: the request was taken back.",
  MAKE_UP_DUE: "应补课: an absence obliged to a make-up.",
  MAKE_UP_COMPLETED: "补课完成: it was made up.",
  MAKE_UP_EXEMPTED: "免补: somebody was exempted.",
  MAKE_UP_LIFTED: "撤销补课: the person was there after all.",
  MAKE_UP_POSTPONED: "延期补课: the deadline was moved.",
  CORRECTION_REQUESTED: "申请更正: a correction was asked for.",
  CORRECTION_DECIDED: "更正: a correction was made, or a request decided on.",
  PERIOD_LOCKED: "锁定: a month or a year was locked.",
  PAPER_ADDED: "纸质表: a paper sheet was added.",
  PAPER_LINE_READ: "辨认: a line of a paper sheet was read again.",
  PAPER_APPLIED: "纸质表入账: what a paper sheet says was recorded.",
  SHEET_IMPORTED: "导入: a file of signatures was taken over.",
  TRAINING_SUBMITTED: "外训申报: training outside was submitted.",
  TRAINING_ENDORSED: "外训初审: it passed the first level.",
  TRAINING_DECIDED: "外训审批: the second level decided.",
  RULE_SET_ADDED: "规则新增: a rule set was added.",
  RULE_SET_ENDED: "规则停用: a rule set was ended.",
  DESIGNATED: "身份认定: somebody is judged as a cadre, or exempt.",
  MEETING_RECORDED: "会议入账: a meeting of a branch was recorded.",
  MEETING_AMENDED: "会议更正: the record of a meeting was corrected.",
  FINDING_SETTLED: "问题销号: somebody answered for what was found.",
}

registerEnumType(ActKind, {
  name: "ActKind",
  description: "What was done (操作类型).",
  valuesConfig: Object.fromEntries(ACT_KINDS.map((kind) => [kind, { description: DESCRIPTIONS[kind] }])),
})
