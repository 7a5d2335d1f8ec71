import { registerEnumType } from "type-graphql"

export const LessonCategory = {
  INTENSIVE: "INTENSIVE",
  COLLECTIVE: "COLLECTIVE",
  PARTY_LECTURE: "PARTY_LECTURE",
  THEME_DAY: "THEME_DAY",
  ONLINE: "ONLINE",
  PRACTICE: "PRACTICE",
} as const

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

export const LessonMode = { FACE_TO_FACE: "FACE_TO_FACE", REMOTE_SITE: "REMOTE_SITE", ONLINE: "ONLINE" } as const

registerEnumType(LessonMode, {
  name: "LessonMode",
  description: "How a lesson reaches its people (授课形式).",
  valuesConfig: {
    FACE_TO_FACE: { description: "面授: all in one place." },
    REMOTE_SITE: { description: "远程站点: together at a remote-education site." },
    ONLINE: { description: "线上: each on a device of their own." },
  },
})

export const LessonStatus = { DRAFT: "DRAFT", PUBLISHED: "PUBLISHED", HELD: "HELD", CANCELLED: "CANCELLED" } as const

registerEnumType(LessonStatus, {
  name: "LessonStatus",
  description: "How far a lesson has come (状态).",
  valuesConfig: {
    DRAFT: { description: "草稿: being planned; nobody is told." },
    PUBLISHED: { description: "已发布: people are expected." },
    HELD: { description: "已举办: has taken place." },
    CANCELLED: { description: "已取消: will not or did not take place." },
  },
})

export const SchoolLevel = { CITY: "CITY", DISTRICT: "DISTRICT", STREET: "STREET", COMMUNITY: "COMMUNITY" } as const

registerEnumType(SchoolLevel, {
  name: "SchoolLevel",
  description: "Who keeps a Party school or a training class (办学层级).",
  valuesConfig: {
    CITY: { description: "市级: the city." },
    DISTRICT: { description: "城区级: an urban district." },
    STREET: { description: "街道级: a street." },
    COMMUNITY: { description: "社区级: a community." },
  },
})

export const VenueKind = {
  CLASSROOM: "CLASSROOM",
  REMOTE_EDUCATION_ROOM: "REMOTE_EDUCATION_ROOM",
  READING_ROOM: "READING_ROOM",
  ACTIVITY_ROOM: "ACTIVITY_ROOM",
  OUTDOOR: "OUTDOOR",
} as const

registerEnumType(VenueKind, {
  name: "VenueKind",
  description: "What kind of place a venue is (场地类别).",
  valuesConfig: {
    CLASSROOM: { description: "教室: a room with desks for a class." },
    REMOTE_EDUCATION_ROOM: { description: "电教室: a room with the remote-education network." },
    READING_ROOM: { description: "阅览室: a reading room, used for small groups." },
    ACTIVITY_ROOM: { description: "活动室: a room for activities, without desks." },
    OUTDOOR: { description: "室外: no room at all." },
  },
})

export const TeacherCategory = {
  RETIRED_CADRE: "RETIRED_CADRE",
  SENIOR_TEACHER: "SENIOR_TEACHER",
  VETERAN_MEMBER: "VETERAN_MEMBER",
  PARTY_SCHOOL_LECTURER: "PARTY_SCHOOL_LECTURER",
  LECTURER_GROUP: "LECTURER_GROUP",
  LEADER: "LEADER",
} as const

registerEnumType(TeacherCategory, {
  name: "TeacherCategory",
  description: "Where a teacher comes from (师资类别).",
  valuesConfig: {
    RETIRED_CADRE: { description: "离退休干部: a retired or resting cadre." },
    SENIOR_TEACHER: { description: "老教师: an experienced teacher of a school." },
    VETERAN_MEMBER: { description: "老党员: a member of long standing." },
    PARTY_SCHOOL_LECTURER: { description: "党校教师: on the staff of a Party school." },
    LECTURER_GROUP: { description: "讲师团: sent by a lecturers' group of city or district." },
    LEADER: { description: "领导干部: a leading cadre who lectures." },
  },
})

export const When = { UPCOMING: "UPCOMING", PAST: "PAST", ALL: "ALL" } as const

registerEnumType(When, {
  name: "When",
  description: "Which lessons of a person.",
  valuesConfig: {
    UPCOMING: { description: "Those that have not started and are not cancelled, the next first." },
    PAST: { description: "Those that have started, cancelled ones included, the latest first." },
    ALL: { description: "All, cancelled ones included, the earliest first." },
  },
})
