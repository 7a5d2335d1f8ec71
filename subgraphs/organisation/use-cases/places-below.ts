import type { Step, TreeRepository } from "../data/tree.repository.ts"
import { newSegment, segmentOf } from "../domain/tree.ts"

/**
 * Find the places that organisations take below another: each keeps the last part of its path where nothing has, or ever had, that
 * place, and else gets a new one. A place is given once, so that a path of any day means one organisation.
 */
export async function placesBelow(tree: Pick<TreeRepository, "findTakenPaths">, path: string, nodes: readonly { path: string }[]): Promise<Step[]> {
  const wanted = nodes.map((node) => `${path}${segmentOf(node.path)}.`)
  const taken = await tree.findTakenPaths(wanted)
  return nodes.map((node, at) => {
    const place = wanted[at] ?? ""
    const isFree = !taken.has(place) && wanted.indexOf(place) === at
    return { from: node.path, to: isFree ? place : `${path}${newSegment(Date.now() + at, Math.random())}.` }
  })
}
