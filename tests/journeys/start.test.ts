import { execFile } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import pg from "pg"
import { beforeAll, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { emptyDatabase } from "../kit/database.ts"
import { ROOT, freePort, run, runToEnd } from "../kit/program.ts"

const START = ["node", "scripts/run.mjs", "gateway/main.ts"]
const shell = promisify(execFile)

/** A data folder of this file's own, with a small sample city in it. */
let folder: string
beforeAll(async () => {
  folder = newFolder()
  const { code, stderr } = await runToEnd("prisma/seed/command.ts", ["--members", "600", "--today", "2026-11-23"], { DATA_FOLDER: folder })
  expect(stderr).not.toContain("Error")
  expect(code).toBe(0)
})

function newFolder(): string {
  const made = mkdtempSync(join(tmpdir(), "party-school-start-"))
  chmodSync(made, 0o755)
  return made
}

/** A refusal is one sentence on standard error, an exit code of 1 and no stack. */
async function refusalOf(environment: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await runToEnd("gateway/main.ts", [], { PORT: String(await freePort()), ...environment })
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" })
  expect(stderr.trimEnd().split("\n")).toHaveLength(1)
  expect(stderr).not.toMatch(/\n\s+at |Error:/)
  return stderr.trimEnd()
}

test("a start prints the address, how to get a token and a command that answers when pasted; SIGTERM stops it and its database", async () => {
  const port = await freePort()
  const program = run(["npm", "--silent", "start"], { DATA_FOLDER: folder, PORT: String(port) })
  await program.prints("curl -s")
  const { stdout } = program.output()
  expect(stdout).toContain(`http://localhost:${port}/graphql`)
  expect(stdout).toContain(`DATA_FOLDER=${folder} npm run --silent token -- --as auditor --at 柳北区`)
  expect(stdout).not.toContain("migrations")
  expect(stdout).not.toMatch(/written|committed/)

  const command = stdout.split("\n").find((line) => line.startsWith("curl")) ?? ""
  const pasted = await shell("bash", ["-c", command], { cwd: ROOT, env: { ...process.env, SKIP_INSTALL: "1" } })
  const answer = JSON.parse(pasted.stdout) as { data: { member: { name: string; branch: { name: string }; lessons: object; hours: object } } }
  expect(answer.data.member.name).toMatch(/\p{Script=Han}/u)
  expect(answer.data.member.branch.name).toContain("党支部")

  const health = await fetch(`http://127.0.0.1:${port}/health`)
  expect([health.status, await health.json()]).toEqual([
    200,
    { status: "ok", subgraphs: { organisation: "ok", people: "ok", courses: "ok", attendance: "ok" } },
  ])

  const databasePort = Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[3])
  program.kill("SIGTERM")
  expect(await program.ends()).toBe(0)
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(false)
  const reached = new pg.Client({ host: "127.0.0.1", port: databasePort, user: "postgres", password: "x", database: "postgres" })
  await expect(reached.connect()).rejects.toMatchObject({ code: "ECONNREFUSED" })
  expect(program.output().stderr).not.toMatch(/Error|fault/)
})

test("a database left behind by a killed process is taken over, and nothing is loaded again", async () => {
  const first = run(START, { DATA_FOLDER: folder, PORT: String(await freePort()) })
  await first.prints("curl -s")
  first.kill("SIGKILL")
  await first.ends()
  expect(existsSync(join(folder, "postgres", "postmaster.pid"))).toBe(true)

  const second = run(START, { DATA_FOLDER: folder, PORT: String(await freePort()) })
  await second.prints("curl -s")
  second.kill("SIGINT")
  expect(await second.ends()).toBe(0)
})

test("a folder in use is left alone", async () => {
  const first = run(START, { DATA_FOLDER: folder, PORT: String(await freePort()) })
  await first.prints("curl -s")

  expect(await refusalOf({ DATA_FOLDER: folder })).toMatch(new RegExp(`^The database in .* is in use by process ${first.pid}, which is running\\.`))
  first.kill("SIGTERM")
  expect(await first.ends()).toBe(0)
})

test("a busy port is said before anything else is touched", async () => {
  const untouched = newFolder()
  const port = await freePort()
  const { createServer } = await import("node:net")
  const other = createServer().listen(port, "127.0.0.1")
  const sentence = await refusalOf({ DATA_FOLDER: untouched, PORT: String(port) })
  other.close()
  expect(sentence).toBe(`Port ${port} is taken by another program. Stop it, or choose another with PORT.`)
  expect(existsSync(join(untouched, "postgres"))).toBe(false)
})

test("a folder of another version, one with foreign files and one that cannot be made are refused unharmed", async () => {
  const old = newFolder()
  mkdirSync(join(old, "postgres"))
  writeFileSync(join(old, "postgres", "PG_VERSION"), "17\n")
  expect(await refusalOf({ DATA_FOLDER: old })).toContain("was made by PostgreSQL 17, and this is PostgreSQL 18. Nothing was changed")
  expect(readFileSync(join(old, "postgres", "PG_VERSION"), "utf8")).toBe("17\n")

  const foreign = newFolder()
  mkdirSync(join(foreign, "postgres"))
  writeFileSync(join(foreign, "postgres", "diary.txt"), "mine")
  expect(await refusalOf({ DATA_FOLDER: foreign })).toContain("holds files that are not a PostgreSQL database. Nothing was changed")
  expect(readFileSync(join(foreign, "postgres", "diary.txt"), "utf8")).toBe("mine")

  writeFileSync(join(foreign, "file"), "")
  expect(await refusalOf({ DATA_FOLDER: join(foreign, "file", "below") })).toMatch(/cannot be made \(ENOTDIR\)\. Name another with DATA_FOLDER\.$/)
  expect(await refusalOf({ DATA_FOLDER: "/proc/nothing" })).toMatch(/cannot be made/)
})

test("a database that is newer, foreign, edited or out of reach is refused unharmed", async () => {
  const start = (url: string) => refusalOf({ DATABASE_URL: url, DEVELOPMENT_ISSUER: "on", DATA_FOLDER: folder })
  const change = async (sql: string) => {
    const url = await emptyDatabase()
    const client = new pg.Client(url)
    await client.connect()
    await client.query(sql)
    await client.end()
    return url
  }
  const newer = `INSERT INTO people._prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('x', 'x', '20990101000000_later', now(), 1)`

  expect(await start(await change(newer))).toBe(
    "The database is newer than this program: it has the people migration 20990101000000_later. Nothing was changed: update the program.",
  )
  expect(await start(await change("DROP TABLE courses._prisma_migrations"))).toContain('already has a schema "courses" that was not made by this program')
  expect(await start(await change("UPDATE attendance._prisma_migrations SET checksum = 'x'"))).toContain("was edited after it had been applied")
  expect(await start("postgres://nobody:x@127.0.0.1:9/none")).toContain("The database does not answer")
})

test("a named database is migrated and never filled", async () => {
  const url = await emptyDatabase()
  const program = run(START, { DATABASE_URL: url, DEVELOPMENT_ISSUER: "on", DATA_FOLDER: folder, PORT: String(await freePort()) })
  await program.prints("Ready:")
  expect(program.output().stdout).not.toContain("curl")
  program.kill("SIGTERM")
  expect(await program.ends()).toBe(0)
  const client = new pg.Client(url)
  await client.connect()
  expect((await client.query("SELECT count(*)::int AS n FROM organisation.organisation")).rows).toEqual([{ n: 0 }])
  await client.end()
})

test("wrong settings are named, all at once", async () => {
  expect(await refusalOf({ PORT: "many", TIME_ZONE: "Mars/Base", DATA_FOLDER: folder })).toMatch(/PORT.*; TIME_ZONE: is not a known time zone/)
  expect(await refusalOf({ SUBGRAPH_PEOPLE_URL: "http://127.0.0.1:1/graphql", DATA_FOLDER: folder })).toContain("SUBGRAPH_SECRET")
  const { OIDC_ISSUER } = { OIDC_ISSUER: "https://id.example" }
  expect(await refusalOf({ OIDC_ISSUER, DATA_FOLDER: folder })).toMatch(/OIDC_AUDIENCE.*OIDC_JWKS_URL/)
  const wrong = { PERSONAL_DATA_KEY: "abc", PEOPLE_DATABASE_URL: "foo", DATABASE_URL: "postgres://[" }
  expect(await refusalOf({ ...wrong, DATA_FOLDER: folder })).toMatch(/DATABASE_URL: .*; PEOPLE_DATABASE_URL: must be .*; PERSONAL_DATA_KEY: must hold 64 hexa/)
  const seeded = await runToEnd("prisma/seed/command.ts", [], { PERSONAL_DATA_KEY: "abc", DATA_FOLDER: folder })
  expect(seeded).toEqual({ code: 1, stdout: "", stderr: "PERSONAL_DATA_KEY must hold 64 hexadecimal digits.\n" })
  const owners = { COURSES_DATABASE_URL: "postgres://postgres:x@127.0.0.1:9/d", DATABASE_URL: "postgres://postgres:x@127.0.0.1:9/d", DEVELOPMENT_ISSUER: "on" }
  expect(await refusalOf({ ...owners, DATA_FOLDER: folder })).toBe("COURSES_DATABASE_URL must name the role courses_app: postgres://courses_app:…")
})

test("with a named database the development issuer is off unless it is switched on", async () => {
  const url = await emptyDatabase()
  expect(await refusalOf({ DATABASE_URL: url })).toContain("OIDC_ISSUER")
  const { code, stderr } = await runToEnd("gateway/token-command.ts", ["--as", "auditor"], {
    DATABASE_URL: url,
    OIDC_ISSUER: "https://id.example",
    OIDC_AUDIENCE: "graph",
    OIDC_JWKS_URL: "https://id.example/keys",
  })
  expect(code).toBe(1)
  expect(stderr).toContain("The development issuer is off here")
})

test("tokens are made for seeded accounts by role and place, and a wrong wish says what there is", async () => {
  const token = (...args: string[]) => runToEnd("gateway/token-command.ts", args, { DATA_FOLDER: folder })
  const auditor = await token("--as", "auditor", "--at", "柳北区")
  expect(auditor.code).toBe(0)
  expect(auditor.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  expect(auditor.stderr).toContain("auditor at 中共柳州市柳北区委员会")
  const claims = JSON.parse(Buffer.from(auditor.stdout.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>
  expect(claims).toMatchObject({ iss: "urn:party-school-graph:development", aud: "party-school-graph", sub: expect.stringContaining("auditor") })

  expect((await token("--as", "member")).stderr).toContain("member at")
  expect((await token("--as", "auditor", "--at", "火星")).stderr).toContain("There is no organisation 火星.")
  expect((await token("--as", "emperor")).stderr).toContain("Say whose token")
  expect((await token()).code).toBe(1)
})

test("the addresses that subgraphs get name their own roles, with passwords of their own", () => {
  const urls = Object.values(appUrlsFrom("postgres://owner:secret@db:5432/graph", {})).map((url) => new URL(url))
  expect(urls.map((url) => url.username)).toEqual(["organisation_app", "people_app", "courses_app", "attendance_app"])
  expect(new Set(urls.map((url) => url.password)).size).toBe(4)
})
