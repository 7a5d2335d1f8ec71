/** A rule set with the path of the organisation in whose subtree it holds; null for everywhere. */
type Placed = { id: string; path: string | null }

/**
 * Order rule sets that judged what a report is of: first those that hold at the organisation itself, its own or the one of the nearest above it before those
 * of the whole city; then those of parts of it. Where that does not decide, they stay as they came: by persons judged.
 */
export function nearestFirst(sets: readonly Placed[], path: string): string[] {
  const rank = ({ path: of }: Placed) => (path.startsWith(of ?? "") ? (of ?? "").length : -1)
  return sets.toSorted((a, b) => rank(b) - rank(a)).map(({ id }) => id)
}
