import { Readable } from "node:stream"
import yauzl, { type Entry, type ZipFile } from "yauzl"
import { Unreadable } from "./table.reader.ts"

/** What an archive may hold; sizes are those that come out, not those that it claims. */
const LARGEST = { entries: 500, bytes: 200 * 1024 * 1024, ratio: 200, smallBytes: 10 * 1024 * 1024 }

export type ZipEntries = {
  names: readonly string[]
  /** Hand on an entry's bytes as they come out; nothing when there is no such entry. */
  read(name: string, onBytes: (bytes: Buffer) => void): Promise<void>
}

/**
 * Open an archive that is held in memory. Its entries are read one at a time.
 *
 * @throws {Unreadable} for one that is damaged or encrypted, has too many entries, or from which too much comes out (a few
 * kilobytes can hold gigabytes of zeros).
 */
export async function openZip(content: Buffer): Promise<ZipEntries> {
  const zip = await open(content)
  const entries = new Map<string, Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      if (entries.size >= LARGEST.entries) return reject(new Unreadable("The workbook has too many parts."))
      entries.set(entry.fileName, entry)
      return zip.readEntry()
    })
    zip.on("end", resolve)
    zip.on("error", () => reject(damaged()))
    zip.readEntry()
  })
  let total = 0
  return {
    names: [...entries.keys()],
    async read(name, onBytes) {
      const entry = entries.get(name)
      if (!entry) return
      if (entry.generalPurposeBitFlag & 1) throw new Unreadable("The workbook is encrypted. Save it without a password.")
      let size = 0
      for await (const bytes of await streamOf(zip, entry)) {
        size += bytes.length
        total += bytes.length
        if (total > LARGEST.bytes || (size > LARGEST.smallBytes && size > LARGEST.ratio * entry.compressedSize)) {
          throw new Unreadable("The workbook unfolds to far more than a table holds. Copy the table's cells into a new workbook and send that.")
        }
        onBytes(bytes)
      }
    },
  }
}

function open(content: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => (error ? reject(damaged()) : resolve(zip)))
  })
}

async function* streamOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(damaged()) : resolve(opened)))
  })
  try {
    for await (const bytes of stream) yield bytes as Buffer
  } catch (error) {
    throw error instanceof Unreadable ? error : damaged()
  } finally {
    stream.destroy()
  }
}

function damaged(): Unreadable {
  return new Unreadable("The workbook is damaged. Open it in the spreadsheet and save it anew.")
}
