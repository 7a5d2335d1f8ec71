/** What has ids in the sample city; the order is part of the ids. */
const KINDS = [
  "division",
  "organisation",
  "office",
  "director",
  "member",
  "membership",
  "floating",
  "worker",
  "account",
  "grant",
  "school",
  "venue",
  "teacher",
  "class",
  "lesson",
  "entry",
  "ruleSet",
  "term",
  "election",
  "honour",
  "assignment",
  "rectification",
  "measure",
  "appraisal",
  "unit",
  "visit",
  "figure",
  "transfer",
  "certificate",
  "schoolOfficer",
  "course",
  "leave",
  "makeUp",
  "lock",
  "act",
  "capture",
  "paper",
  "meeting",
] as const
export type IdKind = (typeof KINDS)[number]

/** Older than any id that the program gives out itself, so that invented rows sort first. */
const BEGINNING = Date.UTC(2020, 0, 1)

const HEX = Array.from({ length: 65536 }, (_, value) => value.toString(16).padStart(4, "0"))

/** Give the next id of a kind. */
export type Ids = Record<IdKind, () => string>

/**
 * Make the ids of one sample city: UUIDs of version 7 that depend on the seed, the kind and a count alone.
 *
 * They rise with the count, hence in the order of loading: indexes on them grow at their right end.
 */
export function idsOf(seed: number): Ids {
  return Object.fromEntries(KINDS.map((kind, index) => [kind, counter(seed, index)])) as Ids
}

function counter(seed: number, kind: number): () => string {
  const version = HEX[0x7000 | (kind << 4)] as string
  let count = 0
  return () => {
    count += 1
    const time = BEGINNING + count
    const high = Math.floor(time / 4294967296)
    const low = (time % 4294967296) | 0
    const first = mix(seed ^ Math.imul(count, 0x9e3779b1), kind)
    const second = mix(first ^ count, seed)
    const variant = 0x8000 | (first & 0x3fff)
    return `${hex(high)}${hex(low >>> 16)}-${hex(low)}-${version}-${hex(variant)}-${hex(first >>> 16)}${hex(second)}${hex(second >>> 16)}`
  }
}

function hex(value: number): string {
  return HEX[value & 0xffff] as string
}

function mix(value: number, salt: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b) ^ Math.imul(salt + 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f)
  return h ^ (h >>> 15)
}
