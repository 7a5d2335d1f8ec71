/** A stored rule set whose parameters do not have the shape that this program judges by. */
export class InvalidRuleSet extends Error {}

export function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new InvalidRuleSet(`The rule set's ${at} is not a set of named values.`)
}

export function number(value: unknown, at: string, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value
  throw new InvalidRuleSet(`The rule set's ${at} is not a number between ${least} and ${most}.`)
}

export function oneOf<T extends string>(value: unknown, at: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw new InvalidRuleSet(`The rule set's ${at} is none of ${allowed.join(", ")}.`)
}

export function orNull<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null ? null : read(value)
}

export function mapKeys<K extends string, T>(keys: readonly K[], read: (key: K) => T): Record<K, T> {
  return Object.fromEntries(keys.map((key) => [key, read(key)])) as Record<K, T>
}
