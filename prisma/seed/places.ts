export type DistrictPlace = { code: string; name: string; streets: StreetPlace[] }
export type StreetPlace = { code: string; name: string; isTown: boolean }

export const CITY = { code: "450200", name: "柳州市" }

/** Real districts, streets (街道) and towns (镇) of Liuzhou's four inner districts, with their codes in GB/T 2260 and its extension. */
export const DISTRICTS: readonly DistrictPlace[] = [
  district("450205", "柳北区", "解放 雅儒 胜利 雀儿山 钢城 锦绣 白露 跃进 柳长", "石碑坪 沙塘 长塘"),
  district("450203", "鱼峰区", "天马 驾鹤 箭盘山 五里亭 荣军 白莲 麒麟 阳和", "雒容 洛埠 白沙 里雍"),
  district("450202", "城中区", "城中 公园 中南 沿江 潭中 河东 静兰", ""),
  district("450204", "柳南区", "河西 南站 鹅山 柳南 柳石 银山 潭西 南环", "太阳村 洛满 流山"),
]

function district(code: string, name: string, streets: string, towns: string): DistrictPlace {
  const place = (stem: string, number: number, isTown: boolean): StreetPlace => ({
    code: `${code}${String(number).padStart(3, "0")}`,
    name: `${stem}${isTown ? "镇" : "街道"}`,
    isTown,
  })
  return {
    code,
    name,
    streets: [
      ...streets.split(" ").map((stem, index) => place(stem, index + 1, false)),
      ...(towns ? towns.split(" ").map((stem, index) => place(stem, index + 100, true)) : []),
    ],
  }
}

const FIRST = "元文金银荣胜东福华康安和新明景翠春青龙凤宝祥瑞永长广兴德仁义锦嘉玉云紫星红柳江桂桃桥水"
const SECOND = "宝昌秀山源泉园湖苑庭林竹岭坪湾塘桥村亭台峰谷城里门阁雅欣乐宁泰达盛"
const PARTS = ["", "东", "西", "南", "北", "中", "新", "上", "下", "前", "后"]

/**
 * Invent the name of the city's n-th community: unique over the whole city, 元宝 first.
 *
 * Strides that have no divisor in common with the number of pairs visit every pair once before one comes again with a
 * cardinal point.
 */
export function communityStem(index: number): string {
  const pairs = FIRST.length * SECOND.length
  const at = (index * 577) % pairs
  const part = PARTS[Math.floor(index / pairs)]
  if (part === undefined) throw new RangeError("The sample city has no more names for communities.")
  return `${FIRST.charAt(at % FIRST.length)}${SECOND.charAt(Math.floor(at / FIRST.length))}${part}`
}

const DIGITS = "零一二三四五六七八九"

/** Write a number below one hundred as Chinese counts things: 十, 十二, 二十三. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return `${tens > 1 ? DIGITS.charAt(tens) : ""}${tens > 0 ? "十" : ""}${ones > 0 || tens === 0 ? DIGITS.charAt(ones) : ""}`
}
