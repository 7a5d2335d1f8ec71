import DataLoader from "dataloader"
import type { Database } from "./database.ts"
import { inKeyOrder } from "./keyed.ts"
import { subtreeOf } from "./viewer.ts"

/**
 * Make a loader of figures by subtree, one statement for any number of paths.
 *
 * `text` selects `asked.from_path AS path` and figures from rows whose path lies in `[asked.from_path, asked.to_path)`, grouped
 * by it; `asked` stands for `unnest($1, $2)`. Further parameters begin at $3.
 */
export function subtreeLoader<Figures extends object>(
  database: Database,
  name: string,
  text: string,
  ...values: readonly unknown[]
): DataLoader<string, Figures | null> {
  return new DataLoader(async (paths) => {
    const ranges = paths.map(subtreeOf)
    const rows = await database.read<Figures & { path: string }>(name, text, [ranges.map(({ from }) => from), ranges.map(({ to }) => to), ...values])
    return inKeyOrder(paths, rows, (row) => row.path)
  })
}
