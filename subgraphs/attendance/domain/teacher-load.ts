/** What a teacher taught in some days: lessons that were held, with what they were planned with. Hours of a lesson of several teachers are whole with each. */
export type TeacherLoad = {
  teacherId: string
  /** 授课次数: lessons. */
  lessons: number
  hours: number
  /** 首次、末次授课. */
  firstOn: string
  lastOn: string
}

/** Who was there when they taught: person-times, and persons, each once however often they came. */
export type TeacherReach = { personTimes: number; persons: number }

/** Of all together every lesson counts once, whoever taught it. */
export type TeachingTotal = TeacherReach & { teachers: number; lessons: number; hours: number }

/** What a teacher is called, and whence they come; as the register says now. */
export type TeacherLabel = { name: string; category: string; unit: string }

/** 师资类别, in the words of paper. */
export const TEACHER_WORDS: Readonly<Record<string, string>> = {
  RETIRED_CADRE: "离退休干部",
  SENIOR_TEACHER: "老教师",
  VETERAN_MEMBER: "老党员",
  PARTY_SCHOOL_LECTURER: "党校教师",
  LECTURER_GROUP: "讲师团",
  LEADER: "领导干部",
}
