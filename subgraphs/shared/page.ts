import { BadInput } from "./errors.ts"

/** One page of a list: what it holds, whether more follow, and the count of the whole list, made only when asked. */
export type Page<Item> = {
  items: readonly Item[]
  hasNextPage: boolean
  totalCount(): number | Promise<number>
  /** The place of an item in the list's order: `[sort key, …, id]`. */
  positionOf(item: Item): readonly (string | number)[]
}

/** What of a list is asked: at most `limit` items behind the position `after`. */
export type PageRequest = { limit: number; after: readonly string[] | null }

export const LARGEST_PAGE = 100
const DEFAULT_PAGE = 20

/** Says whether a part of a cursor can be one that the list gave. */
export type PartCheck = (part: string) => boolean

/**
 * Read `first` and `after` of a list whose cursors hold parts of these forms.
 *
 * @throws {BadInput} when `first` is not between 1 and 100, or `after` is not a cursor of such a list.
 */
export function pageRequest(args: { first?: number | null; after?: string | null }, parts: readonly PartCheck[], largest = LARGEST_PAGE): PageRequest {
  const limit = args.first ?? DEFAULT_PAGE
  if (limit < 1 || limit > largest) throw new BadInput("first", `Argument \`first\` must be between 1 and ${largest}, but is ${limit}.`)
  return { limit, after: args.after == null ? null : decodeCursor(args.after, parts) }
}

/** Cut a page out of rows that were read with one row more than the limit. */
export function pageOf<Item>(rows: readonly Item[], limit: number, positionOf: Page<Item>["positionOf"], totalCount: Page<Item>["totalCount"]): Page<Item> {
  return { items: rows.slice(0, limit), hasNextPage: rows.length > limit, totalCount, positionOf }
}

export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url")
}

function decodeCursor(cursor: string, parts: readonly PartCheck[]): string[] {
  try {
    const position: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(cursor, "base64url")))
    if (Array.isArray(position) && position.length === parts.length && position.every((part, at) => typeof part === "string" && parts[at]?.(part))) {
      return position as string[]
    }
  } catch {
    // falls through to the refusal
  }
  throw new BadInput("after", "Argument `after` is not a cursor of this list. Use the `endCursor` or a `cursor` that the list gave, unchanged.")
}

/** Forms of cursor parts: text without NUL, an organisation's path, a day, an instant as `toISOString` prints it. */
export const isText: PartCheck = (part) => !part.includes("\0")
export const isPath: PartCheck = (part) => /^([a-z0-9]+\.)+$/.test(part)
export const isDay: PartCheck = (part) => /^[12]\d{3}-\d\d-\d\d$/.test(part) && !Number.isNaN(Date.parse(part))
export const isInstant: PartCheck = (part) => /^[12]\d{3}-\d\d-\d\dT[\d:.]+Z$/.test(part) && !Number.isNaN(Date.parse(part))
