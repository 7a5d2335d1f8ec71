import type { MembershipState } from "./import.ts"
import type { Participation, Stage } from "./member.ts"

/** GB/T 3304: the fifty-six nationalities in the order of their codes, 01 to 56. */
const NATIONALITIES =
  "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺".split(
    " ",
  )

const EDUCATION: Record<string, readonly string[]> = {
  "10": ["研究生", "硕士研究生", "博士研究生", "硕士", "博士", "研究生教育", "在职研究生", "党校研究生"],
  "20": ["大学本科", "本科", "大学", "大学本科教育", "党校本科", "在职本科", "全日制本科"],
  "30": ["大学专科", "大专", "专科", "大学专科教育", "党校大专", "专科教育"],
  "40": ["中专", "中等专科", "中等职业教育", "职高", "职业高中", "技校", "技工学校", "中技", "中等专业学校", "中等专业学校教育"],
  "60": ["高中", "普通高中", "普通高级中学教育", "高级中学"],
  "70": ["初中", "初级中学", "初级中学教育", "初中及以下"],
  "80": ["小学", "小学教育", "小学及以下"],
  "90": ["其他", "文盲", "半文盲", "文盲或半文盲"],
}

const STAGES: Record<Stage, readonly string[]> = {
  FULL: ["正式党员", "正式", "中共党员", "党员"],
  PROBATIONARY: ["预备党员", "预备", "中共预备党员"],
  DEVELOPMENT_TARGET: ["发展对象"],
  ACTIVIST: ["入党积极分子", "积极分子"],
  APPLICANT: ["入党申请人", "申请人", "入党申请"],
}

const PARTICIPATION: Record<Participation, readonly string[]> = {
  DIRECT: ["直管", "直接管理", "组织关系在册", "在册"],
  IN_SERVICE: ["在职报到", "在职党员报到", "双报到", "报到"],
  FLOATING_IN: ["流入", "流入党员"],
}

const STATES: Record<MembershipState, readonly string[]> = {
  NORMAL: ["正常", "正常党籍", "恢复党籍"],
  SUSPENDED: ["中止党籍", "暂停", "停权"],
  STOPPED: ["停止党籍"],
  LEFT: ["退党", "自行脱党", "脱党", "除名", "劝退", "开除党籍", "出党"],
}

const POSTS: Record<string, readonly string[]> = {
  SECRETARY: ["书记", "党支部书记", "支部书记"],
  DEPUTY_SECRETARY: ["副书记", "党支部副书记"],
  ORGANISATION_COMMISSIONER: ["组织委员"],
  PUBLICITY_COMMISSIONER: ["宣传委员"],
  DISCIPLINE_COMMISSIONER: ["纪检委员", "纪律检查委员"],
  COMMITTEE_MEMBER: ["委员", "支部委员"],
}

const SEXES: Record<"MALE" | "FEMALE", readonly string[]> = { MALE: ["男", "男性", "1"], FEMALE: ["女", "女性", "2"] }

/** Words by meaning, turned round so that a word gives its meaning. */
function reader<Meaning extends string>(words: Record<Meaning, readonly string[]>): (text: string) => Meaning | null {
  const meanings = new Map<string, Meaning>()
  for (const meaning of Object.keys(words) as Meaning[]) for (const word of words[meaning]) meanings.set(word, meaning)
  return (text) => meanings.get(text) ?? null
}

/** What people may write, to be told when they wrote something else. */
export const choices = {
  sex: firstOf(SEXES),
  ethnicity: "one of the 56 nationalities (GB/T 3304), such as 壮族, or 其他",
  education: firstOf(EDUCATION),
  stage: firstOf(STAGES),
  state: firstOf(STATES),
  participation: firstOf(PARTICIPATION),
  post: firstOf(POSTS),
}

function firstOf(words: Record<string, readonly string[]>): string {
  return Object.values(words)
    .map(([first = ""]) => first)
    .join("、")
}

export const readStage = reader(STAGES)
export const readParticipation = reader(PARTICIPATION)
export const readState = reader(STATES)
export const readPost = reader(POSTS)
export const readSex = reader(SEXES)
const educationOf = reader(EDUCATION)

/** Read a level of education as its code of GB/T 4658: 大专 and 大学专科 are 30, and 30 is itself. */
export function readEducation(text: string): string | null {
  return text in EDUCATION ? text : educationOf(text)
}

/** Read a nationality as its code of GB/T 3304: 汉 and 汉族 are 01, and 01 is itself. */
export function readEthnicity(text: string): string | null {
  const bare = text.length > 1 ? text.replace(/族$/u, "") : text
  const at = NATIONALITIES.indexOf(bare)
  if (at >= 0) return String(at + 1).padStart(2, "0")
  if (bare === "其他" || bare === "97") return "97"
  if (bare === "外国血统" || bare === "98") return "98"
  return /^(0[1-9]|[1-4]\d|5[0-6])$/.test(bare) ? bare : null
}

/** Write a code of education, ethnicity and the like as the roster's words: what exports write, and imports read again. */
export const wordsOf = {
  education: (code: string) => EDUCATION[code]?.[code === "10" ? 0 : 0] ?? code,
  ethnicity: (code: string) => (NATIONALITIES[Number(code) - 1] ? `${NATIONALITIES[Number(code) - 1]}族` : code === "97" ? "其他" : "外国血统"),
  stage: (stage: Stage) => STAGES[stage][0] ?? "",
  participation: (participation: Participation) => PARTICIPATION[participation][0] ?? "",
  state: (state: MembershipState) => STATES[state][0] ?? "",
  post: (post: string) => POSTS[post]?.[0] ?? post,
  sex: (sex: string) => (sex === "MALE" ? "男" : sex === "FEMALE" ? "女" : ""),
}
