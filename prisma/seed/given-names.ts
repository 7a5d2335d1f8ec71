export type Sex = "MALE" | "FEMALE"

type Pool = { until: number; alone: number; first: string; second: string }

/** Characters of given names by the year of birth, with the share of one-character names at the time. */
const POOLS: Record<Sex, readonly Pool[]> = {
  MALE: [
    { until: 1949, alone: 0.12, first: "国德文永世家兴福光玉庆振启绍耀树荣正先仁", second: "华民生林才山海清贵荣胜忠平安祥昌茂成全英" },
    { until: 1966, alone: 0.14, first: "建志国卫新援跃东红文永庆光胜保立解放学思", second: "华军国平民生明强林忠东荣成设社党武兵勇安" },
    { until: 1980, alone: 0.32, first: "志建伟永海晓文少卫国金春俊小宏立振广世日", second: "强军勇明辉华斌峰波涛平刚东杰林忠飞雄宁贵" },
    { until: 1994, alone: 0.34, first: "俊志文宇晓子家国明海天振嘉世凯冠浩泽柏润", second: "杰鹏超宇飞龙涛斌磊辉峰凯健博轩毅恒锋旭宁" },
    { until: 9999, alone: 0.18, first: "子浩宇梓俊泽嘉一文家天博宏昊奕承思明润瑞", second: "轩宇豪涵杰辰然睿霖航熙阳铭洋哲鑫恺琪安翔" },
  ],
  FEMALE: [
    { until: 1949, alone: 0.12, first: "秀桂玉淑凤兰素月金翠美惠碧佩春瑞雪莲彩爱", second: "英兰珍芳华梅莲贞琴云香芝清娥容仙珠凤群娟" },
    { until: 1966, alone: 0.14, first: "秀玉丽桂建红爱美小春淑凤月雪亚惠慧翠素庆", second: "英兰华芳珍梅萍玲琴红云霞珠群芬娟莲凤平清" },
    { until: 1980, alone: 0.32, first: "晓丽小海燕春红艳美雪秋冬玉慧凤彩文金月柳", second: "玲燕萍梅丽霞芳红艳娟英敏静琼华莉云兰妮珍" },
    { until: 1994, alone: 0.32, first: "晓婷雪思丽小海诗梦佳雅文慧静美玉春艳秋月", second: "婷娜静敏莉丹颖慧玲燕琳倩雯洁媛妮芸蓉君蕾" },
    { until: 9999, alone: 0.14, first: "雨梓思欣诗子佳语嘉静梦雅可馨一紫芷若心昕", second: "涵怡萱妍琪婷彤悦瑶颖欣雯淇桐芸宁霏琳钰妤" },
  ],
}
const ALONE: Record<Sex, string> = { MALE: "伟强勇军磊涛斌杰刚鹏辉峰明波健超浩飞毅旭", FEMALE: "敏静丽娟艳芳霞燕玲洁颖丹娜琳婷雪梅倩慧莉" }

/** Rare characters in real names: Extension A and B, and simplified ones that old systems cannot show. */
export const RARE = ["㛃", "䶮", "𠮷", "喆", "𬭎", "堃", "翀", "玥", "甯", "犇", "昇", "祎", "𬱖", "骉"] as const

/** Invent a given name that fits the year of birth; `draw` gives numbers from 0 to 1. */
export function givenName(sex: Sex, year: number, draw: () => number): string {
  const pool = POOLS[sex].find(({ until }) => year <= until) as Pool
  const dice = draw()
  if (dice < 0.004) return `${pick(pool.first, draw)}${RARE[Math.floor(draw() * RARE.length)]}`
  if (dice < 0.006) return RARE[Math.floor(draw() * RARE.length)] as string
  if (dice < 0.006 + pool.alone) return pick(ALONE[sex], draw)
  return `${pick(pool.first, draw)}${pick(pool.second, draw)}`
}

function pick(characters: string, draw: () => number): string {
  return characters.charAt(Math.floor(draw() * characters.length))
}
