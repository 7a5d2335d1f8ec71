import type { Category, Mode, TeacherCategory, VenueKind } from "./lesson.ts"

const CATEGORIES: Record<Category, readonly string[]> = {
  INTENSIVE: ["集中培训", "集中轮训", "脱产培训", "培训班"],
  COLLECTIVE: ["集体学习", "三会一课", "三会一课-支部党员大会", "三会一课-支委会", "三会一课-党小组会", "支部党员大会", "组织生活"],
  PARTY_LECTURE: ["党课", "三会一课-党课"],
  THEME_DAY: ["主题党日"],
  ONLINE: ["网络培训", "网上培训", "线上学习", "在线学习", "网络学习"],
  PRACTICE: ["实践", "主题党日-实践", "志愿服务", "社会实践"],
}

const MODES: Record<Mode, readonly string[]> = {
  FACE_TO_FACE: ["面授", "现场教学", "实践", "线下", "辅导报告", "研讨", "座谈", "讲座", "专题讲座", "现场"],
  REMOTE_SITE: ["远程", "远程站点", "远程教育", "分会场", "视频会议"],
  ONLINE: ["线上", "网络", "网上", "网络教学", "直播", "录播"],
}

const TEACHERS: Record<TeacherCategory, readonly string[]> = {
  RETIRED_CADRE: ["离退休干部", "离退休老干部", "退休干部", "老干部"],
  SENIOR_TEACHER: ["老教师", "退休教师"],
  VETERAN_MEMBER: ["老党员", "老战士", "老模范"],
  PARTY_SCHOOL_LECTURER: ["党校教师", "党校讲师", "党校教员", "区委党校讲师", "市委党校讲师"],
  LECTURER_GROUP: ["讲师团", "宣讲团", "讲师团成员", "校外专家"],
  LEADER: ["领导干部", "党员领导干部", "书记"],
}

const VENUES: Record<VenueKind, readonly string[]> = {
  CLASSROOM: ["教室", "会议室", "报告厅", "礼堂"],
  REMOTE_EDUCATION_ROOM: ["电教室", "远程教育室", "远教室", "远程教室"],
  READING_ROOM: ["阅览室", "图书室", "书屋"],
  ACTIVITY_ROOM: ["活动室", "活动中心", "党群服务中心"],
  OUTDOOR: ["室外", "广场", "户外", "公园"],
}

/** Words by meaning, turned round so that a word gives its meaning; kinds of dashes and spaces inside a word do not matter. */
function reader<Meaning extends string>(words: Record<Meaning, readonly string[]>): (text: string) => Meaning | null {
  const meanings = new Map<string, Meaning>()
  for (const meaning of Object.keys(words) as Meaning[]) for (const word of words[meaning]) meanings.set(word, meaning)
  return (text) => meanings.get(plain(text)) ?? null
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[—–―－_/:：]+/gu, "-")
    .replace(/\s/gu, "")
}

function firstOf(words: Record<string, readonly string[]>): string {
  return Object.values(words)
    .map(([first = ""]) => first)
    .join("、")
}

export const readCategory = reader(CATEGORIES)
export const readMode = reader(MODES)
export const readTeacherCategory = reader(TEACHERS)
const venueKindOf = reader(VENUES)

/** What people may write, to be told when they wrote something else. */
export const planChoices = { category: firstOf(CATEGORIES), mode: firstOf(MODES), teacher: firstOf(TEACHERS), venue: firstOf(VENUES) }

/** Read a kind of venue, or take it from the end of the venue's name: 社区党校一号教室 is a classroom. */
export function readVenueKind(text: string): VenueKind | null {
  const kinds = Object.keys(VENUES) as VenueKind[]
  return venueKindOf(text) ?? kinds.reverse().find((kind) => VENUES[kind].some((word) => plain(text).endsWith(word))) ?? null
}

/** What stands in the column of classes for lessons that belong to none: the name of a kind of meeting. */
export function isNoClass(text: string): boolean {
  return readCategory(text) !== null
}

/** Cut a cell that names several: 赵老师、王春梅. */
export function listed(text: string): string[] {
  return [...new Set(text.split(/[、,，;；\n]+/u).map((part) => part.trim()))].filter((part) => part !== "")
}
