import { registerEnumType } from "type-graphql"

export const OrganisationKind = {
  COMMITTEE: "COMMITTEE",
  WORKING_COMMITTEE: "WORKING_COMMITTEE",
  GENERAL_BRANCH: "GENERAL_BRANCH",
  BRANCH: "BRANCH",
  JOINT_BRANCH: "JOINT_BRANCH",
  TEMPORARY_BRANCH: "TEMPORARY_BRANCH",
  PARTY_GROUP: "PARTY_GROUP",
} as const

registerEnumType(OrganisationKind, {
  name: "OrganisationKind",
  description: "What a Party organisation is (党组织类别).",
  valuesConfig: {
    COMMITTEE: { description: "党委: a Party committee, as a rule above 100 members." },
    WORKING_COMMITTEE: { description: "党工委: a working committee, sent by a superior committee, as in a street." },
    GENERAL_BRANCH: { description: "党总支: a general branch, as a rule above 50 members." },
    BRANCH: { description: "党支部: a branch of 3 to 50 members." },
    JOINT_BRANCH: { description: "联合党支部: one branch for several units with fewer than 3 full members each." },
    TEMPORARY_BRANCH: { description: "临时党支部: a branch for the length of a project." },
    PARTY_GROUP: { description: "党小组: a group within a branch." },
  },
})

export const OrganisationLevel = { CITY: "CITY", DISTRICT: "DISTRICT", STREET: "STREET", COMMUNITY: "COMMUNITY", BRANCH: "BRANCH" } as const

registerEnumType(OrganisationLevel, {
  name: "OrganisationLevel",
  description: "Where in the city's tree an organisation or a division stands (层级).",
  valuesConfig: {
    CITY: { description: "市: the root of the tree." },
    DISTRICT: { description: "城区: an urban district." },
    STREET: { description: "街道: a street, the level that carries the communities." },
    COMMUNITY: { description: "社区: a community's top organisation, of whatever kind." },
    BRANCH: { description: "支部: an organisation inside a community's organisation." },
  },
})

export const OrganisationSetting = {
  COMMUNITY: "COMMUNITY",
  VILLAGE: "VILLAGE",
  ORGAN: "ORGAN",
  INSTITUTION: "INSTITUTION",
  ENTERPRISE: "ENTERPRISE",
  SOCIAL_ORGANISATION: "SOCIAL_ORGANISATION",
} as const

registerEnumType(OrganisationSetting, {
  name: "OrganisationSetting",
  description: "In what kind of unit an organisation works (所在单位类型); decides its term of office.",
  valuesConfig: {
    COMMUNITY: { description: "社区: an urban community." },
    VILLAGE: { description: "村: a village." },
    ORGAN: { description: "机关: an organ of Party or state." },
    INSTITUTION: { description: "事业单位: a public institution." },
    ENTERPRISE: { description: "企业: an enterprise, public or not." },
    SOCIAL_ORGANISATION: { description: "社会组织: a social organisation." },
  },
})

export const Post = {
  SECRETARY: "SECRETARY",
  DEPUTY_SECRETARY: "DEPUTY_SECRETARY",
  ORGANISATION_COMMISSIONER: "ORGANISATION_COMMISSIONER",
  PUBLICITY_COMMISSIONER: "PUBLICITY_COMMISSIONER",
  DISCIPLINE_COMMISSIONER: "DISCIPLINE_COMMISSIONER",
  COMMITTEE_MEMBER: "COMMITTEE_MEMBER",
} as const

registerEnumType(Post, {
  name: "Post",
  description: "A post in an organisation's committee (党内职务).",
  valuesConfig: {
    SECRETARY: { description: "书记: leads the committee." },
    DEPUTY_SECRETARY: { description: "副书记: stands in for the secretary." },
    ORGANISATION_COMMISSIONER: { description: "组织委员: looks after members, admissions and organisation life." },
    PUBLICITY_COMMISSIONER: { description: "宣传委员: looks after study and publicity." },
    DISCIPLINE_COMMISSIONER: { description: "纪检委员: looks after discipline." },
    COMMITTEE_MEMBER: { description: "委员, without one of the named portfolios" },
  },
})

export const AdviceRule = {
  TOO_FEW_FULL_MEMBERS: "TOO_FEW_FULL_MEMBERS",
  MORE_THAN_50_MEMBERS: "MORE_THAN_50_MEMBERS",
  MORE_THAN_100_MEMBERS: "MORE_THAN_100_MEMBERS",
  COMMITTEE_SIZE: "COMMITTEE_SIZE",
} as const

registerEnumType(AdviceRule, {
  name: "AdviceRule",
  description: "Which rule of size an organisation departs from.",
  valuesConfig: {
    TOO_FEW_FULL_MEMBERS: { description: "A branch with fewer than 3 full members; a joint branch is suggested." },
    MORE_THAN_50_MEMBERS: { description: "A branch with more than 50 members; a general branch is suggested." },
    MORE_THAN_100_MEMBERS: { description: "More than 100 members; a committee is suggested." },
    COMMITTEE_SIZE: { description: "A branch whose officers are too few or too many for its full members: from 7 on, a committee of 3 to 7." },
  },
})
