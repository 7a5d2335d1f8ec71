import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { CHANGE_TREE } from "../../shared/tree-lock.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { Level } from "../domain/organisation.ts"
import type { TreeNode } from "../domain/tree.ts"
import { type OrganisationRow, TODAYS_COLUMNS, toOrganisation } from "./organisation.row.ts"

type NodeRow = OrganisationRow & { since: string; superior: string | null }

/** A place in the tree that becomes another, with everything below it. */
export type Step = { from: string; to: string }

export type Child = { id: string; path: string; name: string; level: Level; stands: boolean }

export type TreeRepository = ReturnType<typeof createTreeRepository>

/** Read and rewrite the tree inside one transaction; everything here is done under the lock. */
export function createTreeRepository(transaction: Prisma.TransactionClient) {
  return {
    /** Let changes of the tree be made one after the other: the tree that is read after this stands still. */
    async lock(): Promise<void> {
      await transaction.$executeRawUnsafe(CHANGE_TREE)
    },
    ...readingOf(transaction),
    ...writingOf(transaction),
  }
}

function readingOf(transaction: Prisma.TransactionClient) {
  const query = <Row>(text: string, ...values: unknown[]) => transaction.$queryRawUnsafe<Row[]>(text, ...values)
  return {
    /** Find those of these that stand, in the order of the ids. */
    async findStanding(ids: readonly string[]): Promise<TreeNode[]> {
      const uuids = toUuids("organisation", ids)
      const rows = await query<NodeRow>(
        `SELECT ${TODAYS_COLUMNS.replace("o.founded_on", "o.founded_on::text")}, v.valid_from::text AS since, p.name AS superior
         FROM organisation.organisation o JOIN organisation.organisation_version v ON v.organisation_id = o.id AND v.valid_to IS NULL
         LEFT JOIN organisation.organisation p ON p.id = o.parent_id
         WHERE o.id = ANY($1::uuid[]) AND o.dissolved_on IS NULL ORDER BY array_position($1::uuid[], o.id)`,
        uuids,
      )
      return rows.map((row) => ({ ...toOrganisation(row, null), since: row.since, superior: row.superior }))
    },

    /** Find what lies directly below these, what is no more included: it keeps its place below what stands. */
    async findChildren(ids: readonly string[]): Promise<Child[]> {
      const rows = await query<{ id: string; path: string; name: string; level: Level; stands: boolean }>(
        `SELECT o.id, o.path, o.name, o.level::text, o.dissolved_on IS NULL AS stands FROM organisation.organisation o
         WHERE o.parent_id = ANY($1::uuid[]) ORDER BY o.path`,
        toUuids("organisation", ids),
      )
      return rows.map((row) => ({ ...row, id: toTypeId("organisation", row.id) }))
    },

    /** Find one of those at or below these paths, then or now, that was founded, changed, moved away or dissolved after the day. */
    async findChangedAfter(day: string, paths: readonly string[]): Promise<string | null> {
      const ranges = paths.map(subtreeOf)
      const [row] = await query<{ name: string }>(
        `SELECT v.name FROM unnest($2::text[], $3::text[]) AS asked(from_path, to_path)
         JOIN organisation.organisation_version v ON v.path >= asked.from_path AND v.path < asked.to_path
         WHERE v.valid_from > $1::date OR v.valid_to > $1::date ORDER BY v.path LIMIT 1`,
        day,
        ranges.map(({ from }) => from),
        ranges.map(({ to }) => to),
      )
      return row?.name ?? null
    },

    /** Find those of these paths that something has, or ever had: a place is given once. */
    async findTakenPaths(paths: readonly string[]): Promise<Set<string>> {
      const rows = await query<{ path: string }>(
        `SELECT path FROM organisation.organisation WHERE path = ANY($1::text[]) UNION SELECT path FROM organisation.organisation_version WHERE path = ANY($1::text[])`,
        paths,
      )
      return new Set(rows.map(({ path }) => path))
    },

    async findDivision(code: string, day: string): Promise<string | null> {
      const on = dateFromDay(day)
      const where = { code, validFrom: { lte: on }, OR: [{ validTo: null }, { validTo: { gt: on } }] }
      return (await transaction.division.findFirst({ where, select: { id: true } }))?.id ?? null
    },
  }
}

function writingOf(transaction: Prisma.TransactionClient) {
  const query = <Row>(text: string, ...values: unknown[]) => transaction.$queryRawUnsafe<Row[]>(text, ...values)
  const execute = (text: string, ...values: unknown[]) => transaction.$executeRawUnsafe(text, ...values)
  return {
    /** Add an organisation; its first version is written with it. */
    async add(node: Omit<TreeNode, "id" | "since" | "superior">): Promise<string> {
      const id = newId("organisation")
      const parentId = node.parentId && toUuid("organisation", node.parentId)
      const { path, name, shortName, kind, level, setting, divisionId } = node
      const data = { id: toUuid("organisation", id), parentId, path, name, shortName, kind, level, setting, divisionId, foundedOn: dateFromDay(node.foundedOn) }
      await transaction.organisation.create({ data })
      return id
    },

    async set(id: string, values: Partial<Pick<TreeNode, "name" | "shortName" | "kind" | "setting">>): Promise<void> {
      await transaction.organisation.update({ where: { id: toUuid("organisation", id) }, data: values })
    },

    /** Move subtrees below an organisation; gives the ids of everything that moved, what is no more included. */
    async move(steps: readonly Step[], toParent: string): Promise<string[]> {
      if (steps.length === 0) return []
      const moved = await query<{ id: string }>(
        `UPDATE organisation.organisation o
         SET path = step.new_path || substr(o.path, char_length(step.old_path) + 1), parent_id = CASE WHEN o.path = step.old_path THEN $4::uuid ELSE o.parent_id END
         FROM unnest($1::text[], $2::text[], $3::text[]) AS step(old_path, beyond, new_path) WHERE o.path >= step.old_path AND o.path < step.beyond RETURNING o.id`,
        steps.map(({ from }) => from),
        steps.map(({ from }) => subtreeOf(from).to),
        steps.map(({ to }) => to),
        toUuid("organisation", toParent),
      )
      return moved.map(({ id }) => toTypeId("organisation", id))
    },

    async dissolve(ids: readonly string[], day: string): Promise<void> {
      await execute("UPDATE organisation.organisation SET dissolved_on = $1::date WHERE id = ANY($2::uuid[])", day, toUuids("organisation", ids))
    },

    /**
     * Let these stand as their rows now say, from the day on: what stood before ends with it, and what began on the same day is
     * replaced. Those that are no more get no new version.
     */
    async renewVersions(ids: readonly string[], day: string): Promise<void> {
      const asked = [day, toUuids("organisation", ids)] as const
      const open = "organisation_id = ANY($2::uuid[]) AND valid_to IS NULL"
      await execute(`DELETE FROM organisation.organisation_version WHERE ${open} AND valid_from = $1::date`, ...asked)
      await execute(`UPDATE organisation.organisation_version SET valid_to = $1::date WHERE ${open}`, ...asked)
      await execute(
        `INSERT INTO organisation.organisation_version (organisation_id, valid_from, parent_id, path, name, short_name, kind, level, setting, division_id)
         SELECT id, $1::date, parent_id, path, name, short_name, kind, level, setting, division_id
         FROM organisation.organisation WHERE id = ANY($2::uuid[]) AND dissolved_on IS NULL`,
        ...asked,
      )
    },
  }
}
