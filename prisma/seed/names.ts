import { pinyin } from "pinyin-pro"
import { givenName, type Sex } from "./given-names.ts"
import { slots, type Chance } from "./random.ts"

export type Name = { name: string; pinyin: string; initials: string }

/** Surnames with their weights: the country's, and those that are frequent among the Zhuang of Guangxi (韦, 覃, 黄, 莫, 农 …). */
const SURNAMES = slots(
  (
    "李68 王62 张60 刘50 陈58 黄62 韦48 覃34 莫18 梁34 杨34 周26 吴28 罗26 何24 林22 蒙10 农6 卢16 蓝8 廖14 石9 曾14 谢16 唐16 邓16 " +
    "赵18 徐14 孙12 胡14 朱12 高10 郭11 马8 潘14 彭10 蒋12 欧6 龙9 陆11 苏9 韩6 冯7 曹6 袁6 许8 傅3 沈4 董4 肖9 程4 叶6 吕5 魏4 丁4 任3 姚4 " +
    "钟7 姜3 崔2 谭9 范4 方4 邱4 侯2 熊4 孟2 秦5 江5 白3 邹5 阎1 薛2 尹3 段2 雷5 黎9 史2 陶3 贺3 毛2 郝1 顾2 龚3 邵2 万3 覃4 钱2 严2 赖3 " +
    "温3 甘4 银1 岑2 班2 欧阳3 司徒1 上官1 诸葛1 单1 区1 仇1"
  )
    .split(" ")
    .map((entry): [string, number] => [entry.replace(/\d+$/, ""), Number(entry.replace(/^\D+/, ""))]),
)

const UYGHUR: Record<Sex, readonly string[]> = {
  FEMALE: ["阿依努尔", "古丽娜尔", "阿依古丽", "热依汗", "帕提古丽", "迪丽拜尔"],
  MALE: ["买买提", "艾力", "努尔兰", "阿不都热依木", "吐尔逊", "玉素甫"],
}
const UYGHUR_FATHERS = ["买买提", "艾合买提", "阿不都", "吐尔逊", "依明", "司马义"]

/** Characters that the pinyin tables lack or read otherwise in names. */
const READINGS: Record<string, string> = { 㛃: "jie", 䶮: "yan", 𠮷: "ji", 𬭎: "hong", 𬱖: "wei", 覃: "qin", 区: "ou", 仇: "qiu", 单: "shan" }

const syllablesOf = new Map<string, string[]>()

/** Invent somebody's name; members of the Uyghur nationality (05) have theirs with a middle dot (U+00B7). */
export function inventName(sex: Sex, birthYear: number, ethnicity: string, chance: Chance): Name {
  if (ethnicity === "05") return nameOf(chance.pick(UYGHUR[sex]), `·${chance.pick(UYGHUR_FATHERS)}`)
  return nameOf(chance.pick(SURNAMES), givenName(sex, birthYear, chance.next))
}

/**
 * Spell a name as the roster sorts and finds it: pinyin without tones or spaces, v for ü, and the syllables' initials.
 *
 * A surname is read as a surname (单 shan). Both parts are kept, for they come again thousands of times.
 */
export function nameOf(surname: string, given: string): Name {
  const syllables = [...read(surname, true), ...read(given, false)]
  return { name: surname + given, pinyin: syllables.join(""), initials: syllables.map((syllable) => syllable.charAt(0)).join("") }
}

function read(part: string, isSurname: boolean): string[] {
  const key = isSurname ? `${part}/` : part
  let syllables = syllablesOf.get(key)
  if (syllables === undefined) {
    const bare = part.replaceAll("·", "")
    const whole = pinyin(bare, { toneType: "none", type: "array", v: true, ...(isSurname ? { surname: "head" as const } : { surname: "off" as const }) })
    syllables = [...bare].map((character, index) => READINGS[character] ?? (whole[index] ?? character).toLowerCase())
    if (syllablesOf.size < 200_000) syllablesOf.set(key, syllables)
  }
  return syllables
}
