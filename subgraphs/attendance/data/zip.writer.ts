import { createHash } from "node:crypto"
import { once } from "node:events"
import { crc32, createDeflateRaw } from "node:zlib"
import { ArchiveTooLarge } from "../domain/export-end.ts"

/** A file of an archive as it was written: its content, and the bytes that stand for it in the archive. */
export type ZippedFile = { name: string; bytes: number; sha256: string; packedBytes: number; packedSha256: string }
export type Content = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

type Entry = ZippedFile & { method: number; crc: number; offset: number }

const [STORED, DEFLATED] = [0, 8]
/** Sizes follow the content (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808
const VERSION = 20
const MADE_ON_UNIX = 0x0314
/** A plain file that everybody may read. */
const ATTRIBUTES = (0o100644 << 16) >>> 0
/** Beyond it the form would need a second way of writing sizes. */
const LARGEST = 0xffff_fffe
const PIECE = 64 * 1024

/**
 * Write a zip archive as a stream, in the one way that leaves nothing open: no extra fields, no comments, no directories, no gaps, each file's sizes
 * behind its content, one time for all files. A reader that wants the same can so hold every byte of the archive against what it must be.
 *
 * `add` gives the archive's next bytes and returns what became of the file; `end` gives the last ones. Memory holds pieces of 64 kB and a line a file.
 *
 * @throws {ArchiveTooLarge} above 4 GiB.
 */
export function createZip(at: Date) {
  const entries: Entry[] = []
  const stamp = stampOf(at)
  let offset = 0
  const counted = <Bytes extends Uint8Array>(bytes: Bytes): Bytes => {
    offset += bytes.length
    if (offset > LARGEST) throw new ArchiveTooLarge("The archive would be larger than 4 GiB.")
    return bytes
  }
  return {
    async *add(name: string, content: Content, { isStored = false } = {}): AsyncGenerator<Uint8Array, ZippedFile> {
      const entry: Entry = { name, method: isStored ? STORED : DEFLATED, offset, crc: 0, bytes: 0, packedBytes: 0, sha256: "", packedSha256: "" }
      yield counted(Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), commonOf({ ...entry, crc: 0 }, stamp), Buffer.from(name)]))
      const [plain, packed] = [createHash("sha256"), createHash("sha256")]
      const measured = (async function* () {
        for await (const piece of inPieces(content)) {
          plain.update(piece)
          entry.crc = crc32(piece, entry.crc)
          entry.bytes += piece.length
          if (entry.bytes > LARGEST) throw new ArchiveTooLarge(`${name} would be larger than 4 GiB.`)
          yield piece
        }
      })()
      for await (const piece of isStored ? measured : deflated(measured)) {
        packed.update(piece)
        entry.packedBytes += piece.length
        yield counted(piece)
      }
      yield counted(Buffer.concat([Buffer.from("PK\u0007\u0008", "latin1"), sizesOf(entry)]))
      Object.assign(entry, { sha256: plain.digest("hex"), packedSha256: packed.digest("hex") })
      entries.push(entry)
      const { bytes, sha256, packedBytes, packedSha256 } = entry
      return { name, bytes, sha256, packedBytes, packedSha256 }
    },

    end(): Uint8Array {
      const start = offset
      const directory = Buffer.concat(entries.map((entry) => centralOf(entry, stamp)))
      const tail = Buffer.alloc(22)
      tail.write("PK\u0005\u0006", "latin1")
      tail.writeUInt16LE(entries.length, 8)
      tail.writeUInt16LE(entries.length, 10)
      tail.writeUInt32LE(directory.length, 12)
      tail.writeUInt32LE(start, 16)
      return counted(Buffer.concat([directory, tail]))
    },
  }
}

/** What the two headers of a file have in common; the one before the content does not know the sizes yet. */
function commonOf(entry: Entry, stamp: { date: number; time: number }): Buffer {
  const common = Buffer.alloc(26)
  common.writeUInt16LE(VERSION, 0)
  common.writeUInt16LE(FLAGS, 2)
  common.writeUInt16LE(entry.method, 4)
  common.writeUInt16LE(stamp.time, 6)
  common.writeUInt16LE(stamp.date, 8)
  sizesOf(entry).copy(common, 10)
  common.writeUInt16LE(Buffer.byteLength(entry.name), 22)
  return common
}

function centralOf(entry: Entry, stamp: { date: number; time: number }): Buffer {
  const head = Buffer.alloc(6)
  head.write("PK\u0001\u0002", "latin1")
  head.writeUInt16LE(MADE_ON_UNIX, 4)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(ATTRIBUTES, 6)
  tail.writeUInt32LE(entry.offset, 10)
  return Buffer.concat([head, commonOf(entry, stamp), tail, Buffer.from(entry.name)])
}

function sizesOf({ crc, packedBytes, bytes }: Pick<Entry, "crc" | "packedBytes" | "bytes">): Buffer {
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(crc, 0)
  sizes.writeUInt32LE(packedBytes, 4)
  sizes.writeUInt32LE(bytes, 8)
  return sizes
}

/** The archive's clock has steps of two seconds and begins in 1980; here it shows UTC. */
function stampOf(at: Date): { date: number; time: number } {
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  }
}

/** Gather small pieces into larger ones: a row at a time would cost a call of each hash. The size of pieces changes no byte of what is written. */
async function* inPieces(content: Content): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for await (const given of content) {
    const piece = typeof given === "string" ? Buffer.from(given) : Buffer.from(given.buffer, given.byteOffset, given.byteLength)
    waiting.push(piece)
    size += piece.length
    if (size < PIECE) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}

async function* deflated(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw()
  const written = (async () => {
    for await (const piece of pieces) if (!deflate.write(piece)) await once(deflate, "drain")
    deflate.end()
  })()
  written.catch((error: Error) => deflate.destroy(error))
  for await (const piece of deflate) yield piece as Buffer
  await written
}
