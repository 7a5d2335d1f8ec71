#!/usr/bin/env node
// Verifies an audit package: needs Node 20.15 or later and this file alone, no database and no network.
//   node verify-package.mjs <package.zip> [--heads <file of published heads>] [--manifest <SHA-256 noted when the package was made>]
// Ends with 0 when everything is intact, with 1 and the first file and line that is not, and with 2 when it was not asked rightly.
import { createHash, hash } from "node:crypto"
import { createReadStream, realpathSync } from "node:fs"
import { open } from "node:fs/promises"
import { createInterface } from "node:readline"
import { pipeline } from "node:stream"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { crc32, createInflateRaw } from "node:zlib"

const USAGE = "Usage: node verify-package.mjs <package.zip> [--heads <file>] [--manifest <SHA-256>]"
const LAST = ["manifest.json", "run.json", "manifest.sha256"]
const [MOST_FILES, LARGEST_DIRECTORY, LARGEST_WHOLE, LONGEST_LINE] = [10_000, 4 << 20, 64 << 20, 16 << 20]
const HASH = /^[0-9a-f]{64}$/
const sha256 = (bytes) => hash("sha256", bytes, "hex")
const node = (left, right) => Buffer.from(sha256(Buffer.concat([Buffer.from([1]), left, right])), "hex")

/** Something is not as it was when the package was made. */
class Broken extends Error {}
const must = (holds, message) => {
  if (!holds) throw new Broken(message)
}

async function main() {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { heads: { type: "string" }, manifest: { type: "string" } } })
  const [file] = positionals
  if (file === undefined || positionals.length > 1 || (values.manifest !== undefined && !HASH.test(values.manifest))) throw new TypeError(USAGE)
  const heads = values.heads === undefined ? null : await readHeads(values.heads)
  for (const line of await verifyPackage(file, { heads, noted: values.manifest })) console.log(line)
}

/** Verify a package; gives what is to be said of an intact one. @throws {Broken} naming the first file and line that is not. */
export async function verifyPackage(file, { heads = null, noted } = {}) {
  const handle = await open(file)
  try {
    const zip = await openZip(handle)
    const { manifest, run, own } = await readManifest(zip)
    const books = await readLedger(zip, manifest, heads)
    for (const report of manifest.reports) await checkReport(zip, report, manifest, books)
    await checkFiles(zip, manifest, run)
    must(noted === undefined || noted === own, `manifest.json: its hash is ${own}, and not the one that was noted`)
    const { rows, unsealed, seals, head, accounts, accountsWithoutStanding: without } = manifest.ledger
    return [
      `Intact: ${manifest.reports.length} reports, ${rows} rows of the ledger under ${seals} seals, ${accounts} accounts.`,
      ...(unsealed > 0 ? [`Not sealed yet when the package was made: ${unsealed} rows.`] : []),
      ...(without > 0 ? [`Reckoned again after the instant of the package, and so without what they stood on: ${without} accounts.`] : []),
      `Head: ${head ? `seal ${head.number}, ${head.hash}` : "nothing was sealed"}${heads ? `; ${books.published} published heads agree` : ""}`,
      `Manifest: ${own}`,
    ]
  } finally {
    await handle.close()
  }
}

/** Read the archive's directory, and hold every byte that is no content against what it must be. */
async function openZip(handle) {
  const { size } = await handle.stat()
  const bytesAt = async (at, length, what) => {
    const bytes = Buffer.alloc(length)
    must(at >= 0 && at + length <= size && (await handle.read(bytes, 0, length, at)).bytesRead === length, `${what} is cut off`)
    return bytes
  }
  const end = await bytesAt(size - 22, 22, "the archive")
  const [count, length, start] = [end.readUInt16LE(8), end.readUInt32LE(12), end.readUInt32LE(16)]
  const isEnd = end.readUInt32LE(0) === 0x06054b50 && end.readUInt32LE(4) === 0 && end.readUInt16LE(10) === count && end.readUInt16LE(20) === 0
  must(isEnd && count <= MOST_FILES && length <= LARGEST_DIRECTORY && start + length + 22 === size, "the archive's end is not that of a package")
  const directory = await bytesAt(start, length, "the archive's directory")
  const entries = new Map()
  let [at, position, stamp] = [0, 0, null]
  for (let index = 0; index < count; index += 1) {
    must(at + 46 <= length, "the archive's directory is cut off")
    const [method, named, packed, plain] = [
      directory.readUInt16LE(at + 10),
      directory.readUInt16LE(at + 28),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 24),
    ]
    const name = directory.toString("latin1", at + 46, at + 46 + named)
    must(/^[\w-][\w.-]*(\/[\w-][\w.-]*){0,3}$/.test(name), `the archive names a file ${JSON.stringify(name)}, which no package holds`)
    must(!entries.has(name.toLowerCase()), `${name} is in the archive twice`)
    must(method === 8 || (method === 0 && packed === plain), `${name} is not packed as in a package`)
    stamp ??= directory.readUInt32LE(at + 12)
    const common = Buffer.alloc(26)
    common.writeUInt32LE(20 | (0x0808 << 16), 0)
    common.writeUInt16LE(method, 4)
    common.writeUInt32LE(stamp, 6)
    common.writeUInt16LE(named, 22)
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, Buffer.from(name)])
    const sizes = directory.subarray(at + 16, at + 28)
    sizes.copy(common, 10)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((0o100644 << 16) >>> 0, 6)
    tail.writeUInt32LE(position, 10)
    const central = Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0003", "latin1"), common, tail, Buffer.from(name)])
    must(central.equals(directory.subarray(at, at + central.length)), `what the archive's directory says of ${name} is not as in a package`)
    must(local.equals(await bytesAt(position, local.length, name)), `what stands before ${name} in the archive is not as in a package`)
    const begin = position + local.length
    const behind = await bytesAt(begin + packed, 16, name)
    must(behind.readUInt32LE(0) === 0x08074b50 && behind.subarray(4).equals(sizes), `what stands behind ${name} in the archive is not as in a package`)
    entries.set(name.toLowerCase(), { name, method, begin, packed, plain, crc: sizes.readUInt32LE(0) })
    position = begin + packed + 16
    at += central.length
  }
  must(at === length && position === start, "the archive holds something beside its files")
  return { handle, files: [...entries.values()] }
}

/** Give the bytes that stand for a file in the archive. */
async function* packedBytes({ handle }, { begin, packed }) {
  for (let at = 0; at < packed;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(1 << 20, packed - at)), 0, undefined, begin + at)
    must(bytesRead > 0, "the archive is cut off")
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}

/** Give a file's content: never more than its size says. */
async function* bytesOf(zip, file) {
  let size = 0
  const bytes = file.method === 0 ? packedBytes(zip, file) : pipeline(packedBytes(zip, file), createInflateRaw(), () => undefined)
  try {
    for await (const chunk of bytes) {
      size += chunk.length
      must(size <= file.plain, `${file.name} is larger than it says`)
      yield chunk
    }
  } catch (error) {
    throw error instanceof Broken ? error : new Broken(`${file.name} cannot be unpacked (${error.message})`)
  }
}

/** Give a file's lines as `{ line, number, where }`, without their ends. */
async function* linesOf(zip, name) {
  const file = fileOf(zip, name)
  let [rest, number] = [Buffer.alloc(0), 0]
  for await (const chunk of bytesOf(zip, file)) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let start = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      number += 1
      yield { line: bytes.subarray(start, end), number, where: `${name}, line ${number}` }
      start = end + 1
    }
    rest = bytes.subarray(start)
    must(rest.length <= LONGEST_LINE, `${name}, line ${number + 1}: it is too long`)
  }
  must(rest.length === 0, `${name}, line ${number + 1}: it is cut off`)
}

function fileOf({ files }, name) {
  const file = files.find((one) => one.name === name)
  must(file, `${name} is missing`)
  return file
}

/** Read a line of JSON that is written in the one way in which packages have it. */
function parseLine({ line, where }) {
  const text = line.toString("utf8")
  try {
    const value = JSON.parse(text)
    if (JSON.stringify(value) === text && typeof value === "object" && value !== null) return value
  } catch {
    // said below
  }
  throw new Broken(`${where}: it is not as a package writes it`)
}

async function readWhole(zip, name) {
  const file = fileOf(zip, name)
  must(file.plain <= LARGEST_WHOLE, `${name} is too large`)
  const chunks = []
  for await (const chunk of bytesOf(zip, file)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Read what the package says of itself, and that nothing else is in it. */
async function readManifest(zip) {
  const [bytes, runBytes, sums] = [await readWhole(zip, LAST[0]), await readWhole(zip, LAST[1]), await readWhole(zip, LAST[2])]
  const own = sha256(bytes)
  const noted = sums
    .toString("latin1")
    .split("\n")
    .map((line) => line.split("  "))
  must(noted[0]?.[0] === own, "manifest.json is not the one whose hash is in manifest.sha256")
  must(`${own}  manifest.json\n${sha256(runBytes)}  run.json\n` === sums.toString("latin1"), "run.json is not the one whose hash is in manifest.sha256")
  const [manifest, run] = [parseWhole("manifest.json", bytes), parseWhole("run.json", runBytes)]
  must(manifest.format === "party-school-audit-package/1", `manifest.json: the format ${JSON.stringify(manifest.format)} is not known`)
  const parameters = await readWhole(zip, "parameters.json")
  must(parameters.toString("utf8") === `${JSON.stringify(manifest.parameters, null, 1)}\n`, "parameters.json is not what the manifest says")
  const wanted = [...manifest.files.map(({ name }) => name), ...LAST]
  for (const [index, { name }] of zip.files.entries()) must(wanted[index] === name, `${name} is not what stands in this place by the manifest`)
  must(zip.files.length === wanted.length, `${wanted[zip.files.length]} is missing`)
  return { manifest, run, own }
}

function parseWhole(name, bytes) {
  const text = bytes.toString("utf8")
  try {
    const value = JSON.parse(text)
    if (`${JSON.stringify(value, null, 1)}\n` === text && typeof value === "object" && value !== null) return value
  } catch {
    // said below
  }
  throw new Broken(`${name} is not as a package writes it`)
}

/** Follow the chain of seals and the lines under them, then what the lines and the accounts say of one another. */
async function readLedger(zip, manifest, heads) {
  const { ledger, parameters } = manifest
  const lines = linesOf(zip, "ledger/lines.tsv")
  const entries = new Map()
  let [last, rows, unsealed, published] = [{ number: 0, hash: "0".repeat(64), sealedAt: null }, 0, 0, 0]
  for await (const given of linesOf(zip, "ledger/seals.jsonl")) {
    const seal = parseLine(given)
    checkSeal(seal, last, given.where)
    for (const known of heads?.get(seal.number) ?? []) {
      must(known === seal.hash, `${given.where}: seal ${seal.number} is not the one whose hash was published`)
      published += 1
    }
    let at = 0
    for (const [first, end] of seal.rows ?? []) {
      for (let place = first; place <= end; place += 1, at += 1) {
        const { value, done } = await lines.next()
        must(!done, `ledger/lines.tsv, line ${rows + 1}: it is missing, place ${place} of seal ${seal.number}`)
        const leaf = sha256(Buffer.concat([Buffer.from([0]), value.line]))
        must(
          leaf === seal.leaves.slice(at * 64, at * 64 + 64),
          `${value.where}: the row is not what was sealed (seal ${seal.number}, place ${place}): ${shown(value.line)}`,
        )
        takeRow(value, entries, parameters)
        rows += 1
      }
    }
    last = seal
  }
  const over = await lines.next()
  must(over.done, `ledger/lines.tsv, line ${rows + 1}: no seal covers it`)
  for await (const given of linesOf(zip, "ledger/unsealed.tsv")) {
    takeRow(given, entries, parameters)
    unsealed += 1
  }
  const head = last.number === 0 ? null : { number: last.number, hash: last.hash, sealedAt: last.sealedAt }
  const counted = { rows, unsealed, seals: last.number, head }
  for (const [name, value] of Object.entries(counted)) {
    must(JSON.stringify(ledger[name]) === JSON.stringify(value), `manifest.json: the ledger's ${name} are not those of the files (${JSON.stringify(value)})`)
  }
  must(heads === null || published > 0, "none of the published heads is among the seals of the package")
  checkReplacements(entries)
  return { ...(await readStanding(zip, manifest, entries)), published }
}

/** Hold a seal against the one before it and against what it says of itself. */
function checkSeal(seal, last, where) {
  const { number, previous, count, root, sealedAt, hash: own, rows = [], leaves = "", proof = "" } = seal
  must(number === last.number + 1, `${where}: seal ${last.number + 1} is missing`)
  must(previous === last.hash, `${where}: seal ${number} does not follow the seal before it`)
  must(sha256(JSON.stringify([number, previous, count, root, sealedAt])) === own, `${where}: the hash of seal ${number} is not that of what it says`)
  let [before, held] = [-1, 0]
  for (const run of rows) {
    const [first, end] = Array.isArray(run) ? run : []
    must(Number.isInteger(first) && Number.isInteger(end) && first > before && end >= first && end < count, `${where}: the places of seal ${number} are none`)
    before = end
    held += end - first + 1
  }
  must(/^([0-9a-f]{64})*$/.test(leaves + proof) && leaves.length === held * 64, `${where}: the hashes of seal ${number} are not one a row`)
  if (held > 0) must(provenRoot(seal) === root, `${where}: the root of seal ${number} is not that of its rows`)
}

/** The root that some leaves and the hashes of the other subtrees lead to (RFC 9162, 2.1.1); null when they are too few or too many. */
function provenRoot({ count, rows, leaves, proof }) {
  const [own, others] = [Buffer.from(leaves, "hex"), Buffer.from(proof, "hex")]
  let [run, leaf, other] = [0, 0, 0]
  const walk = (from, to) => {
    while (run < rows.length && rows[run][1] < from) run += 1
    if (run === rows.length || rows[run][0] >= to) return others.subarray(other++ * 32, other * 32)
    if (to - from === 1) return own.subarray(leaf++ * 32, leaf * 32)
    let power = 1
    while (power * 2 < to - from) power *= 2
    const left = walk(from, from + power)
    return node(left, walk(from + power, to))
  }
  const root = walk(0, count).toString("hex")
  return other * 32 === others.length && leaf * 32 === own.length ? root : null
}

/** Keep of a row of the ledger what others say of it. */
function takeRow({ line, where }, entries, { asOf }) {
  const [table, id, recordedAt, lesson, member, , , , , , , , , replaces] = line.toString("utf8").split("\t")
  must((table === "entry" || table === "act") && /^[0-9a-f-]{36}$/.test(id), `${where}: it is no row of the ledger: ${shown(line)}`)
  must(!(Date.parse(`${recordedAt.replace(" ", "T")}:00`) > Date.parse(asOf)), `${where}: it was recorded after the instant of the package`)
  if (table === "act") return
  must(!entries.has(id), `${where}: the entry is there twice`)
  entries.set(id, { member, of: `${lesson} ${member}`, replaces: replaces === "\\N" ? null : replaces, isReplaced: false, where })
}

/** A correction names the one entry that it replaces: of the same person at the same lesson, and by nobody else replaced. */
function checkReplacements(entries) {
  for (const { replaces, of, where } of entries.values()) {
    if (replaces === null) continue
    const replaced = entries.get(replaces)
    must(replaced, `${where}: the entry that it replaces is missing`)
    must(replaced.of === of && !replaced.isReplaced, `${where}: it replaces an entry that it cannot replace`)
    replaced.isReplaced = true
  }
}

/** Add up what each account stands on, by the member's id. */
async function readStanding(zip, { ledger }, entries) {
  const credited = new Map()
  const ruleSets = new Set()
  for (const { name } of zip.files) if (name.startsWith("rules/")) ruleSets.add(parseWhole(name, await readWhole(zip, name)).uuid)
  let without = 0
  for await (const given of linesOf(zip, "ledger/standing.jsonl")) {
    const { where } = given
    const { member, ruleSet, credited: says, entries: steps } = parseLine(given)
    must(!credited.has(member) && Array.isArray(steps), `${where}: the account is there twice`)
    must(ruleSets.has(ruleSet), `${where}: the rule set that judged it is missing`)
    const seen = new Set()
    let sum = 0
    for (const [id, , , , , , rounded, apart, within, capped, counted] of steps) {
      const entry = entries.get(id)
      must(entry && entry.member === member && !seen.has(id), `${where}: entry ${id} is none of this person's in the ledger`)
      must(!entry.isReplaced || counted === 0, `${where}: entry ${id} counts, and was replaced`)
      must(rounded >= apart && apart >= within && within >= capped && capped >= counted && counted >= 0, `${where}: the steps of entry ${id} do not fall`)
      seen.add(id)
      sum += counted
    }
    if (says === null) without += 1
    else must(sum === says, `${where}: the entries add up to ${sum / 100} hours, and the account says ${says / 100}`)
    credited.set(member, says)
  }
  must(
    credited.size === ledger.accounts && without === ledger.accountsWithoutStanding,
    "ledger/standing.jsonl: the accounts are not as many as the manifest says",
  )
  return { credited }
}

const ROW_KINDS = ["ROW", "SUBTOTAL", "TOTAL", "ASIDE"]

/** Hold a report's canonical lines against its header, its table for people and the ledger. */
async function checkReport(zip, { kind, digest, rows, columns }, { parameters }, books) {
  const name = `reports/${kind}.rows.jsonl`
  const table = recordsOf(zip, `reports/${kind}.csv`)
  const figures = figuresOf(
    kind,
    columns.map(({ key }) => key),
    books,
    parameters,
  )
  const whole = createHash("sha256")
  let count = -1
  for await (const given of linesOf(zip, name)) {
    const { line, where } = given
    const cells = parseLine(given)
    whole.update(line).update("\n")
    const { value: record, done } = await table.next()
    must(!done, `reports/${kind}.csv: the row of ${where} is missing`)
    count += 1
    if (count === 0) {
      const [is, of, asked, ruleSets, keys] = cells
      must(is === "report" && of === kind && Array.isArray(ruleSets), `${where}: it is not the header of ${kind}`)
      must(asked.asOf === parameters.asOf && asked.organisationId === parameters.organisation.id, `${where}: the report is of something else`)
      const year = String(parameters.year)
      must(
        [asked.year, asked.from?.slice(0, 4), asked.to?.slice(0, 4)].every((one) => one === undefined || String(one) === year),
        `${where}: the report is of another year`,
      )
      must(String(keys) === String(columns.map(({ key }) => key)), `${where}: the columns are not those of the manifest`)
      must(
        String(record.cells) === String(["行别", "编号", ...columns.map(({ title }) => title)]),
        `${record.where}: the headings are not those of the manifest`,
      )
      continue
    }
    must(ROW_KINDS.includes(cells[0]) && cells.length === columns.length + 2, `${where}: it is no row of ${kind}`)
    must(record.cells.length === cells.length, `${record.where}: it has not as many cells as ${where}`)
    for (const [at, cell] of cells.entries()) {
      const isName = at > 1 && columns[at - 2].isLabel
      must(isName ? cell === null : (cell ?? "") + "" === record.cells[at], `${record.where}: ${JSON.stringify(record.cells[at])} is not what ${where} says`)
    }
    figures.take(cells, where)
  }
  const over = await table.next()
  must(over.done, `${over.value?.where}: no canonical line stands behind it`)
  must(count === rows, `${name}: it has ${count} rows, and the manifest says ${rows}`)
  figures.end(name)
  must(whole.digest("hex") === digest, `${name}: its digest is not the one of the manifest`)
}

/** Give the records of a table for people, without what keeps a spreadsheet program from reckoning. */
async function* recordsOf(zip, name) {
  let [text, where] = ["", null]
  for await (const { line, number, where: at } of linesOf(zip, name)) {
    where ??= at
    text += line.toString("utf8")
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) {
      text += "\n"
      continue
    }
    must(text.endsWith("\r") && (number > 1 || text.startsWith("\uFEFF")), `${where}: it is not as a package writes it`)
    const cells = [...text.slice(number === 1 ? 1 : 0, -1).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))(?=,|$)/g)]
    yield { cells: cells.map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain).replace(/^'(?=['=+\-@\t\r＝＋－＠])/, "")), where }
    ;[text, where] = ["", null]
  }
  must(text === "", `${where}: it is cut off`)
}

/** A share in per cent, half up to one decimal. */
const rateOf = (part, whole) => (whole > 0 ? Math.round((part * 1000) / whole + 1e-9) / 10 : null)
const hundredths = (value) => Math.round(value * 100)

/** What the rows of a report must be to one another, to other reports, and to the ledger. */
function figuresOf(kind, keys, books, { organisation }) {
  const at = Object.fromEntries(keys.map((key, index) => [key, index + 2]))
  if (kind === "HOURS_DETAIL") return hoursFigures(at, books, organisation.id)
  if (kind === "COMPLIANCE") return complianceFigures(at, books, organisation.id)
  return { take: () => undefined, end: () => undefined }
}

/** Hold how many comply of how many against what another report of the package says of the same people. */
function checkWhole(books, compliant, people, where) {
  const said = `${compliant} of ${people}`
  books.whole ??= { said, where }
  must(books.whole.said === said, `${where}: ${said} comply, and by ${books.whole.where} ${books.whole.said}`)
}

const COUNTED = ["denominator", "compliant", "notCompliant", "atRisk"]

/** R02: each line by its own figures, and the total by the lines. Averages are rounded in each line, so that theirs is known to a tenth of an hour. */
function complianceFigures(at, books, askedId) {
  const sums = Object.fromEntries([...COUNTED, "leaders", "leadersCompliant", "hours"].map((name) => [name, 0]))
  let whole = false
  const leadersOf = (cells) => (/^(\d+)\/(\d+)$/.exec(cells[at.leaders]) ?? []).slice(1).map(Number)
  return {
    take(cells, where) {
      const [denominator, compliant, notCompliant, rate, average] = ["denominator", "compliant", "notCompliant", "rate", "averageHours"].map(
        (name) => cells[at[name]],
      )
      must(compliant <= denominator, `${where}: more comply than there are`)
      must(compliant + notCompliant === denominator, `${where}: who complies and who does not are not all there are`)
      must(rate === rateOf(compliant, denominator), `${where}: the rate is not that of its figures`)
      const [leadersCompliant, leaders] = leadersOf(cells)
      must(leadersCompliant <= leaders, `${where}: the leaders' figures cannot be read`)
      if (cells[0] === "TOTAL") {
        must(!whole && cells[1] === askedId, `${where}: it is not the total of the whole`)
        whole = true
        const wrong = COUNTED.find((name) => cells[at[name]] !== sums[name])
        must(wrong === undefined, `${where}: ${wrong} is not the sum of the rows above`)
        must(leaders === sums.leaders && leadersCompliant === sums.leadersCompliant, `${where}: leaders is not the sum of the rows above`)
        must(Math.abs((average ?? 0) * denominator - sums.hours) <= denominator / 10 + 1e-6, `${where}: averageHours is not that of the rows above`)
        return checkWhole(books, compliant, denominator, where)
      }
      must(cells[0] === "ROW" && !whole, `${where}: it stands behind the total`)
      for (const name of COUNTED) sums[name] = sums[name] === null || cells[at[name]] === null ? null : sums[name] + cells[at[name]]
      sums.leaders += leaders
      sums.leadersCompliant += leadersCompliant
      sums.hours += (average ?? 0) * denominator
    },
    end: (name) => must(whole, `${name}: the total of the whole is missing`),
  }
}

const SUMMED = ["required", "intensive", "collective", "onlineRaw", "onlineCounted", "makeUp", "counted", "gap"]

/**
 * R01: each line by its own figures and by the ledger, each sum by its lines. A total is of the organisation that ends there, so of the last sums that no other
 * total has taken in: as many of them as have together the people that it says.
 */
function hoursFigures(at, books, askedId) {
  const begin = () => ({ people: 0, compliant: 0, unknown: 0, sums: SUMMED.map(() => 0) })
  const join = (a, b) => ({
    people: a.people + b.people,
    compliant: a.compliant + b.compliant,
    unknown: a.unknown + b.unknown,
    sums: a.sums.map((sum, index) => sum + b.sums[index]),
  })
  let [branch, all] = [begin(), begin()]
  let whole = null
  const open = []
  const takeIn = (cells) => {
    let of = begin()
    const people = Number(/\/(\d+)/.exec(cells[at.verdict])?.[1])
    do of = join(open.pop() ?? begin(), of)
    while (open.length > 0 && of.people < people)
    open.push(of)
    return of
  }
  const checkSum = (cells, of, where) => {
    must(cells[at.verdict] === `${of.compliant}/${of.people}达标`, `${where}: ${of.compliant} of ${of.people} comply in the rows above`)
    const wrong = of.unknown > 0 ? undefined : SUMMED.find((key, index) => hundredths(cells[at[key]] ?? 0) !== of.sums[index])
    must(wrong === undefined, `${where}: ${wrong} is not the sum of the rows above`)
  }
  return {
    take(cells, where) {
      const [kind, key] = cells
      if (kind === "SUBTOTAL") {
        checkSum(cells, branch, where)
        open.push(branch)
        branch = begin()
      }
      if (kind === "TOTAL") {
        must(branch.people === 0 && whole === null, `${where}: it is not where a total stands`)
        checkSum(cells, key === askedId ? all : takeIn(cells), where)
        if (key === askedId) whole = checkWhole(books, all.compliant, all.people, where) ?? true
      }
      if (kind !== "ROW" && kind !== "ASIDE") return
      const member = uuidOf(/^member_([0-9a-z]{26})/.exec(key)?.[1] ?? "")
      const stands = books.credited.get(member)
      must(stands !== undefined, `${where}: ledger/standing.jsonl does not hold the account of ${key}`)
      if (kind === "ASIDE") return
      const [required, counted, rate, gap, verdict] = ["required", "counted", "rate", "gap", "verdict"].map((name) => cells[at[name]])
      if (counted !== null) {
        const parts = ["intensive", "collective", "onlineCounted", "makeUp"].reduce((sum, name) => sum + hundredths(cells[at[name]] ?? 0), 0)
        must(parts === hundredths(counted), `${where}: the kinds of study do not add up to what counts`)
        must(stands === null || stands === hundredths(counted), `${where}: it counts ${counted} hours, and the ledger ${stands / 100}`)
        must(rate === rateOf(counted, required), `${where}: the rate is not that of its figures`)
        must(hundredths(gap) === Math.max(0, hundredths(required) - hundredths(counted)), `${where}: the gap is not that of its figures`)
        must(gap === 0 || !verdict.startsWith("达标"), `${where}: the verdict does not follow from its figures`)
      }
      for (const group of [branch, all]) {
        group.people += 1
        group.compliant += verdict?.startsWith("达标") ? 1 : 0
        group.unknown += counted === null ? 1 : 0
        for (const [index, name] of SUMMED.entries()) group.sums[index] += hundredths(cells[at[name]] ?? 0)
      }
    },
    end: (name) => must(whole || all.people === 0, `${name}: the total of the whole is missing`),
  }
}

/** The uuid in an id as clients see it: 26 digits of Crockford's base 32. */
function uuidOf(digits) {
  let value = 0n
  for (const digit of digits) value = value * 32n + BigInt("0123456789abcdefghjkmnpqrstvwxyz".indexOf(digit))
  return value
    .toString(16)
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/** Hold every file, as it is packed and as it is, against what was noted of it. */
async function checkFiles(zip, manifest, { packed }) {
  for (const [index, { name, bytes, sha256: own }] of manifest.files.entries()) {
    const file = fileOf(zip, name)
    const [plain, outer] = [createHash("sha256"), createHash("sha256")]
    let [size, crc] = [0, 0]
    for await (const chunk of bytesOf(zip, file)) {
      plain.update(chunk)
      crc = crc32(chunk, crc)
      size += chunk.length
    }
    must(size === bytes && size === file.plain && plain.digest("hex") === own && crc === file.crc, `${name} is not the file that the manifest names`)
    for await (const chunk of packedBytes(zip, file)) outer.update(chunk)
    const noted = packed?.[index]
    must(noted?.name === name && noted.bytes === file.packed && noted.sha256 === outer.digest("hex"), `${name} is not packed as run.json says`)
  }
  for (const name of LAST) {
    const file = fileOf(zip, name)
    must(file.method === 0 && crc32(await readWhole(zip, name)) === file.crc, `${name} is not packed as in a package`)
  }
}

const shown = (line) =>
  `${line
    .toString("utf8")
    .slice(0, 60)
    .replace(/[^\P{C}\t]/gu, "?")}…`

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

function conclude(error) {
  const isAsking = (error instanceof TypeError && error.message === USAGE) || error.code?.startsWith?.("ERR_PARSE_ARGS")
  // What a touched package makes of the reading is a finding, too; what the machine refuses is none.
  const isFinding = error instanceof Broken || (!isAsking && error.code === undefined)
  console.error(isFinding ? `Not intact: ${error.message}.` : isAsking ? USAGE : `Cannot be verified: ${error.message}`)
  process.exitCode = isFinding ? 1 : 2
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main().catch(conclude)
