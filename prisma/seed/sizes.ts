import type { Chance } from "./random.ts"

export type CommunityKind = "COMMITTEE" | "GENERAL_BRANCH" | "BRANCH"

/** What the newspaper printed of the real city (柳州日报, 15 June 2011), with the figures of training added by its schools. */
export const PUBLISHED = {
  members: 30_572,
  committees: 21,
  generalBranches: 123,
  branches: 38,
  schools: 162,
  demonstrationSchools: 20,
  workers: 586,
  cityClasses: 20,
  cityPlaces: 458,
} as const
export const COMMUNITIES = PUBLISHED.committees + PUBLISHED.generalBranches + PUBLISHED.branches

/** Sizes that chance draws from, and the limits within which they are adjusted to the total. */
const SIZES: Record<CommunityKind, { drawn: [number, number]; limits: [number, number] }> = {
  COMMITTEE: { drawn: [260, 620], limits: [110, 700] },
  GENERAL_BRANCH: { drawn: [75, 250], limits: [54, 258] },
  BRANCH: { drawn: [24, 48], limits: [12, 50] },
}

/** Count the community organisations of each kind for a number of members, in the published proportion, one of each at least. */
export function communityCounts(members: number): { total: number; committees: number; generalBranches: number; branches: number; schools: number } {
  const total = Math.max(3, Math.round((COMMUNITIES * members) / PUBLISHED.members))
  const share = (count: number): number => Math.max(1, Math.round((total * count) / COMMUNITIES))
  const [committees, branches] = [share(PUBLISHED.committees), share(PUBLISHED.branches)]
  const schools = Math.max(total - branches, share(PUBLISHED.schools))
  return { total, committees, branches, generalBranches: total - committees - branches, schools }
}

/** Draw how many members each community has, so that they add up exactly. */
export function communitySizes(kinds: readonly CommunityKind[], members: number, chance: Chance): number[] {
  const sizes = kinds.map((kind) => chance.between(...SIZES[kind].drawn))
  let missing = members - sizes.reduce((sum, size) => sum + size, 0)
  for (let tries = 0; missing !== 0; tries += 1) {
    if (tries > 10_000_000) throw new RangeError(`${members} members do not fit into ${kinds.length} communities.`)
    const index = chance.below(kinds.length)
    const [least, most] = SIZES[kinds[index] as CommunityKind].limits
    const size = sizes[index] as number
    const step = Math.sign(missing) * Math.min(Math.abs(missing), chance.between(1, 9))
    const next = Math.min(most, Math.max(least, size + step))
    sizes[index] = next
    missing -= next - size
  }
  return sizes
}

/** Divide a community's members among branches of at most fifty. */
export function branchSizes(members: number, chance: Chance): number[] {
  const count = Math.max(2, Math.ceil(members / chance.between(33, 43)))
  const sizes = Array.from({ length: count }, (_, index) => Math.floor(members / count) + (index < members % count ? 1 : 0))
  for (let round = 0; round < count; round += 1) {
    const [from, to] = [chance.below(count), chance.below(count)]
    move(sizes, from, to, chance.between(1, 8), { least: 9, most: 50 })
  }
  return sizes
}

type Sized = { kind: CommunityKind; branches: { size: number; fullMembers?: number }[] }

/**
 * Break the advice on sizes where inspectors break it in practice: one branch of 53 members, and one with two full members
 * and two on probation, which ought to be a joint branch.
 */
export function setDeviations(communities: readonly Sized[]): void {
  const large =
    communities.find(({ kind, branches }) => kind === "GENERAL_BRANCH" && branches.length > 2) ?? communities.find(({ kind }) => kind === "GENERAL_BRANCH")
  const small = communities.find(({ kind, branches }) => kind === "COMMITTEE" && branches.length > 2)
  if (large) resize(large.branches, 0, 53)
  const last = small && small.branches.length - 1
  if (small && last !== undefined && resize(small.branches, last, 4)) (small.branches[last] as { fullMembers?: number }).fullMembers = 2
}

/** Give one branch a size at its sisters' expense; false when they cannot take or give so many. */
function resize(branches: { size: number }[], index: number, size: number): boolean {
  const sizes = branches.map((branch) => branch.size)
  for (let at = 0; at < sizes.length; at += 1) {
    if (at === index) continue
    const missing = size - (sizes[index] as number)
    if (missing > 0) move(sizes, at, index, missing, { least: 9, most: size })
    else move(sizes, index, at, -missing, { least: size, most: 50 })
  }
  if (sizes[index] !== size) return false
  sizes.forEach((value, at) => ((branches[at] as { size: number }).size = value))
  return true
}

function move(sizes: number[], from: number, to: number, wanted: number, limits: { least: number; most: number }): void {
  if (from === to) return
  const count = Math.max(0, Math.min(wanted, (sizes[from] as number) - limits.least, limits.most - (sizes[to] as number)))
  sizes[from] = (sizes[from] as number) - count
  sizes[to] = (sizes[to] as number) + count
}
