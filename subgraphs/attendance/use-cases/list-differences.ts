import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { Difference, DifferenceKind, Reconciliation } from "../domain/reconciliation.ts"

const isPlace = (part: string) => /^\d{1,6}$/.test(part)

/** List in what paper and door differ: by kind, then in the order of the paper or of the people. */
export function listDifferences(
  { differences }: Reconciliation,
  { kind, ...paging }: { first?: number | null; after?: string | null; kind: DifferenceKind | null },
): Page<Difference> {
  const { limit, after } = pageRequest(paging, [isPlace])
  const placed = differences.map((difference, at) => ({ difference, at })).filter(({ difference }) => kind === null || difference.kind === kind)
  const placeOf = new Map(placed.map(({ difference, at }) => [difference, at]))
  const rest = placed.filter(({ at }) => after === null || at > Number(after[0])).map(({ difference }) => difference)
  return pageOf(
    rest,
    limit,
    (difference) => [String(placeOf.get(difference) ?? 0)],
    () => placed.length,
  )
}
