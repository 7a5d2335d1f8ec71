/** The dots that people type inside names such as 阿依努尔·买买提; names are stored with U+00B7. */
const MIDDLE_DOTS = /[•・‧∙⋅.]/gu

/**
 * Bring what someone typed to the form in which names are stored: composed characters, one kind of middle dot, no spaces.
 *
 * Paper lists pad two-character names (张 伟), and phones offer other dots; both find the same person.
 */
export function normaliseSearch(typed: string): string {
  return typed.normalize("NFC").replace(/\s+/gu, "").replace(MIDDLE_DOTS, "·").toLowerCase()
}
