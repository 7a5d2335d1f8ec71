import { createHash } from "node:crypto"
import { GivenUp, LARGEST_FILE, TOO_LARGE, Unwanted } from "../domain/export-end.ts"
import type { ExportRun } from "./check-export-right.ts"

const PIECE = 1024 * 1024

/**
 * Keep the bytes of a file in pieces, from its beginning: what an earlier run had of it goes. Before each piece `check` says whether it is still to be made.
 * Gives the file's length and its SHA-256.
 *
 * @throws {GivenUp} above 2 GiB, {Unwanted} when the run is no longer wanted, and what `check` throws.
 */
export async function keepExportFile(
  { surroundings: { work }, taken, signal }: ExportRun,
  stream: AsyncIterable<Uint8Array | string>,
  check: () => Promise<unknown>,
): Promise<{ sha256: string; bytes: number }> {
  await work.clearFile(taken)
  const hash = createHash("sha256")
  let [number, bytes] = [0, 0]
  for await (const piece of inPieces(stream)) {
    signal.throwIfAborted()
    await check()
    hash.update(piece)
    bytes += piece.length
    if (bytes > LARGEST_FILE) throw new GivenUp(TOO_LARGE)
    if (!(await work.addPiece(taken, number, piece))) throw new Unwanted()
    number += 1
  }
  return { sha256: hash.digest("hex"), bytes }
}

/** Cut a stream into pieces of one size, the last one shorter. */
async function* inPieces(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Buffer> {
  let [held, length]: [Uint8Array[], number] = [[], 0]
  for await (const given of stream) {
    const part = typeof given === "string" ? Buffer.from(given) : given
    held.push(part)
    length += part.length
    if (length < PIECE) continue
    const all = Buffer.concat(held)
    let at = 0
    for (; length - at >= PIECE; at += PIECE) yield all.subarray(at, at + PIECE)
    held = at < length ? [all.subarray(at)] : []
    length -= at
  }
  if (length > 0) yield Buffer.concat(held)
}
