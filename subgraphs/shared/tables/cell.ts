/** What a cell gave: a value, nothing, or what is wrong with it. */
export type Cell<Value> = { ok: true; value: Value | null } | { ok: false; code: string; message: string }

/** What stands in a cell for "nothing": paper forms ask for a stroke. */
const NOTHING = /^(无|没有|空|暂无|不详|[-—－–_／/\\]+|n\/?a|null)$/iu
/** Dots that people type inside names; names are stored with U+00B7. */
const MIDDLE_DOTS = /[•・‧∙⋅･.．]/gu
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u

/** Bring a cell to its text: composed, trimmed (full-width spaces too), without the mark that keeps a text from being a formula; empty for 无, — and /. */
export function cleanCell(raw: string): string {
  const text = unguarded(raw)
    .normalize("NFC")
    .replace(/[\u200b\ufeff]/gu, "")
    .trim()
  return NOTHING.test(text) ? "" : text
}

/** Take off the ' before = + - @ and the like: what exports put there, and people to keep digits as they are. */
export function unguarded(raw: string): string {
  return /^['’](?=['’]?[=+\-@\t\r＝＋－＠]|\d)/u.test(raw) ? raw.slice(1) : raw
}

/** Put a ' before what a spreadsheet would take for a formula. */
export function guarded(text: string): string {
  return /^['’]?[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text
}

export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text)
}

/**
 * Read a name: one kind of middle dot, no spaces between Chinese characters (paper lists pad 张 伟), single ones between Latin
 * words. Rare characters are kept as they are; the length is counted in characters, at most 64.
 */
export function readName(text: string): Cell<string> {
  const isLatin = /^[\p{Script=Latin}\s.'’-]+$/u.test(text)
  const name = isLatin ? text.replace(/\s+/gu, " ") : text.replace(/\s+/gu, "").replace(MIDDLE_DOTS, "·")
  if (name === "") return { ok: true, value: null }
  if ([...name].length > 64) return { ok: false, code: "TOO_LONG", message: "A name has at most 64 characters." }
  if (/[\d\uFFFD?？*]/u.test(name)) return { ok: false, code: "NOT_A_NAME", message: `"${name}" holds what no name does: digits, question marks or stars.` }
  return { ok: true, value: name }
}

/** Read 是 and 否, as people write them. */
export function readYesNo(text: string): boolean | null {
  if (/^(是|√|✓|有|Y|yes|1)$/iu.test(text)) return true
  return /^(否|×|✗|无|N|no|0)$/iu.test(text) ? false : null
}
