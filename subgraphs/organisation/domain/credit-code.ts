/** The characters of a unified social credit code: digits and capitals without I, O, S, V and Z, each with its value. */
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

/**
 * Say whether a text is a 统一社会信用代码: 18 characters of which the last is right.
 *
 * GB 32100-2015: the check character makes the sum of the values, weighted by powers of 3 modulo 31, a multiple of 31.
 */
export function isCreditCode(code: string): boolean {
  if (code.length !== 18) return false
  const values = [...code].map((character) => CHARACTERS.indexOf(character))
  if (values.includes(-1)) return false
  let weight = 1
  let sum = 0
  for (const value of values.slice(0, 17)) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return (31 - (sum % 31)) % 31 === values[17]
}
