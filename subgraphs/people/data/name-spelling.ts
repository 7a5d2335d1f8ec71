import { pinyin } from "pinyin-pro"

/** Characters that the pinyin tables lack or read otherwise in names. */
const READINGS: Record<string, string> = { 㛃: "jie", 䶮: "yan", 𠮷: "ji", 𬭎: "hong", 𬱖: "wei", 覃: "qin", 区: "ou", 仇: "qiu", 单: "shan" }
/** Surnames of two characters; those of one are every other first character. */
const COMPOUND =
  /^(欧阳|司徒|上官|诸葛|司马|夏侯|皇甫|尉迟|公孙|慕容|令狐|东方|南宫|西门|独孤|长孙|宇文|轩辕|钟离|闾丘|呼延|赫连|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|百里|端木)./u

const LATIN = /^[\p{Script=Latin}\s.'’-]+$/u

const known = new Map<string, string[]>()

/**
 * Spell a name as rosters sort and find it: pinyin without tones or spaces, v for ü, and the syllables' initials.
 *
 * A surname is read as a surname (单 shan, 仇 qiu). In names with a middle dot the first part stands where a surname would.
 */
export function spell(name: string): { pinyin: string; initials: string } {
  if (LATIN.test(name)) return spellLatin(name)
  const [surname, given] = partsOf(name)
  const syllables = [...read(surname, true), ...read(given, false)]
  return { pinyin: syllables.join(""), initials: syllables.map((syllable) => syllable.charAt(0)).join("") }
}

function spellLatin(name: string): { pinyin: string; initials: string } {
  const words = name
    .toLowerCase()
    .split(/[\s.'’-]+/u)
    .filter((word) => word !== "")
  return { pinyin: words.join(""), initials: words.map((word) => word.charAt(0)).join("") }
}

function partsOf(name: string): [surname: string, given: string] {
  const dot = name.indexOf("·")
  if (dot > 0) return [name.slice(0, dot), name.slice(dot)]
  const [first = ""] = name
  const length = COMPOUND.test(name) ? 2 : first.length
  return [name.slice(0, length), name.slice(length)]
}

/** Parts come again thousands of times, so the readings of the most common are kept. */
function read(part: string, isSurname: boolean): string[] {
  const key = isSurname ? `${part}/` : part
  const kept = known.get(key)
  if (kept) return kept
  const bare = part.replace(/[·\s.'’-]/gu, "")
  const whole = bare === "" ? [] : pinyin(bare, { toneType: "none", type: "array", v: true, surname: isSurname ? "head" : "off", nonZh: "spaced" })
  const syllables = [...bare].map((character, at) => (READINGS[character] ?? whole[at] ?? character).toLowerCase())
  if (known.size < 200_000) known.set(key, syllables)
  return syllables
}
