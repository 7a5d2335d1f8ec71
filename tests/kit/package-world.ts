import { execFile } from "node:child_process"
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createPublishedHeads } from "../../subgraphs/attendance/data/published-head.writer.ts"
import { createSealWriter } from "../../subgraphs/attendance/data/seal.writer.ts"
import { openAttendanceExtracts } from "../../subgraphs/attendance/subgraph.ts"
import { sealLedger } from "../../subgraphs/attendance/use-cases/seal-ledger.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { actsOf } from "./acts.ts"
import { emptyDatabase } from "./database.ts"
import { unpack } from "./packages.ts"
import { ROOT } from "./program.ts"
import { NOW, openStack } from "./stack.ts"
import { hoursIn } from "./world-hours.ts"
import { type World, newWorld } from "./world.ts"

type Hours = ReturnType<typeof hoursIn>
type Act = ReturnType<typeof actsOf>

/** A year with four sealed days of two branches, its audit package in a file, and the verifier alone in a folder. */
export async function openPackageWorld() {
  const url = await emptyDatabase()
  const stack = await openStack(url)
  const world = await newWorld(url)
  const hours = hoursIn(world)
  const databaseUrl = appUrlsFrom(url, {}).attendance
  const later = new Date(NOW.getTime() + 3_600_000)
  const extracts = openAttendanceExtracts({ databaseUrl, timeZone: "Asia/Shanghai", log: openLog("tests", "silent"), now: () => later })
  const folder = mkdtempSync(join(tmpdir(), "audit-package-"))
  const [file, touched, headsFile] = [join(folder, "package.zip"), join(folder, "touched.zip"), join(folder, "heads.jsonl")]
  const [admin, auditor, recorder] = [
    await world.staff("ADMIN", world.city),
    await world.staff("AUDITOR", world.district),
    await world.staff("RECORDER", world.city),
  ]
  const foreign = await world.staff("AUDITOR", (await newWorld(url)).city)
  const ask = (who: string, more: object = {}) =>
    extracts.auditPackage(who, { organisation: world.street.id, year: 2025, asOf: NOW, purpose: "年度审计", reports: null, watermark: null, ...more })
  async function take(who = auditor, more: object = {}): Promise<Buffer> {
    const made = await ask(who, more)
    if (!made) throw new Error("no package")
    const pieces: Uint8Array[] = []
    for await (const piece of made.bytes()) pieces.push(piece)
    return Buffer.concat(pieces)
  }
  await fillYear(world, hours, actsOf(stack), { admin, databaseUrl, headsFile })
  const bytes = await take()
  writeFileSync(file, bytes)
  const paths = { folder, file, touched, headsFile }
  const people = { admin, auditor, recorder, foreign }
  return { url, world, hours, ...paths, ...people, bytes, files: unpack(bytes), ask, take, ...(await verifierIn(folder)), close: () => extracts.close() }
}

async function verifierIn(folder: string) {
  const program = join(folder, "verify-package.mjs")
  copyFileSync(join(ROOT, "scripts/verify-package.mjs"), program)
  const { verifyPackage } = (await import(pathToFileURL(program).href)) as { verifyPackage(file: string): Promise<string[]> }
  const verify = (...args: string[]) =>
    new Promise<{ status: number; said: string }>((resolve) =>
      execFile(process.execPath, [program, ...args], { env: {} }, (error, stdout, stderr) =>
        resolve({ status: error ? Number(error.code) : 0, said: stdout + stderr }),
      ),
    )
  const said = (path: string) =>
    verifyPackage(path).then(
      () => "intact",
      (error: Error) => error.message,
    )
  return { program, verify, said }
}

async function fillYear(world: World, hours: Hours, act: Act, { admin, databaseUrl, headsFile }: { admin: string; databaseUrl: string; headsFile: string }) {
  await hours.rules()
  const branch = await world.organisation(world.community)
  const second = await world.organisation(world.community)
  const people = [await world.member(branch, { name: '王,"春"梅' }), await world.member(branch), await world.member(second), await world.member(second)]
  const sealing = openDatabase(databaseUrl, { name: "sealing", connections: 1, onError: () => undefined })
  for (const [at, day] of ["2025-02-03", "2025-03-04", "2025-05-06", "2025-09-10"].entries()) {
    const lesson = await hours.heldLesson(at % 2 ? second : branch, `${day}T09:00:00+08:00`, { hours: 4 })
    const elsewhere = await world.organisation(world.city)
    const other = await hours.heldLesson(elsewhere, `${day}T14:00:00+08:00`, { category: at === 1 ? "ONLINE" : "INTENSIVE" })
    for (const [place, person] of people.entries()) {
      const first = await hours.fact(person, lesson, { state: (place + at) % 3 ? "PRESENT" : "ABSENT" })
      if (place === at) await hours.fact(person, lesson, { state: "LATE", minutes: 100, replaces: first })
      if (place % 2) await hours.fact(person, other, { state: at === 1 ? "ONLINE" : "PRESENT" })
    }
    // Rows that are not of the package lie between those that are.
    for (let count = 0; count < 3; count += 1) await hours.fact(await world.member(elsewhere), other)
    await act(admin, "recalculateHours", { organisation: branch.id, year: 2025 })
    await sealLedger({ seals: createSealWriter(sealing, () => NOW), heads: createPublishedHeads(headsFile) }, new AbortController().signal)
  }
  await act(admin, "recalculateHours", { organisation: world.community.id, year: 2025 })
  await sealing.close()
}
