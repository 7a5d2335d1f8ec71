/** A stream of chance that depends on its seed alone. */
export type Chance = {
  /** A number from 0 (included) to 1 (not included). */
  next(): number
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  happens(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

/**
 * Open the stream of chance that belongs to these words and numbers.
 *
 * Every part of the city has its own stream, so that a change in one part leaves the others as they were.
 */
export function chanceOf(...parts: readonly (string | number)[]): Chance {
  let [a, b, c, d] = spread(parts.join("/"))
  // sfc32: small, fast and good enough for invented people.
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next()
  const below = (count: number): number => Math.floor(next() * count)
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (probability) => next() < probability,
    pick: <T>(list: readonly T[]): T => {
      const found = list[below(list.length)]
      if (found === undefined) throw new RangeError("Nothing to pick from.")
      return found
    },
  }
}

/** Put a list into an order that chance decides, and return it. */
export function shuffle<T>(list: T[], chance: Chance): T[] {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = chance.below(last + 1)
    const kept = list[last] as T
    list[last] = list[other] as T
    list[other] = kept
  }
  return list
}

/** Lay weighted choices out over a thousand slots, so that a pick costs one draw. */
export function slots<T>(weighted: readonly (readonly [T, number])[]): T[] {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  return weighted.flatMap(([choice, weight]) => Array.from({ length: Math.max(1, Math.round((weight / total) * 1000)) }, () => choice))
}

function spread(text: string): [number, number, number, number] {
  let h1 = 1779033703
  let h2 = 3144134277
  let h3 = 1013904242
  let h4 = 2773480762
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179)
  }
  return [h1 | 0, h2 | 0, h3 | 0, h4 | 0]
}
