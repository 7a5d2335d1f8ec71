// Verifies an exported ledger of attendance: needs Node 20.12 or later and this file alone, no database and no network.
//   node verify-ledger.mjs <folder> [--root <hash of the last seal>] [--heads <file of published heads>]
// Ends with 0 when everything is as it was sealed, with 1 and the first row that is not, and with 2 when it was not asked rightly.
import { hash } from "node:crypto"
import { createReadStream } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { parseArgs } from "node:util"

const USAGE = "Usage: node verify-ledger.mjs <folder> [--root <hash>] [--heads <file>]"
const sha256 = (bytes) => hash("sha256", bytes, "hex")

/** Something is not as it was sealed. */
class Broken extends Error {}

async function main() {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { root: { type: "string" }, heads: { type: "string" } } })
  const [folder] = positionals
  if (folder === undefined || positionals.length > 1) throw new TypeError(USAGE)
  const heads = values.heads === undefined ? null : await readHeads(values.heads)
  const { seals, rows, last } = await verify(folder, heads)
  if (values.root !== undefined && values.root !== last) {
    throw new Broken(`the last seal's hash is ${last}, and not the published ${values.root}: something was exchanged, cut off or added`)
  }
  const beyond = heads && [...heads.keys()].find((number) => number > seals)
  if (beyond) throw new Broken(`seal ${beyond} was published and is not here: the end was cut off`)
  console.log(`Intact: ${rows} rows under ${seals} seals. The last seal's hash: ${last}`)
}

/** Follow seals and lines side by side, from the first to the last. */
async function verify(folder, heads) {
  const lines = linesOf(join(folder, "lines.tsv"))
  let [seals, rows, last] = [0, 0, "0".repeat(64)]
  for await (const text of linesOf(join(folder, "seals.jsonl"))) {
    const seal = readSeal(text, seals + 1)
    if (seal.previous !== last) throw new Broken(`seal ${seal.number} does not follow the seal before it`)
    if (sha256(JSON.stringify([seal.number, seal.previous, seal.count, seal.root, seal.sealedAt])) !== seal.hash) {
      throw new Broken(`the hash of seal ${seal.number} is not that of what it says`)
    }
    if (rootOf(Buffer.from(seal.leaves, "hex")) !== seal.root) throw new Broken(`the root of seal ${seal.number} is not that of its leaves`)
    for (const published of heads?.get(seal.number) ?? []) {
      if (published !== seal.hash) throw new Broken(`seal ${seal.number} is not the one whose hash was published`)
    }
    for (let index = 0; index < seal.count; index += 1) {
      const { value: line, done } = await lines.next()
      rows += 1
      if (done) throw new Broken(`row ${rows} is missing: seal ${seal.number} covers ${seal.count} rows, and the lines end after ${index} of them`)
      if (sha256(Buffer.concat([Buffer.from([0]), line])) !== seal.leaves.slice(index * 64, index * 64 + 64)) {
        throw new Broken(`row ${rows} (seal ${seal.number}, place ${index}) is not what was sealed: ${line.toString("utf8").slice(0, 60)}…`)
      }
    }
    last = seal.hash
    seals += 1
  }
  if (!(await lines.next()).done) throw new Broken(`row ${rows + 1} is covered by no seal`)
  return { seals, rows, last }
}

/** Read a seal that is written in the one way in which it is exported. */
function readSeal(text, wanted) {
  const line = text.toString("utf8")
  let seal
  try {
    seal = JSON.parse(line)
  } catch {
    throw new Broken(`what stands where seal ${wanted} should be is no seal`)
  }
  const { number, previous, count, root, sealedAt, hash: own, leaves } = seal ?? {}
  const isOne = JSON.stringify({ number, previous, count, root, sealedAt, hash: own, leaves }) === line && Number.isInteger(count) && count > 0
  if (!isOne || !/^([0-9a-f]{64})+$/.test(leaves) || leaves.length !== count * 64) throw new Broken(`what stands where seal ${wanted} should be is no seal`)
  if (number !== wanted) throw new Broken(`seal ${wanted} is missing: seal ${number} stands in its place`)
  return seal
}

/** Merkle root over leaves of 32 bytes (RFC 9162, 2.1.1), as hexadecimal digits. */
function rootOf(leaves) {
  const level = Buffer.from(leaves)
  let count = level.length / 32
  while (count > 1) {
    for (let at = 0; at + 1 < count; at += 2) {
      level.write(sha256(Buffer.concat([Buffer.from([1]), level.subarray(at * 32, at * 32 + 64)])), at * 16, "hex")
    }
    if (count % 2 === 1) level.copyWithin(((count - 1) / 2) * 32, (count - 1) * 32, count * 32)
    count = Math.ceil(count / 2)
  }
  return level.toString("hex", 0, 32)
}

/** Give the lines of a file as bytes, without their ends. A last line without an end is one that was cut off. */
async function* linesOf(file) {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let start = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      yield bytes.subarray(start, end)
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
  if (rest.length > 0) throw new Broken(`${file} ends in the middle of a line`)
}

/** Read published heads, by the number of their seal; a line that was cut off is none. */
async function readHeads(file) {
  const heads = new Map()
  for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
    try {
      const { number, hash: own } = JSON.parse(line)
      heads.set(number, [...(heads.get(number) ?? []), own])
    } catch {
      continue
    }
  }
  return heads
}

main().catch((error) => {
  const isAsking = error instanceof TypeError || error.code?.startsWith?.("ERR_PARSE_ARGS")
  console.error(error instanceof Broken ? `Not intact: ${error.message}.` : isAsking ? USAGE : `Cannot be verified: ${error.message}`)
  process.exitCode = error instanceof Broken ? 1 : 2
})
