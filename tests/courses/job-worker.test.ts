import pg from "pg"
import { afterAll, describe, expect, test } from "vitest"
import { NEWEST_MIGRATION, prepareJobQueue } from "../../prisma/job-queue.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { type JobTasks, type JobTurn, startJobs } from "../../subgraphs/shared/job-worker.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { emptyDatabase } from "../kit/database.ts"
import { pause, run } from "../kit/program.ts"

const JOB_SCHEMA = "courses_jobs"
const ownerUrl = await emptyDatabase()
const url = appUrlsFrom(ownerUrl, {}).courses
const client = new pg.Client(url)
await client.connect()
afterAll(() => client.end())

const add = (name: string, payload: object, options = "max_attempts => 5") =>
  client.query(`SELECT FROM ${JOB_SCHEMA}.add_job($1, $2::json, ${options})`, [name, JSON.stringify(payload)])
const left = async () => (await client.query(`SELECT task_identifier AS name, attempts, locked_by FROM ${JOB_SCHEMA}.jobs ORDER BY id`)).rows
const until = async (isSo: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 20_000; !(await isSo()); await pause(50)) if (Date.now() > end) throw new Error("waited in vain")
}
const work = async (tasks: JobTasks, during: () => Promise<void>, concurrency = 2) => {
  const worker = startJobs({ url, schema: JOB_SCHEMA }, tasks, { concurrency, log: openLog("tests", "silent") })
  await during().finally(() => worker.stop())
}

describe("the queue of jobs", () => {
  test("has its tables before any worker has run, of the version that is installed", async () => {
    const { rows } = await client.query(`SELECT max(id) AS newest FROM ${JOB_SCHEMA}.migrations`)
    expect(rows).toEqual([{ newest: NEWEST_MIGRATION }])
    const owners = await client.query("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = $1", [JOB_SCHEMA])
    expect(owners.rows).toEqual([{ tableowner: "courses_app" }])
    const statements: string[] = []
    await prepareJobQueue(
      { query: ((text: string) => (statements.push(text), client.query(text))) as pg.Client["query"] },
      JOB_SCHEMA,
      "postgres://nobody@localhost:1/x",
    )
    expect(statements).toHaveLength(1)
  })

  test("does what was committed, once, and nothing that was rolled back", async () => {
    await client.query("BEGIN")
    await add("note", { n: 1 })
    await client.query("ROLLBACK")
    await add("note", { n: 2 })
    const turns: JobTurn<unknown>[] = []
    await work({ note: async (turn) => void turns.push(turn) }, async () => {
      await until(() => turns.length > 0)
      await add("note", { n: 3 })
      await until(async () => turns.length > 1 && (await left()).length === 0)
    })
    expect(turns.map(({ payload, attempt, isLast }) => ({ payload, attempt, isLast }))).toEqual([
      { payload: { n: 2 }, attempt: 1, isLast: false },
      { payload: { n: 3 }, attempt: 1, isLast: false },
    ])
  })

  test("tries again what failed, later, and says which attempt is the last", async () => {
    await add("fail", {}, "max_attempts => 2")
    const turns: [number, boolean][] = []
    await work(
      {
        async fail({ attempt, isLast }) {
          turns.push([attempt, isLast])
          throw new Error("not now")
        },
      },
      () => until(() => turns.length === 2),
    )
    expect(turns).toEqual([
      [1, false],
      [2, true],
    ])
    await client.query(`DELETE FROM ${JOB_SCHEMA}._private_jobs`)
  })

  test("jobs of one queue are done one after another, others beside them", async () => {
    let under = 0
    let most = 0
    let ended = 0
    const slow = async () => {
      most = Math.max(most, (under += 1))
      await pause(100)
      under -= 1
      ended += 1
    }
    for (let n = 0; n < 3; n += 1) await add("slow", { n }, "queue_name => 'plans'")
    await work({ slow }, () => until(() => ended === 3), 3)
    expect(most).toBe(1)
  })

  test("stopping tells the job under way, and gives it back to be done by another", async () => {
    await add("long", {})
    let attempts = 0
    const long = ({ signal }: JobTurn<unknown>) =>
      new Promise<void>((_, reject) => {
        attempts += 1
        signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true })
      })
    await work({ long }, () => until(() => attempts === 1))
    expect(await left()).toEqual([{ name: "long", attempts: 1, locked_by: null }])
    await work({ long: async () => void (attempts += 1) }, () => until(() => attempts === 2))
    expect(await left()).toEqual([])
  })

  test("a process that is killed leaves its job to another; one that lives keeps it", async () => {
    await add("look", {}, "queue_name => 'plans'")
    const program = run(["node", "--import", "tsx", "tests/kit/hang-on-job.ts", url], {})
    await program.prints("took the job")
    let done = 0
    await work({ look: async () => void (done += 1) }, async () => {
      await pause(8_000)
      expect(done, "while the process lives").toBe(0)
      program.kill("SIGKILL")
      await until(() => done === 1)
      await until(async () => (await left()).length === 0)
    })
    expect(done).toBe(1)
  }, 40_000)
})
