import { TypeID, typeid } from "typeid-js"
import { BadInput } from "./errors.ts"

/** The kinds of things that can be fetched by their id alone: the part before the underscore in `member_01k…`. */
export const NODE_KINDS = ["organisation", "member", "account", "school", "venue", "teacher", "class", "lesson", "course"] as const
export type NodeKind = (typeof NODE_KINDS)[number]

/** The kinds of records that are reached through the things that they are about. */
const RECORD_KINDS = [
  "change",
  "document",
  "rule",
  "term",
  "election",
  "exception",
  "honour",
  "assignment",
  "rectification",
  "measure",
  "appraisal",
  "unit",
  "visit",
  "figure",
  "office",
  "transfer",
  "floating",
  "certificate",
  "file",
  "import",
  "membership",
  "officer",
  "closure",
  "absence",
  "blocked",
  "series",
  "notice",
  "feed",
  "webhook",
  "event",
  "plan",
  "upload",
  "plannedimport",
  "entry",
  "act",
  "capture",
  "rules",
  "leave",
  "makeup",
  "training",
  "correction",
  "lock",
  "designation",
  "paper",
  "evidence",
  "scan",
  "sheetimport",
  "sheet",
  "export",
  "access",
  "reconciliation",
] as const
export const KINDS = [...NODE_KINDS, ...RECORD_KINDS] as const
export type Kind = (typeof KINDS)[number]

/** Turn a uuid of the database into the id that clients see: `member_01j2gv5gymfay8vvr14d2pf2db`. */
export function toTypeId(kind: Kind, uuid: string): string {
  return TypeID.fromUUID(kind, uuid).toString()
}

/** Make the id of something new; ids rise with time. */
export function newId(kind: Kind): string {
  return typeid(kind).toString()
}

/** Turn an id that clients see back into the uuid of the database. Throws for anything that is not an id of this kind. */
export function toUuid(kind: Kind, id: string): string {
  return TypeID.fromString(id, kind).toUUID()
}

/** Turn ids into uuids, leaving out what is no id of this kind: for references that other subgraphs hand over. */
export function toUuids(kind: Kind, ids: readonly string[]): string[] {
  return ids.filter((id) => isId(kind, id)).map((id) => toUuid(kind, id))
}

/** Say whether something is an id of this kind, well formed to the last character; never throws. */
export function isId(kind: Kind, id: unknown): id is string {
  if (typeof id !== "string" || !id.startsWith(`${kind}_`)) return false
  try {
    TypeID.fromString(id, kind)
    return true
  } catch {
    return false
  }
}

/**
 * Check that an argument is the id of one of these kinds and say which.
 *
 * @throws {BadInput} naming the argument, the kinds expected and what was given instead.
 */
export function kindOf<Wanted extends Kind>(argument: string, id: string, kinds: readonly Wanted[]): Wanted {
  const kind = kinds.find((candidate) => isId(candidate, id))
  if (kind) return kind
  const expected = kinds.map((candidate) => `${candidate}_…`).join(", ")
  const other = KINDS.find((candidate) => isId(candidate, id))
  const given = other ? `the id of another kind, ${other}` : `${JSON.stringify(id.slice(0, 60))}, which is no id`
  throw new BadInput(argument, `Argument \`${argument}\` must be an id of the form ${expected}, but is ${given}.`)
}

/** Check that an argument is the id of this kind, and give it back. @throws {BadInput} */
export function requireId(argument: string, id: string, kind: Kind): string {
  kindOf(argument, id, [kind])
  return id
}

/** The form of a cursor part that is the id of this kind. */
export function idOf(kind: Kind): (part: string) => boolean {
  return (part) => isId(kind, part)
}
