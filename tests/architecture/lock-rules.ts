import { type Lock, nameOf } from "../../scripts/licences.ts"

/** A version that holds: `from` or newer and older than `below`, or exactly this one. */
export type Bound = { from: string; below: string } | { exactly: string }

/** Compare two versions as numbers; a version with a suffix (`-rc.4`) comes before the one without. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)]
  for (const at of [0, 1, 2] as const) if (left.numbers[at] !== right.numbers[at]) return (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0)
  if (left.suffix === right.suffix) return 0
  if (left.suffix === "" || right.suffix === "") return left.suffix === "" ? 1 : -1
  return left.suffix < right.suffix ? -1 : 1
}

/** Find copies of a package, wherever they lie, that are outside the bound, and a package that is missing altogether. */
export function outOfBounds(lock: Lock, name: string, bound: Bound): string[] {
  const copies = copiesOf(lock, name)
  if (copies.length === 0) return [`${name}: not installed`]
  return copies.filter(({ version }) => !isWithin(version, bound)).map(({ place, version }) => `${place}: ${version}`)
}

/** Give the places where a package lies, under its own name or under another. */
export function copiesOf({ packages }: Lock, name: string): { place: string; version: string }[] {
  return Object.entries(packages)
    .filter(([place, entry]) => nameOf(place, entry) === name && place !== "")
    .map(([place, { version = "0.0.0" }]) => ({ place, version }))
}

/** Find packages that would run a script when installed and about which nobody has decided. */
export function undecidedScripts(lock: Lock, decisions: Record<string, boolean>): string[] {
  const decided = new Set(Object.keys(decisions).map((key) => key.replace(/(?<=.)@.*$/, "")))
  const names = Object.entries(lock.packages).flatMap(([place, entry]) => (entry.hasInstallScript ? [nameOf(place, entry)] : []))
  return [...new Set(names)].filter((name) => !decided.has(name)).sort()
}

/** Find packages whose content the lock does not pin by SHA-512. */
export function unpinned({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { integrity, link }]) => (place === "" || (!link && integrity?.startsWith("sha512-")) ? [] : [place]))
}

function isWithin(version: string, bound: Bound): boolean {
  if ("exactly" in bound) return version === bound.exactly
  return compareVersions(version, bound.from) >= 0 && compareVersions(version, bound.below) < 0
}

function partsOf(version: string): { numbers: number[]; suffix: string } {
  const [core = "", ...suffix] = version.split("+", 1)[0]?.split("-") ?? []
  return { numbers: core.split(".").map(Number), suffix: suffix.join("-") }
}
