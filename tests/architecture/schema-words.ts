export const pascalCase = /^[A-Z][A-Za-z0-9]*$/
export const camelCase = /^[a-z][A-Za-z0-9]*$/
export const screamingCase = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/

/** Split a name or a sentence into its words, in small letters: `MAKE_UP`, `makeUp` and `Make up` are all make, up. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[\s_]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase())
}
