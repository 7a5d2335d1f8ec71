import { hash } from "node:crypto"
import { DIGEST_BYTES, type Digest, rootOf } from "../../subgraphs/attendance/domain/merkle.ts"
import { MOST_ROWS, NOTHING_BEFORE, sealHash } from "../../subgraphs/attendance/domain/seal.ts"
import { dateText, type Day } from "./calendar.ts"
import type { CopyWriter } from "./copy-writer.ts"

/** Takes rows of the ledger into seals as they are written. A row's text is its line already: its columns are in the order of the lines. */
export type Sealing = {
  add(table: "entry" | "act", id: string, text: string): void
  /** Leave what fills no seal in the queue, where the program finds it when it starts. */
  finish(): void
}

const sha256: Digest = (bytes) => hash("sha256", bytes, "binary")

/**
 * Seal the city's past as it is loaded (封存): seals of 4,096 rows, sealed at the midnight on which the city stands still. Facts and acts have seals of their own,
 * as the ids of each rise in the order of loading.
 */
export function createSealing(out: CopyWriter, today: Day): Sealing {
  const sealedAt = new Date(Date.parse(`${dateText(today)}T00:00:00+08:00`))
  const waiting = {
    entry: { ids: [] as string[], leaves: Buffer.alloc(MOST_ROWS * DIGEST_BYTES) },
    act: { ids: [] as string[], leaves: Buffer.alloc(MOST_ROWS * DIGEST_BYTES) },
  }
  let number = 0
  let previous = NOTHING_BEFORE

  function seal(table: "entry" | "act"): void {
    const { ids, leaves } = waiting[table]
    number += 1
    const root = rootOf(leaves, sha256).toString("hex")
    const own = sealHash({ number, previous, count: ids.length, root, sealedAt }, sha256)
    out.line(
      "attendance.seal",
      `${number}\t${sealedAt.toISOString()}\t\\\\x${previous}\t\\\\x${root}\t\\\\x${own}\t{${ids.join(",")}}\t\\\\x${leaves.toString("hex")}`,
    )
    previous = own
    ids.length = 0
  }

  return {
    add(table, id, text) {
      const { ids, leaves } = waiting[table]
      leaves.write(hash("sha256", `\0${table}\t${text}`, "binary"), ids.length * DIGEST_BYTES, "latin1")
      ids.push(id)
      if (ids.length === MOST_ROWS) seal(table)
    },
    finish() {
      for (const { ids } of Object.values(waiting)) for (const id of ids) out.line("attendance.unsealed", id)
    },
  }
}
