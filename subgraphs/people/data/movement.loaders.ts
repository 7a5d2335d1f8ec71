import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { FloatingDirection, FloatingRecord } from "../domain/floating.ts"
import type { Membership } from "../domain/membership.ts"
import type { Transfer } from "../domain/transfer.ts"
import { createDestinations } from "./destination.repository.ts"
import { createFloatingLists } from "./floating-list.repository.ts"
import { createMembershipHistories } from "./membership.repository.ts"
import { type StageHistory, createStageHistories } from "./stage.repository.ts"
import { type TransferFilter, createTransferLists } from "./transfer-list.repository.ts"

/** How people came and went, and where they belonged: each field of a list is one statement, whatever the list's length. */
export function createMovementLoaders(database: Database, viewer: Viewer, today: string) {
  const histories = createStageHistories(database, viewer)
  const memberships = createMembershipHistories(database, viewer)
  const transfers = createTransferLists(database, viewer, today)
  const floating = createFloatingLists(database, viewer)
  return {
    destinations: createDestinations(database),
    overdueContacts: { find: floating.findOverdue, count: floating.countOverdue },

    stagesByMember: new DataLoader<string, StageHistory | null>(async (ids) => inKeyOrder(ids, await histories(ids), ({ memberId }) => memberId)),
    membershipsByMember: perKey(
      (day: string | null) =>
        new DataLoader<string, Membership[]>(async (ids) => groupedInKeyOrder(ids, await memberships(ids, day), ({ memberId }) => memberId)),
    ),

    transferById: new DataLoader<string, Transfer | null>(async (ids) => inKeyOrder(ids, await transfers.findByIds(ids), ({ id }) => id)),
    transfersByMember: perKey(
      (request: PageRequest) =>
        new DataLoader<string, Transfer[]>(async (ids) => listsOf(ids, await transfers.findOfMembers(ids, request), (row) => row.transfer)),
    ),
    transferCountByMember: new DataLoader<string, number>(async (ids) => countsOf(ids, await transfers.countOfMembers(ids), (row) => row.letters)),
    transfersByPath: perKey(
      ({ filter, request }: { filter: TransferFilter; request: PageRequest }) =>
        new DataLoader<string, Transfer[]>(async (paths) => listsOf(paths, await transfers.findOfPaths(paths, filter, request), (row) => row.transfer)),
    ),
    transferCountByPath: perKey(
      (filter: TransferFilter) =>
        new DataLoader<string, number>(async (paths) => countsOf(paths, await transfers.countOfPaths(paths, filter), (row) => row.letters)),
    ),

    floatingById: new DataLoader<string, FloatingRecord | null>(async (ids) => inKeyOrder(ids, await floating.findByIds(ids), ({ id }) => id)),
    floatingByMember: new DataLoader<string, FloatingRecord[]>(async (ids) =>
      groupedInKeyOrder(ids, await floating.findOfMembers(ids), ({ memberId }) => memberId),
    ),
    floatingByPath: perKey(
      ({ direction, request }: { direction: FloatingDirection | null; request: PageRequest }) =>
        new DataLoader<string, FloatingRecord[]>(async (paths) => listsOf(paths, await floating.findOfPaths(paths, direction, request), (row) => row.record)),
    ),
    floatingCountByPath: perKey(
      (direction: FloatingDirection | null) =>
        new DataLoader<string, number>(async (paths) => countsOf(paths, await floating.countOfPaths(paths, direction), (row) => row.records)),
    ),
  }
}

function listsOf<Row extends { key: string }, Item>(keys: readonly string[], rows: readonly Row[], itemOf: (row: Row) => Item): Item[][] {
  return groupedInKeyOrder(keys, rows, (row) => row.key).map((group) => group.map(itemOf))
}

function countsOf<Row extends { key: string }>(keys: readonly string[], rows: readonly Row[], countOf: (row: Row) => number): number[] {
  return inKeyOrder(keys, rows, (row) => row.key).map((row) => (row ? countOf(row) : 0))
}
