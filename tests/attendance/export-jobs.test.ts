import { expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createExportExpiryWriter } from "../../subgraphs/attendance/data/export-expiry.writer.ts"
import { expireExports } from "../../subgraphs/attendance/use-cases/expire-exports.ts"
import { runExport } from "../../subgraphs/attendance/use-cases/run-export.ts"
import { type JobTasks, startJobs } from "../../subgraphs/shared/job-worker.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { toUuid } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { exportWorkFor } from "../kit/export-work-for.ts"
import { exportsIn } from "../kit/exports.ts"
import { run } from "../kit/program.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const databaseUrl = await emptyDatabase()
const attendanceUrl = appUrlsFrom(databaseUrl, {}).attendance
const stack = await openStack(databaseUrl)
const world = await newWorld(databaseUrl)
const { start, started, look, ended, cancel, lines } = exportsIn(stack, world)
await lines(world.community, 5_500)
let beforeRead: (batches: number) => Promise<void> = async () => undefined
const surroundings = exportWorkFor(
  databaseUrl,
  () => NOW,
  (batches) => beforeRead(batches),
)
const TURN = { isLast: false, signal: new AbortController().signal }
const ASOF = { asOf: "2026-11-23T00:00:00+08:00" }
const kept = async (id: string) =>
  (
    await world.client.query(
      "SELECT (SELECT count(*)::int FROM attendance.export_spool WHERE export_id = $1) AS batches, (SELECT count(*)::int FROM attendance.export_file WHERE export_id = $1) AS pieces",
      [toUuid("export", id)],
    )
  ).rows[0] as { batches: number; pieces: number }

test("a process that is killed leaves its export to another, which goes on behind the last batch that was kept", async () => {
  await world.client.query(`CREATE TABLE public.batch_written (number int); GRANT INSERT ON public.batch_written TO attendance_app;
    CREATE FUNCTION public.note_batch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.batch_written VALUES (NEW.number); RETURN NEW; END $$;
    CREATE TRIGGER note_batch AFTER INSERT ON attendance.export_spool FOR EACH ROW EXECUTE FUNCTION public.note_batch()`)
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await started(auditor, world.community, ASOF)
  const program = run(["node", "--import", "tsx", "tests/kit/hang-on-export.ts", attendanceUrl, NOW.toISOString()], {})
  await program.prints("hangs before batch 4")
  expect(await look(auditor, id)).toMatchObject({ state: "RUNNING", rows: 3_000, total: 5_500, progress: 54 })
  expect(await kept(id)).toEqual({ batches: 3, pieces: 0 })
  program.kill("SIGKILL")
  const tasks: JobTasks = { export: ({ payload, ...turn }) => runExport(surroundings, (payload as { exportId: string }).exportId, turn) }
  const jobs = startJobs({ url: attendanceUrl, schema: "attendance_jobs" }, tasks, { concurrency: 2, log: openLog("tests", "silent") })
  const ready = await ended(auditor, id)
  expect(ready).toMatchObject({ state: "READY", rows: 5_500, progress: 100 })
  const written = await world.client.query("SELECT number FROM public.batch_written ORDER BY 1")
  expect(
    written.rows.map(({ number }) => number),
    "each batch once",
  ).toEqual([0, 1, 2, 3, 4, 5])
  await world.client.query("DROP TRIGGER note_batch ON attendance.export_spool")
  const whole = await started(auditor, world.community, ASOF)
  expect(await ended(auditor, whole)).toMatchObject({ digest: ready.digest })
  await jobs.stop()
}, 60_000)

/** An export that no worker takes: the test runs it. */
const alone = (subject: string): Promise<string> => started(subject, world.district, ASOF)

test("one that is cancelled is left with the next batch, and nothing of it is kept", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await alone(auditor)
  let [reads, cancelled]: [number, unknown] = [0, null]
  beforeRead = async () => {
    reads += 1
    if (reads === 3) cancelled = await cancel(auditor, id)
  }
  await runExport(surroundings, id, TURN)
  expect([reads, cancelled]).toMatchObject([3, { __typename: "ExportCancelled", export: { state: "CANCELLED", url: null } }])
  expect(await kept(id)).toEqual({ batches: 0, pieces: 0 })
  expect(await look(auditor, id)).toMatchObject({ state: "CANCELLED", digest: null })
  await runExport(surroundings, id, TURN)
  expect(reads, "asked again, it is not begun").toBe(3)
})

test("a run that was taken for dead and lives on writes nothing any more", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await alone(auditor)
  let other: Promise<void> | null = null
  beforeRead = async () => {
    beforeRead = async () => undefined
    other = runExport(surroundings, id, TURN)
    await other
  }
  await runExport(surroundings, id, TURN)
  expect(other).not.toBeNull()
  expect(await look(auditor, id)).toMatchObject({ state: "READY", rows: 5_500 })
  expect(await kept(id)).toMatchObject({ batches: 0, pieces: 1 })
})

test("a fault is tried again from where it was; the last attempt says that it failed", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await alone(auditor)
  let reads = 0
  beforeRead = async () => {
    reads += 1
    if (reads === 2) throw new Error("the database went away")
  }
  await expect(runExport(surroundings, id, TURN)).rejects.toThrow("went away")
  expect(await look(auditor, id)).toMatchObject({ state: "RUNNING", rows: 1_000 })
  await runExport(surroundings, id, TURN)
  expect(await look(auditor, id)).toMatchObject({ state: "READY", rows: 5_500 })
  expect(reads).toBe(7)
  const lost = await alone(auditor)
  await runExport(surroundings, lost, { ...TURN, isLast: true })
  expect(await look(auditor, lost)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("Ask for it again") })
})

test("stopping the program stops it between two batches", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await alone(auditor)
  const stopping = new AbortController()
  let reads = 0
  beforeRead = async () => {
    reads += 1
    if (reads === 2) stopping.abort(new Error("The program stops."))
  }
  await expect(runExport(surroundings, id, { isLast: false, signal: stopping.signal })).rejects.toThrow("stops")
  beforeRead = async () => undefined
  expect(await kept(id)).toEqual({ batches: 1, pieces: 0 })
})

test("five are under way at once; the sixth is refused, however many ask at the same moment", async () => {
  const auditor = await world.staff("AUDITOR", world.street)
  const account = (await world.client.query("SELECT id FROM people.account WHERE subject = $1", [auditor])).rows[0]?.id as string
  const row = {
    account_id: account,
    account_name: "x",
    kind: "ACCESS_LOG",
    format: "CSV",
    organisation_id: world.community.uuid,
    organisation_path: world.community.path,
  }
  for (let n = 0; n < 3; n += 1)
    await world.insert("attendance.export", {
      ...row,
      parameters: "{}",
      purpose: "x",
      state: "WAITING",
      total: 1,
      watermark: `WM-0000000${n}`,
      requested_at: NOW,
    })
  const answers = await Promise.all(Array.from({ length: 6 }, () => start(auditor, world.community, { ...ASOF, to: "2026-02-01" })))
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([...Array(2).fill("ExportStarted"), ...Array(4).fill("TooManyExports")])
  expect(answers.find(({ __typename }) => __typename === "TooManyExports")).toMatchObject({ limit: 5 })
  const { rows } = await world.client.query("SELECT count(*)::int AS exports FROM attendance.export WHERE account_id = $1", [account])
  expect(rows).toEqual([{ exports: 5 }])
})

test("after a day the file goes and its row stays; one that was not made within a day is given up", async () => {
  const auditor = await world.staff("AUDITOR", world.city)
  const id = await alone(auditor)
  await runExport(surroundings, id, TURN)
  const waiting = await alone(auditor)
  const database = openDatabase(attendanceUrl, { name: "tests", connections: 1, onError: () => undefined })
  const expire = (hours: number) => expireExports({ expiry: createExportExpiryWriter(database), now: () => new Date(NOW.getTime() + hours * 3_600_000) })
  await expire(23)
  expect(await look(auditor, id)).toMatchObject({ state: "READY" })
  await expire(24)
  await database.close()
  expect(await look(auditor, id)).toMatchObject({
    state: "EXPIRED",
    url: null,
    watermark: expect.stringMatching(/^WM-/),
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(await kept(id)).toEqual({ batches: 0, pieces: 0 })
  expect(await look(auditor, waiting)).toMatchObject({ state: "FAILED", failure: expect.stringContaining("within a day") })
})

test("a page of fifty lines of the log costs as many statements as one of two", async () => {
  const auditor = await world.staff("AUDITOR", world.community)
  const read = async (first: number) =>
    (await stack.as(auditor)).request(
      `{ accessLog(organisation: "${world.community.id}", from: "2026-01-01T00:00:00+08:00", to: "2026-12-31T00:00:00+08:00", first: ${first}) { totalCount nodes { id by isExport organisation { name } } } }`,
    )
  await read(2)
  const [two, fifty] = [await stack.costOf(() => read(2)), await stack.costOf(() => read(50))]
  expect(fifty).toEqual(two)
})
