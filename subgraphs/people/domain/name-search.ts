import { BadInput } from "../../shared/errors.ts"
import { readNationalId } from "./national-id.ts"

/** The dots that people type inside names such as 阿依努尔·买买提; names are stored with U+00B7. */
const MIDDLE_DOTS = /[•・‧∙⋅.]/gu
const FULL_WIDTH = /[！-～]/gu
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u // oxlint-disable-line no-control-regex

/** The longest text that is searched for, in characters: no name is longer. */
const LONGEST_SEARCH = 64

/**
 * What a text that someone typed may be of a person: a part of the name, the beginning of its pinyin or initials, the personal code, the
 * last four digits of the mobile, the whole mobile, or the ID number. Null where it cannot be that.
 */
export type MemberSearch = {
  text: string
  letters: string | null
  codes: readonly string[]
  mobileTail: string | null
  mobile: string | null
  nationalId: string | null
}

/**
 * Read what someone typed to find people by; null when nothing was typed.
 *
 * @throws {BadInput} when it is longer than any name, or holds control characters.
 */
export function readMemberSearch(typed: string): MemberSearch | null {
  if (CONTROLS.test(typed) || [...typed].length > LONGEST_SEARCH) {
    throw new BadInput("search", `Argument \`search\` must be at most ${LONGEST_SEARCH} characters, without control characters.`)
  }
  const text = normaliseSearch(typed)
  if (text === "") return null
  const letters = text.replace(/ü/gu, "v").replace(/['’]/gu, "")
  const code = inAscii(typed).trim()
  const mobile = /^(?:\+?86)?(1\d{10})$/.exec(text.replace(/[-－]/gu, ""))
  const nationalId = readNationalId(text)
  return {
    text,
    letters: /^[a-z]+$/.test(letters) ? letters : null,
    codes: [...new Set([code, code.toUpperCase(), code.toLowerCase()])],
    mobileTail: /^\d{4}$/.test(text) ? text : null,
    mobile: mobile?.[1] ?? null,
    nationalId: nationalId.ok ? nationalId.value.number : null,
  }
}

/**
 * Bring what someone typed to the form in which names are stored: composed characters, one kind of middle dot, no spaces.
 *
 * Paper lists pad two-character names (张 伟), phones offer other dots, and input methods full-width letters; all find the same person.
 */
export function normaliseSearch(typed: string): string {
  return inAscii(typed).replace(/\s+/gu, "").replace(MIDDLE_DOTS, "·").toLowerCase()
}

function inAscii(typed: string): string {
  return typed.normalize("NFC").replace(FULL_WIDTH, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0))
}
