import { registerEnumType } from "type-graphql"

export const Stage = {
  APPLICANT: "APPLICANT",
  ACTIVIST: "ACTIVIST",
  DEVELOPMENT_TARGET: "DEVELOPMENT_TARGET",
  PROBATIONARY: "PROBATIONARY",
  FULL: "FULL",
} as const

registerEnumType(Stage, {
  name: "Stage",
  description: "How far a person is on the way into the Party (人员类别).",
  valuesConfig: {
    APPLICANT: { description: "入党申请人: has handed in an application." },
    ACTIVIST: { description: "入党积极分子: recognised as an activist." },
    DEVELOPMENT_TARGET: { description: "发展对象: chosen for admission; needs a short course of 24 hours first." },
    PROBATIONARY: { description: "预备党员: admitted, on probation for a year." },
    FULL: { description: "正式党员: a full member." },
  },
})

export const Participation = { DIRECT: "DIRECT", IN_SERVICE: "IN_SERVICE", FLOATING_IN: "FLOATING_IN" } as const

registerEnumType(Participation, {
  name: "Participation",
  description: "How a person takes part in an organisation (参加方式); decides whose denominator the person is in.",
  valuesConfig: {
    DIRECT: { description: "直管: belongs to it; counted there." },
    IN_SERVICE: { description: "在职报到: belongs to the unit at work and reports in where they live; not counted here." },
    FLOATING_IN: { description: "流入: belongs elsewhere and takes part here for a time; not counted here." },
  },
})

export const Role = { RECORDER: "RECORDER", COORDINATOR: "COORDINATOR", SECRETARY: "SECRETARY", AUDITOR: "AUDITOR", ADMIN: "ADMIN" } as const

registerEnumType(Role, {
  name: "Role",
  description: "What an account may do in an organisation and everything below it (角色).",
  valuesConfig: {
    RECORDER: { description: "考勤员: records attendance." },
    COORDINATOR: { description: "教务员: plans lessons, keeps rosters and the organisation's books, sends and receives members." },
    SECRETARY: { description: "书记: decides on leave and corrections; keeps the books as a coordinator does." },
    AUDITOR: { description: "审计员: reads everything, changes nothing." },
    ADMIN: { description: "管理员: gives and withdraws roles, decides on the tree below; keeps the books as a coordinator does." },
  },
})
