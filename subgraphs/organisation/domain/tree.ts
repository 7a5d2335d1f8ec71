import { type FieldProblem, type InvalidState, invalidState } from "../../shared/result.ts"
import type { Kind, Level, Organisation } from "./organisation.ts"

/**
 * An organisation as a change of the tree reads it, under the lock. `since` is the day from which it stands as it does;
 * `superior` the name of its parent.
 */
export type TreeNode = Omit<Organisation, "asOf" | "dissolvedOn"> & { since: string; superior: string | null }

const LEVELS: readonly Level[] = ["CITY", "DISTRICT", "STREET", "COMMUNITY", "BRANCH"]

type Refusal = { ok: false; refusal: InvalidState }

/**
 * Say why an organisation cannot lie directly below another; null when it can.
 *
 * Levels descend, and may be left out (an organ's branch directly under the city, 直属); inside a community one may lie below
 * another of the same level, as a Party group does below its branch. Nothing lies below a Party group.
 */
export function misfit(superior: Pick<TreeNode, "name" | "level" | "kind">, level: Level): Refusal | null {
  const fits = LEVELS.indexOf(level) > LEVELS.indexOf(superior.level) || (level === "BRANCH" && superior.level === "BRANCH")
  if (!fits) return invalidState("LEVEL_DOES_NOT_FIT", `${superior.name} is of the level ${superior.level}: nothing of the level ${level} lies below it.`)
  if (superior.kind === "PARTY_GROUP") return invalidState("LEVEL_DOES_NOT_FIT", `${superior.name} is a Party group: nothing lies below it.`)
  return null
}

/** Say why an organisation cannot come to lie below another because of where they lie now; null when it can. */
export function cycle(node: Pick<TreeNode, "id" | "path" | "name">, superior: Pick<TreeNode, "id" | "path" | "name">): Refusal | null {
  if (node.id === superior.id) return invalidState("CYCLE", `${node.name} cannot lie below itself.`)
  return superior.path.startsWith(node.path) ? invalidState("CYCLE", `${superior.name} lies below ${node.name}: move it first.`) : null
}

/** Say why the root cannot be moved, merged, split or dissolved; null for all others. */
export function isRoot(node: Pick<TreeNode, "parentId" | "name">): Refusal | null {
  return node.parentId === null ? invalidState("ROOT", `${node.name} is the root of the tree: it can be renamed, and its kind changed.`) : null
}

/**
 * Find those that stand as they do only since after the day: what is recorded late would contradict what is recorded already.
 */
export function tooEarly(path: string, effectiveOn: string, nodes: readonly Pick<TreeNode, "name" | "since">[]): FieldProblem[] {
  return nodes
    .filter(({ since }) => since > effectiveOn)
    .map(({ name, since }) => ({ path, message: `${name} stands as it does since ${since}: a change of it cannot take effect before that day.` }))
}

/** Find those that would have existed for no day at all. */
export function tooShort(effectiveOn: string, nodes: readonly Pick<TreeNode, "name" | "foundedOn">[]): FieldProblem[] {
  return nodes
    .filter(({ foundedOn }) => foundedOn >= effectiveOn)
    .map(({ name, foundedOn }) => ({ path: "effectiveOn", message: `${name} was founded on ${foundedOn}: it can end on the day after at the earliest.` }))
}

/** Refuse a change that takes effect before something below the place was founded, changed or moved away. */
export function changedSince(name: string, effectiveOn: string): Refusal {
  return invalidState("CHANGED_SINCE", `${name}, which lies or lay below, changed after ${effectiveOn}: choose the day of that change or a later one.`)
}

/** Say why an organisation cannot become of this kind while others lie below it; null when it can. */
export function kindWithChildren(kind: Kind, node: Pick<TreeNode, "name">, children: number): Refusal | null {
  return kind === "PARTY_GROUP" && children > 0
    ? invalidState("HAS_CHILDREN", `${children} organisations lie below ${node.name}: move them first, nothing lies below a Party group.`)
    : null
}

/**
 * Make the last segment of a new organisation's path: segments rise with the time of founding, so that a superior's list keeps its
 * order. `milliseconds` since 1970; `chance` in [0, 1) tells those of one millisecond apart.
 */
export function newSegment(milliseconds: number, chance: number): string {
  const time = Math.trunc(milliseconds).toString(36).padStart(9, "0")
  return `x${time}${Math.trunc(chance * 36 ** 4)
    .toString(36)
    .padStart(4, "0")}`
}

/** Give the last segment of a path: `s3` of `c.d7.s3.`. */
export function segmentOf(path: string): string {
  return path.split(".").at(-2) ?? ""
}
