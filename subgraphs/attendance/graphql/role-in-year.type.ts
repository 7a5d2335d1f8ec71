import { registerEnumType } from "type-graphql"

export const RoleInYear = {
  MEMBER: "MEMBER",
  PROBATIONARY: "PROBATIONARY",
  SECRETARY: "SECRETARY",
  COMMITTEE_MEMBER: "COMMITTEE_MEMBER",
  DEVELOPMENT_TARGET: "DEVELOPMENT_TARGET",
  ACTIVIST: "ACTIVIST",
  IN_SERVICE: "IN_SERVICE",
  CADRE: "CADRE",
  EXEMPT: "EXEMPT",
} as const

registerEnumType(RoleInYear, {
  name: "RoleInYear",
  description: "As what somebody's year of study is judged (身份).",
  valuesConfig: {
    MEMBER: { description: "正式党员: a full member without a post." },
    PROBATIONARY: { description: "预备党员: a member on probation, without a post." },
    SECRETARY: { description: "书记: secretary of an organisation." },
    COMMITTEE_MEMBER: { description: "班子成员: in a committee, deputy secretaries among them." },
    DEVELOPMENT_TARGET: { description: "发展对象: to be admitted, and trained before." },
    ACTIVIST: { description: "入党积极分子: an activist." },
    IN_SERVICE: { description: "在职报到、流入: attends here and belongs elsewhere." },
    CADRE: { description: "干部: judged as a cadre, by a designation." },
    EXEMPT: { description: "免修: owes nothing, by a designation." },
  },
})
