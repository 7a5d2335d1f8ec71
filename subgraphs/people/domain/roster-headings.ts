/** What a column of a roster can hold. */
export type RosterField =
  | "code"
  | "name"
  | "sex"
  | "nationalId"
  | "ethnicity"
  | "birthOn"
  | "education"
  | "stage"
  | "branch"
  | "appliedOn"
  | "activistOn"
  | "targetOn"
  | "joinedOn"
  | "fullOn"
  | "post"
  | "state"
  | "participation"
  | "isFloating"
  | "destination"
  | "cardNumber"
  | "mobile"
  | "homeUnit"
  | "belongsSince"
  | "remark"

/**
 * The headings under which each column comes: the national roster's (党员花名册), and those of owip and zhdj exports.
 *
 * The first is the one that exports write.
 */
export const HEADINGS: Record<RosterField, readonly string[]> = {
  code: ["人员编号", "学工号", "工号", "编号", "党员编号"],
  name: ["姓名", "党员姓名"],
  sex: ["性别"],
  nationalId: ["公民身份号码", "身份证号", "身份证号码", "身份证", "公民身份证号码"],
  ethnicity: ["民族"],
  birthOn: ["出生日期", "出生年月", "出生年月日"],
  education: ["学历", "文化程度"],
  stage: ["人员类别", "党员类别", "政治面貌", "发展程度", "党内状态"],
  branch: ["所在党支部", "所在支部", "所属支部名称", "所属党支部", "党支部", "所在党支部名称", "支部名称"],
  joinedOn: ["加入党组织日期", "入党时间", "入党日期", "入党年月", "加入党组织时间"],
  fullOn: ["转为正式党员日期", "转正时间", "转正日期", "转为正式党员时间"],
  post: ["党内职务", "党内现任职务"],
  state: ["党籍状态"],
  participation: ["参加方式", "管理方式"],
  isFloating: ["是否流动党员", "是否为流动党员"],
  destination: ["外出流向", "流动党员外出流向", "流动去向"],
  cardNumber: ["流动党员活动证号", "活动证号"],
  mobile: ["联系电话", "手机", "手机号", "手机号码", "联系方式", "电话"],
  remark: ["备注"],
  appliedOn: ["提交书面申请书时间", "申请入党时间", "申请入党日期"],
  activistOn: ["确定为入党积极分子时间", "列为入党积极分子时间"],
  targetOn: ["确定为发展对象时间", "列为发展对象时间"],
  homeUnit: ["工作单位", "工作岗位", "工作单位及职务"],
  belongsSince: ["组织关系转入时间", "转入时间"],
}

/** How a transfer register is headed (组织关系转接登记). */
export type TransferField =
  "name" | "nationalId" | "code" | "kind" | "toTitle" | "to" | "from" | "duesPaidTo" | "validDays" | "startedOn" | "hasReceipt" | "letterNumber" | "remark"

export const TRANSFER_HEADINGS: Record<TransferField, readonly string[]> = {
  name: ["姓名", "党员姓名"],
  nationalId: ["公民身份号码", "身份证号", "身份证号码"],
  code: ["人员编号", "学工号", "工号"],
  kind: ["类别", "转接类别"],
  toTitle: ["转入单位抬头"],
  to: ["转入单位"],
  from: ["转出单位"],
  duesPaidTo: ["党费缴纳至年月", "党费缴纳至"],
  validDays: ["介绍信有效期天数", "有效期天数"],
  startedOn: ["办理时间", "办理日期", "转出办理时间"],
  hasReceipt: ["是否有回执"],
  letterNumber: ["介绍信编号", "介绍信号"],
  remark: ["备注"],
}
