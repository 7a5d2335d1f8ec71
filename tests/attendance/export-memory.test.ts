import { expect, test } from "vitest"
import { runExport } from "../../subgraphs/attendance/use-cases/run-export.ts"
import { emptyDatabase } from "../kit/database.ts"
import { exportWorkFor } from "../kit/export-work-for.ts"
import { exportsIn } from "../kit/exports.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { started, look, lines } = exportsIn(stack, world)
const LINES = 20_000

test("a long log is made into a file with a batch of its rows, and a piece of the file, at a time", async () => {
  await lines(world.community, LINES)
  const auditor = await world.staff("AUDITOR", world.community)
  const id = await started(auditor, world.community, { asOf: "2026-11-23T00:00:00+08:00" })
  const surroundings = exportWorkFor(url, () => NOW)
  const { work } = surroundings
  const held = { batch: 0, piece: 0, read: 0, kept: 0, most: 0 }
  const counting: typeof work = {
    ...work,
    addBatch: (taken, number, position, rows) => {
      held.batch = Math.max(held.batch, rows.length)
      return work.addBatch(taken, number, position, rows)
    },
    async *batches(taken) {
      for await (const batch of work.batches(taken)) {
        held.read += batch.rows.length
        held.most = Math.max(held.most, held.read - held.kept)
        yield batch
      }
    },
    addPiece: (taken, number, piece) => {
      held.piece = Math.max(held.piece, piece.length)
      held.kept += piece.filter((byte) => byte === 10).length
      return work.addPiece(taken, number, piece)
    },
  }
  await runExport({ ...surroundings, work: counting }, id, { isLast: false, signal: new AbortController().signal })
  expect(await look(auditor, id)).toMatchObject({ state: "READY", rows: LINES })
  expect([held.batch, held.piece, held.read]).toEqual([1_000, 1024 * 1024, LINES])
  // A line of this log is more than a hundred bytes long: a piece has ten thousand of them at most, and one more batch is read behind it.
  expect(held.most).toBeLessThanOrEqual(11_000)
  expect(held.kept).toBeGreaterThanOrEqual(LINES)
}, 120_000)
