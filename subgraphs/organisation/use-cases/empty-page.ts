import type { Page } from "../../shared/page.ts"

/** Answer a list that the viewer may not read: it is there, and empty. */
export function emptyPage<Item>(): Page<Item> {
  return { items: [], hasNextPage: false, totalCount: () => 0, positionOf: () => [] }
}
