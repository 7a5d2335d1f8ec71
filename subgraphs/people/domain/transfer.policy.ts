import type { Viewer } from "../../shared/viewer.ts"
import { mayKeepRecords } from "./people.policy.ts"
import type { Transfer } from "./transfer.ts"

type Ends = Pick<Transfer, "origin" | "destination">

/**
 * Say whether the viewer may accept or refuse a letter: whoever keeps the books of the receiver; of the origin where the receiver
 * lies outside, once its receipt is back.
 */
export function mayDecideTransfer(viewer: Viewer, { origin, destination }: Ends): boolean {
  return mayKeepRecords(viewer, destination.path ?? origin.path)
}

/** Say whether the viewer may take a letter back: whoever keeps the books of the origin. */
export function mayWithdrawTransfer(viewer: Viewer, { origin }: Ends): boolean {
  return mayKeepRecords(viewer, origin.path)
}
