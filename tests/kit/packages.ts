import { createHash } from "node:crypto"
import { writeFileSync } from "node:fs"
import { inflateRawSync } from "node:zlib"
import { createZip } from "../../subgraphs/attendance/data/zip.writer.ts"

const LAST = ["manifest.json", "run.json", "manifest.sha256"]
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex")

export type Packed = { name: string; content: Buffer }[]
type Manifest = {
  files: { name: string; bytes: number; sha256: string }[]
  parameters: { asOf: string }
  reports: { kind: string; digest: string; rows: number }[]
}

/** Read the files of a package, in their order. */
export function unpack(bytes: Buffer): Packed {
  const files: Packed = []
  const [count, start] = [bytes.readUInt16LE(bytes.length - 12), bytes.readUInt32LE(bytes.length - 6)]
  for (let index = 0, at = start; index < count; index += 1) {
    const [method, size, named, offset] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)]
    const packed = bytes.subarray(offset + 30 + named, offset + 30 + named + size)
    files.push({ name: bytes.toString("utf8", at + 46, at + 46 + named), content: method === 0 ? packed : inflateRawSync(packed) })
    at += 46 + named
  }
  return files
}

/** Pack files again as a package is packed, and write it. `isMadeGood` makes every hash in the manifest and around it right again. */
export async function repack(files: Packed, file: string, at: Date, isMadeGood: boolean): Promise<void> {
  const own = Object.fromEntries(files.map(({ name, content }) => [name, content]))
  const zip = createZip(at)
  const pieces: Uint8Array[] = []
  const packed: object[] = []
  const add = async (name: string, content: Buffer, isStored: boolean) => {
    const writing = zip.add(name, [content], { isStored })
    for (;;) {
      const { done, value } = await writing.next()
      if (done) return value
      pieces.push(value)
    }
  }
  const inner = files.filter(({ name }) => !LAST.includes(name))
  for (const { name, content } of inner) {
    const { packedBytes, packedSha256 } = await add(name, content, false)
    packed.push({ name, bytes: packedBytes, sha256: packedSha256 })
  }
  if (isMadeGood) {
    const manifest = JSON.parse(own["manifest.json"]?.toString() ?? "{}") as Manifest
    const run = JSON.parse(own["run.json"]?.toString() ?? "{}") as object
    manifest.files = inner.map(({ name, content }) => ({ name, bytes: content.length, sha256: sha256(content) }))
    for (const report of manifest.reports) {
      const rows = own[`reports/${report.kind}.rows.jsonl`]
      if (rows) Object.assign(report, { digest: sha256(rows), rows: rows.toString("latin1").split("\n").length - 2 })
    }
    const [first, second] = [manifest, { ...run, packed }].map((value) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)) as [Buffer, Buffer]
    await add("manifest.json", first, true)
    await add("run.json", second, true)
    await add("manifest.sha256", Buffer.from(`${sha256(first)}  manifest.json\n${sha256(second)}  run.json\n`), true)
  } else for (const { name, content } of files) if (LAST.includes(name)) await add(name, content, true)
  pieces.push(zip.end())
  writeFileSync(file, Buffer.concat(pieces))
}
