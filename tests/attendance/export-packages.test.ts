import { createHash } from "node:crypto"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { ArchiveTooLarge } from "../../subgraphs/attendance/domain/export-end.ts"
import { openAttendanceExtracts } from "../../subgraphs/attendance/subgraph.ts"
import { runExport } from "../../subgraphs/attendance/use-cases/run-export.ts"
import { type JobTasks, startJobs } from "../../subgraphs/shared/job-worker.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { toUuid } from "../../subgraphs/shared/typeid.ts"
import { booksExportsIn, manyFacts, wholeOf, yearOfBooks } from "../kit/books-exports.ts"
import { emptyDatabase } from "../kit/database.ts"
import { exportWorkFor } from "../kit/export-work-for.ts"
import { fetchFile } from "../kit/files.ts"
import { unpack } from "../kit/packages.ts"
import { ROOT, run } from "../kit/program.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const attendanceUrl = appUrlsFrom(url, {}).attendance
const stack = await openStack(url)
const world = await newWorld(url)
const { startPackage, startData, begun, look, ended, seen, cancel } = booksExportsIn(stack, world)
const { branch, people } = await yearOfBooks(stack, world, url, world.community)
const surroundings = exportWorkFor(url, () => NOW)
const log = openLog("tests", "silent")
const extracts = openAttendanceExtracts({ databaseUrl: attendanceUrl, timeZone: "Asia/Shanghai", log, now: () => new Date(NOW.getTime() + 1_000) })
afterAll(() => extracts.close())
const { verifyPackage } = (await import(join(ROOT, "scripts/verify-package.mjs"))) as { verifyPackage(file: string): Promise<string[]> }

const TURN = { isLast: false, signal: new AbortController().signal }
const [auditor, admin] = [await world.staff("AUDITOR", world.district), await world.staff("ADMIN", world.city)]
const make = (id: string, work = surroundings) => runExport(work, id, TURN)
const fetched = async (subject: string, id: string): Promise<Buffer> => {
  const response = await fetchFile(stack, subject, (await look(subject, id))?.url ?? "/exports/none")
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex")
const exportsKept = async () => (await world.client.query("SELECT count(*)::int AS exports FROM attendance.export")).rows
const left = async (id: string) =>
  (await world.client.query("SELECT count(*)::int AS pieces FROM attendance.export_file WHERE export_id = $1", [toUuid("export", id)])).rows[0]

test("a package is asked for, made by a job, fetched by who asked, and intact for the verifier", async () => {
  const id = await begun(startPackage(auditor, world.street))
  const asked = { content: "AUDIT_PACKAGE", report: null, reports: [], format: "ZIP", year: 2025, asOf: "2026-11-23T09:00:00+08:00" }
  expect(await seen(auditor, id)).toMatchObject({
    ...asked,
    state: "WAITING",
    rows: 0,
    total: 0,
    progress: 0,
    url: null,
    organisation: { id: world.street.id },
  })
  await make(id)
  const ready = await seen(auditor, id)
  expect(ready).toMatchObject({ ...asked, state: "READY", progress: 100, failure: null, fileName: `2025年度学习考勤审计包-${world.street.name}-20261123.zip` })
  const bytes = await fetched(auditor, id)
  expect([bytes.length, sha256(bytes)]).toEqual([ready?.["bytes"], ready?.["sha256"]])
  const file = join(mkdtempSync(join(tmpdir(), "export-packages-")), "package.zip")
  writeFileSync(file, bytes)
  const said = await verifyPackage(file)
  expect(said[0]).toBe("Intact: 11 reports, 6 rows of the ledger under 1 seals, 3 accounts.")
  expect(said.at(-1)).toBe(`Manifest: ${String(ready?.["digest"])}`)
  const manifest = JSON.parse(contentOf(bytes, "manifest.json")) as { reports: { rows: number }[]; ledger: { rows: number } }
  expect(ready?.["rows"], "the reports' rows and the ledger's").toBe(manifest.reports.reduce((sum, { rows }) => sum + rows, manifest.ledger.rows))
  expect(ready?.["total"]).toBe(ready?.["rows"])
  expect(JSON.parse(contentOf(bytes, "run.json"))).toMatchObject({ purpose: "年度审计", watermark: ready?.["watermark"] })
})
const contentOf = (bytes: Buffer, name: string) =>
  unpack(bytes)
    .find((one) => one.name === name)
    ?.content.toString() ?? ""

test("with fewer reports it holds these, in the order of their numbers, and the ledger", async () => {
  const id = await begun(startPackage(auditor, world.street, { reports: ["LEADERSHIP", "HOURS_DETAIL", "LEADERSHIP"] }))
  await make(id)
  expect(await seen(auditor, id)).toMatchObject({ state: "READY", reports: ["HOURS_DETAIL", "LEADERSHIP"] })
  const names = unpack(await fetched(auditor, id)).map(({ name }) => name)
  expect(names.filter((name) => name.endsWith(".csv"))).toEqual(["reports/HOURS_DETAIL.csv", "reports/LEADERSHIP.csv"])
  expect(names).toContain("ledger/lines.tsv")
})

test("the command makes the same for the same parameters: a package but for who had it made, the others to the byte", async () => {
  const question = { organisation: world.street.id, year: 2025, asOf: NOW, purpose: "年度审计" }
  const asOf = NOW.toISOString()
  const id = await begun(startPackage(auditor, world.street, { asOf }))
  await make(id)
  const own = await extracts.auditPackage(admin, { ...question, reports: null, watermark: null })
  const [ours, theirs] = [unpack(await fetched(auditor, id)), unpack(await wholeOf(own?.bytes()))]
  const differing = ours.filter(({ name, content }, at) => theirs[at]?.name !== name || !content.equals(theirs[at].content)).map(({ name }) => name)
  expect([ours.length, differing]).toEqual([theirs.length, ["run.json", "manifest.sha256"]])

  for (const [standard, input, taken, format, ending] of [
    ["XAPI", {}, await extracts.xapi(auditor, question), "JSONL", "jsonl"],
    ["XAPI", { homePage: " https://study.example.org/lrs " }, await extracts.xapi(auditor, question, "https://study.example.org/lrs"), "JSONL", "jsonl"],
    ["ONE_ROSTER", {}, await extracts.oneRoster(auditor, question), "ZIP", "zip"],
  ] as const) {
    const one = await begun(startData(auditor, world.street, standard, { asOf, ...input }))
    await make(one)
    const [ready, content] = [await seen(auditor, one), await fetched(auditor, one)]
    expect([standard, content.equals(await wholeOf(taken))]).toEqual([standard, true])
    expect(content.length).toBeGreaterThan(100)
    expect(ready).toMatchObject({ content: standard, report: null, format, digest: sha256(content), sha256: sha256(content), progress: 100 })
    expect(ready?.["total"]).toBe(ready?.["rows"])
    expect(ready?.["fileName"]).toMatch(new RegExp(`^2025年度.+-${world.street.name}-${String(ready?.["watermark"])}-20261123\\.${ending}$`))
  }
})

test("they are for whoever may have the ledger verified there; a refusal keeps nothing", async () => {
  const before = await exportsKept()
  const refused = [
    (await world.member(branch)).subject,
    await world.staff("RECORDER", world.district),
    await world.staff("COORDINATOR", world.district),
    await world.staff("AUDITOR", branch),
    await world.staff("AUDITOR", await world.organisation(world.city)),
  ]
  for (const subject of refused) {
    expect(await startPackage(subject, world.street)).toMatchObject({ __typename: "NotAllowed" })
    for (const standard of ["XAPI", "ONE_ROSTER"]) expect(await startData(subject, world.street, standard)).toMatchObject({ __typename: "NotAllowed" })
  }
  for (const [input, path] of [
    [{ purpose: " " }, "purpose"],
    [{ purpose: "查" }, "purpose"],
    [{ purpose: "核查\u0000" }, "purpose"],
    [{ year: 1999 }, "year"],
    [{ year: 2027 }, "year"],
    [{ asOf: "2026-11-23T10:00:00+08:00" }, "asOf"],
  ] as const)
    for (const answer of [await startPackage(auditor, world.street, input), await startData(auditor, world.street, "XAPI", input)])
      expect(answer).toMatchObject({ __typename: "InvalidInput", fields: [{ path }] })
  for (const [reports, path] of [
    [[], "reports"],
    [["CLASS_MATRIX"], "reports.0"],
    [["COMPLIANCE", "PERSONAL_FILE"], "reports.1"],
    [Array(16).fill("COMPLIANCE"), "reports"],
  ] as const)
    expect(await startPackage(auditor, world.street, { reports })).toMatchObject({ __typename: "InvalidInput", fields: [{ path }] })
  for (const homePage of ["party-school", "javascript:alert(1)", "https://x y/", `https://${"x".repeat(200)}/`])
    expect(await startData(auditor, world.street, "XAPI", { homePage })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "homePage" }] })
  expect(await startData(auditor, world.street, "ONE_ROSTER", { homePage: "https://x.org/" })).toMatchObject({ fields: [{ path: "homePage" }] })
  await expect(startPackage(auditor, { ...world.street, id: branch.uuid })).rejects.toThrow(/input\.organisation/)
  expect(await exportsKept()).toEqual(before)
})

test("reports are not taken away as archives, and a repeat with the same key begins nothing twice", async () => {
  const { start } = booksExportsIn(stack, world)
  for (const format of ["ZIP", "JSONL"]) expect(await start(auditor, world.street, { format })).toMatchObject({ fields: [{ path: "format" }] })
  const clientMutationKey = "审计包 1"
  const [one, two] = [
    await begun(startPackage(auditor, world.street, { clientMutationKey })),
    await begun(startPackage(auditor, world.street, { clientMutationKey })),
  ]
  expect(one).toBe(two)
  expect(await startPackage(auditor, world.street, { clientMutationKey, year: 2024 })).toMatchObject({ __typename: "InvalidInput" })
  await cancel(auditor, one)
})

test("five of all kinds are under way at once", async () => {
  const secretary = await world.staff("SECRETARY", world.street)
  const ids: string[] = []
  for (const standard of ["XAPI", "ONE_ROSTER", "XAPI"]) ids.push(await begun(startData(secretary, world.street, standard)))
  for (let count = 0; count < 2; count += 1) ids.push(await begun(startPackage(secretary, world.street)))
  expect(await startPackage(secretary, world.street)).toMatchObject({ __typename: "TooManyExports", limit: 5 })
  expect(await startData(secretary, world.street, "XAPI")).toMatchObject({ __typename: "TooManyExports", limit: 5 })
  for (const id of ids) await cancel(secretary, id)
})

test("a right that ends between the request and the job, or before the file is fetched, ends it", async () => {
  const secretary = await world.staff("SECRETARY", world.street)
  const own = "account_id = (SELECT id FROM people.account WHERE subject = $1)"
  // A coordinator takes reports away, and no books.
  const demote = () => world.client.query(`UPDATE people.access_grant SET role = 'COORDINATOR' WHERE ${own}`, [secretary])
  const revoke = () => world.client.query(`DELETE FROM people.access_grant WHERE ${own}`, [secretary])
  const [made, waiting] = [await begun(startPackage(secretary, world.street)), await begun(startPackage(secretary, world.street))]
  await make(made)
  const address = (await look(secretary, made))?.url ?? ""
  expect((await fetchFile(stack, auditor, address)).status, "somebody else").toBe(404)
  expect((await fetchFile(stack, secretary, address)).status).toBe(200)
  await demote()
  expect((await fetchFile(stack, secretary, address)).status).toBe(404)
  await make(waiting)
  expect(await look(secretary, waiting)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("right to take this away ended"), url: null })
  expect(await left(waiting)).toEqual({ pieces: 0 })
  await revoke()
  expect((await fetchFile(stack, secretary, address)).status).toBe(404)
  expect(await look(auditor, made), "nobody else sees it").toBeNull()
})

test("one that is cancelled while it is made is left with the next thousand rows, and nothing of it is kept", async () => {
  const [first] = people
  if (!first) throw new Error("nobody is there")
  await manyFacts(world, first, 4_500)
  const id = await begun(startPackage(auditor, world.street, { reports: ["COMPLIANCE"] }))
  const progress: [rows: number, total: number, percent: number | undefined][] = []
  let [isCancelled, pieces] = [false, 0]
  const noteRows: typeof surroundings.work.noteRows = async (taken, rows, total) => {
    if (rows >= 2_500) isCancelled = (await cancel(auditor, id)).__typename === "ExportCancelled"
    const noted = await surroundings.work.noteRows(taken, rows, total)
    if (noted !== null) progress.push([rows, total, (await look(auditor, id))?.progress])
    return noted
  }
  const addPiece: typeof surroundings.work.addPiece = async (...piece) => {
    pieces += 1
    return surroundings.work.addPiece(...piece)
  }
  await make(id, { ...surroundings, work: { ...surroundings.work, noteRows, addPiece } })
  expect([isCancelled, pieces], "long before the first piece is full").toEqual([true, 0])
  expect(progress[0]).toEqual([0, 4_508, 0])
  expect(progress.length, "at least once on the way").toBeGreaterThan(1)
  for (const [rows, total, percent] of progress) expect([total, percent, rows < 2_500]).toEqual([4_508, Math.floor((rows * 100) / 4_508), true])
  expect(await look(auditor, id)).toMatchObject({ state: "CANCELLED", url: null, digest: null })
  expect(await left(id)).toEqual({ pieces: 0 })
  await make(id)
  expect(await look(auditor, id)).toMatchObject({ state: "CANCELLED" })
})

test("a process that is killed leaves it to another, which begins the file anew", async () => {
  await world.client.query("UPDATE attendance.export SET state = 'CANCELLED' WHERE state IN ('WAITING', 'RUNNING')")
  const id = await begun(startPackage(auditor, world.street))
  const program = run(["node", "--import", "tsx", "tests/kit/hang-on-piece.ts", attendanceUrl, NOW.toISOString()], {})
  await program.prints("hangs behind piece 1")
  expect(await look(auditor, id)).toMatchObject({ state: "RUNNING", progress: 99, url: null })
  expect(await left(id)).toEqual({ pieces: 1 })
  program.kill("SIGKILL")
  const tasks: JobTasks = { export: ({ payload, ...turn }) => runExport(surroundings, (payload as { exportId: string }).exportId, turn) }
  const jobs = startJobs({ url: attendanceUrl, schema: "attendance_jobs" }, tasks, { concurrency: 2, log })
  const ready = await ended(auditor, id)
  await jobs.stop()
  expect(ready).toMatchObject({ state: "READY", progress: 100 })
  expect(sha256(await fetched(auditor, id))).toBe(ready.sha256)
}, 60_000)

test("stopping the program stops it; what fails at each attempt, or becomes too large, says so", async () => {
  const large = await begun(startPackage(auditor, world.street))
  const createZip = () => {
    throw new ArchiveTooLarge("The archive would be larger than 4 GiB.")
  }
  const tooLarge: typeof surroundings.sourcesOf = (viewer) => {
    const sources = surroundings.sourcesOf(viewer)
    return { ...sources, packages: { ...sources.packages, createZip } }
  }
  await make(large, { ...surroundings, sourcesOf: tooLarge })
  expect(await look(auditor, large)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("further down") })
  const id = await begun(startPackage(auditor, world.street))
  const stopping = new AbortController()
  stopping.abort(new Error("The program stops."))
  await expect(runExport(surroundings, id, { isLast: false, signal: stopping.signal })).rejects.toThrow("stops")
  expect(await look(auditor, id)).toMatchObject({ state: "RUNNING" })
  await runExport(surroundings, id, { ...TURN, isLast: true })
  expect(await look(auditor, id)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("Ask for it again") })
})

test("the watermark leads to who took it, when and why; the log says what was taken and fetched", async () => {
  const id = await begun(startPackage(auditor, world.street, { purpose: "巡察组年度审计" }))
  await make(id)
  const bytes = await fetched(auditor, id)
  const { watermark } = JSON.parse(contentOf(bytes, "run.json")) as { watermark: string }
  expect(watermark).toMatch(/^WM-[0-9A-HJKMNP-TV-Z]{8}$/)
  const document =
    "query ($number: String!) { watermark(number: $number) { content report format requestedBy requestedAt purpose year url organisation { id } } }"
  const trace = async (subject: string) => (await (await stack.as(subject)).request<{ watermark: object | null }>(document, { number: watermark })).watermark
  expect(await trace(admin)).toEqual({
    content: "AUDIT_PACKAGE",
    report: null,
    format: "ZIP",
    requestedBy: `AUDITOR ${world.district.name}`,
    requestedAt: "2026-11-23T09:00:00+08:00",
    purpose: "巡察组年度审计",
    year: 2025,
    url: null,
    organisation: { id: world.street.id },
  })
  expect(await trace(await world.staff("SECRETARY", world.city))).toBeNull()
  const { rows } = await world.client.query(
    "SELECT operation, purpose, role, client, row_count > 0 AS has_rows FROM attendance.access_log WHERE watermark = $1 AND export_id = $2 ORDER BY operation",
    [watermark, toUuid("export", id)],
  )
  const noted = { purpose: "巡察组年度审计", role: "AUDITOR", has_rows: true }
  expect(rows).toEqual([
    { ...noted, operation: "download AUDIT_PACKAGE ZIP", client: "GET /exports" },
    { ...noted, operation: "export AUDIT_PACKAGE ZIP", client: "startAuditPackage" },
  ])
  const { rows: all } = await world.client.query("SELECT DISTINCT operation FROM attendance.access_log WHERE client IS DISTINCT FROM 'command' ORDER BY 1")
  const taken = [
    "download AUDIT_PACKAGE ZIP",
    "download ONE_ROSTER ZIP",
    "download XAPI JSONL",
    "export AUDIT_PACKAGE ZIP",
    "export ONE_ROSTER ZIP",
    "export XAPI JSONL",
  ]
  expect(all.map(({ operation }) => String(operation)).sort(), "what is only asked for is not noted as read").toEqual([...taken, "query watermark"])
})
